"""The command ``attain plan curve``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attain.cli.plan_file import require_plan
from attain.kernel.money import format_money, is_currency
from attain.kernel.problem import Problem
from attain.kernel.scaled import format_rate, parse_scaled

if TYPE_CHECKING:
    from attain.plans import Component, Plan
    from attain.plans.curve import PayoutPoint

_BAR = 40


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--component", "name", help="This component.  [default: those on measures]")
@click.option("--quota", default="100000", show_default=True, help="The quota of the period.")
@click.option("--currency", help="The payee's currency.  [default: the plan's, or USD]")
@click.option("--json", "as_json", is_flag=True, help="Print the points as JSON.")
def curve(file: Path, name: str | None, quota: str, currency: str | None, as_json: bool) -> None:
    """Show what components pay at each attainment, with parameters at their defaults.

    A jump at a bound shows as two rows with the same attainment.

    \b
    Examples:
      attain plan curve my-plan.yaml
      attain plan curve my-plan.yaml --component bonus --quota 500000
    """
    from attain.plans.curve import payout_curve

    plan = require_plan(file)
    code = currency or (plan.currency if is_currency(plan.currency) else "USD")
    if not is_currency(code):
        raise click.UsageError(f"“{code}” is not a currency code.")
    curves = {
        component: payout_curve(plan, component, _quota_units(plan, component, quota, code), code)
        for component in _chosen(plan, name)
    }
    if as_json:
        click.echo(
            json.dumps({one.name: [_point(point) for point in curves[one]] for one in curves}, indent=2)
        )
        return
    for component, points in curves.items():
        click.echo(click.style(component.title, bold=True))
        if not points:
            click.echo("  Its pay depends on each transaction or on a parameter without default: no curve.")
        _draw(points, code)


def _chosen(plan: Plan, name: str | None) -> list[Component]:
    if name is None:
        return [one for one in plan.components if one.measure] or list(plan.components)
    try:
        return [plan.component(name)]
    except KeyError:
        known = ", ".join(one.name for one in plan.components)
        raise click.UsageError(f"The plan has no component “{name}”; it has {known}.") from None


def _quota_units(plan: Plan, component: Component, quota: str, code: str) -> int:
    from attain.kernel.money import Currency
    from attain.plans.definition import Unit
    from attain.tables import QUANTITY_SCALE

    is_money = plan.rule_of(component).unit is Unit.MONEY
    units = parse_scaled(quota, Currency(code).exponent if is_money else QUANTITY_SCALE)
    if isinstance(units, Problem) or units <= 0:
        raise click.UsageError(f"“{quota}” is not a quota: write a number above 0.")
    return units


def _draw(points: tuple[PayoutPoint, ...], code: str) -> None:
    most = max((point.pay_minor for point in points), default=0)
    last = ""
    for point in points:
        row = f"{_percent(point.attainment):>7}  {format_money(point.pay_minor, code):>16}"
        if row != last:
            bar = "█" * (max(point.pay_minor, 0) * _BAR // most) if most > 0 else ""
            click.echo(f"  {row}  {bar}".rstrip())
        last = row


def _percent(attainment: int) -> str:
    return format_rate(round(attainment, -4))


def _point(point: PayoutPoint) -> dict[str, int]:
    return {"attainment_e8": point.attainment, "units": point.units, "pay_minor": point.pay_minor}
