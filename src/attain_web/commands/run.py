"""``attain run``: calculates pay here and now, and says what it gave, what is wrong and what was posted."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, NoReturn

import click

from attain.cli.report import problem_dict, problem_text
from attain.kernel.money import format_money
from attain.kernel.problem import Problem, ProblemError
from attain_web.commands.setup import prepare_database, start_django

if TYPE_CHECKING:
    from attain_web.incentives.models import Run


@click.command()
@click.option("--through", default="", metavar="MONTH", help="Last month, as 2026-11; else the present one.")
@click.option("--trial", is_flag=True, help="Calculate and post nothing.")
@click.option("--note", default="", help="Why this run; shown in the list of runs.")
@click.option("--strict", is_flag=True, help="Exit with 1 when something could not be paid.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, without progress.")
def run(through: str, trial: bool, note: str, strict: bool, as_json: bool) -> None:
    """Calculate everyone's pay from all history, to the end of a month.

    An official run posts only what differs from what is posted already, so that running again posts nothing.
    A running product shows the run and its progress.

    \b
    Examples:
      attain run
      attain run --through 2026-11 --note "After the late bookings"
      attain run --trial --strict
    """
    start_django()
    prepare_database()
    finished = _calculate(through, trial, note, as_json)
    result = _result(finished)
    if as_json:
        click.echo(json.dumps(result, indent=2, ensure_ascii=False))
    else:
        _print(finished, result)
    if strict and result["errors"]:
        sys.exit(1)


def _calculate(through: str, trial: bool, note: str, as_json: bool) -> Run:
    from attain_web.incentives.jobs import perform_here
    from attain_web.incentives.models import Run
    from attain_web.incentives.runs import request_run

    purpose = Run.Purpose.TRIAL if trial else Run.Purpose.OFFICIAL
    requested = request_run(actor=None, through=through, purpose=purpose, note=note[:300])
    if isinstance(requested, Problem):
        _refuse([requested], as_json)
    progress = _Progress(enabled=not as_json)
    progress.title(f"Run {requested.pk}, {purpose.label.lower()}, through {requested.through}")
    try:
        return perform_here(requested, progress.report)
    except ProblemError as error:
        _refuse(list(error.problems), as_json)
    except KeyboardInterrupt:
        click.echo("\nCancelled. Nothing was posted; the figures of the run before still hold.", err=True)
        sys.exit(130)


def _refuse(problems: list[Problem], as_json: bool) -> NoReturn:
    if as_json:
        click.echo(json.dumps({"problems": [problem_dict(one) for one in problems]}, indent=2))
    else:
        for one in problems:
            click.echo(problem_text(one), err=True)
    sys.exit(1)


class _Progress:
    """One line for each phase, rewritten on a terminal while it counts."""

    def __init__(self, *, enabled: bool) -> None:
        self.enabled = enabled
        self.phase = ""

    def title(self, text: str) -> None:
        if self.enabled:
            click.echo(text)

    def report(self, phase: str, done: int, total: int) -> None:
        if not self.enabled or (phase == self.phase and not sys.stdout.isatty()):
            return
        same = phase == self.phase
        self.phase = phase
        count = f" {done:,} of {total:,}" if total else ""
        if sys.stdout.isatty():
            click.echo(f"{chr(13) if same else ''}  {phase}{count}\033[K", nl=done >= total)
        else:
            click.echo(f"  {phase} …")


def _result(run: Run) -> dict[str, Any]:
    """Totals, problems by cause, and what was posted, as plain values; amounts in minor units."""
    severities = Counter(run.problems.values_list("severity", flat=True))
    causes = Counter(run.problems.values_list("code", flat=True))
    return {
        "run": run.pk,
        "purpose": run.purpose,
        "through": run.through,
        "state": run.state,
        "is_current": run.is_current,
        "engine": run.engine_version,
        **run.totals,
        "problems": dict(causes.most_common()),
        "errors": severities["error"],
        "posted": _posted(run),
    }


def _posted(run: Run) -> list[dict[str, Any]]:
    from django.db.models import Count, Sum

    from attain.ledger import Account
    from attain_web.payouts.models import LedgerPosting

    rows = LedgerPosting.objects.filter(entry__cause=f"run:{run.pk}", account=Account.EARNED)
    sums = rows.order_by().values("entry__kind", "entry__period__name", "currency")
    return [
        {
            "kind": row["entry__kind"],
            "period": row["entry__period__name"],
            "currency": row["currency"],
            "payees": row["payees"],
            "amount_minor": int(row["amount"]),
        }
        for row in sums.annotate(
            amount=Sum("amount_minor"), payees=Count("person_id", distinct=True)
        ).order_by("entry__period__name", "entry__kind", "currency")
    ]


def _print(run: Run, result: dict[str, Any]) -> None:
    earned = ", ".join(format_money(amount, code) for code, amount in result["earned_minor"].items())
    click.echo(f"Earned: {earned or 'nothing'} by {result['payees']:,} payees in {result['lines']:,} lines.")
    if result["problems"]:
        click.echo(f"Problems: {run.problem_count:,}, of which errors: {result['errors']:,}.")
        hints = {one.code: one for one in run.problems.order_by("-id")}
        for code, count in result["problems"].items():
            click.echo(f"  {count:>6,}  {code}: {hints[code].message} {hints[code].hint}".rstrip())
    else:
        click.echo("Problems: none.")
    if run.purpose != run.Purpose.OFFICIAL:
        click.echo("Posted: nothing, as this is a trial.")
    elif not run.is_current:
        click.echo("Posted: nothing, as a run that was requested later is current already.")
    elif not result["posted"]:
        click.echo("Posted: nothing, as nothing differs from what is posted.")
    for row in result["posted"]:
        amount = format_money(row["amount_minor"], row["currency"])
        payees = "1 payee" if row["payees"] == 1 else f"{row['payees']:,} payees"
        click.echo(f"Posted: {amount} of {row['kind']}s into {row['period']}, {payees}.")
