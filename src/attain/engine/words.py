"""The steps that every line has, in words: transaction, share, conversion; then those of its kind; then
caps.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attain.kernel.day import day_words
from attain.kernel.money import format_money
from attain.kernel.scaled import ONE, RATE_SCALE, format_scaled
from attain.plans.component_kind import Line, with_minus
from attain.plans.definition import CapPeriod, Component, FxDay, Plan, Unit
from attain.plans.explanation import Explanation, Step
from attain.plans.kinds import component_kinds
from attain.tables import QUANTITY_SCALE


def explain_row(plan: Plan, component: Component, row: Mapping[str, Any]) -> Explanation:
    """The explanation of a line, whose row has the columns that the component's kind traced."""
    line = Line(plan, component, row)
    if row["line_kind"] == "cap":
        return _explain_cap(line)
    explained = component_kinds()[component.kind].explain(line)
    credit = _credit_steps(line) if row["transaction_id"] else ()
    return Explanation(explained.sentence, (*credit, *explained.steps))


def _credit_steps(line: Line) -> tuple[Step, ...]:
    values, rule = line.values, line.plan.rule_of(line.component)
    clause = f"§ {rule.title}"
    source = _source(line, values["source_units"])
    day = day_words(values["credited_on"])
    steps = [
        Step(
            "Transaction", f"{values['transaction_id']} of {day}, credited by “{rule.title}”.", source, clause
        )
    ]
    converted = ""
    if rule.unit is Unit.MONEY and values["source_currency"] != values["currency"]:
        rate = format_scaled(values["fx_rate"], RATE_SCALE)
        moment = f"on {day}" if line.plan.fx.on is FxDay.CREDITED else f"at the end of {line.month}"
        pair = f"1 {values['source_currency']} = {rate} {values['currency']}"
        converted = f" × {rate}"
        steps.append(Step("Convert", f"At the {line.plan.fx.type} rate {moment}: {pair}.", rate, clause))
    share = line.rate(values["share"])
    if rule.to.is_roll_up:
        part = f"{share} of {source}{converted}"
        words = f"Credited to people below this position: {part}, in full at each level above."
    else:
        words = f"{source}{converted} × {share} as {' or '.join(rule.to.roles)}."
    steps.append(Step("Credit", words, line.units(values["quota_units"]), clause))
    if values["pay_rate"] != ONE:
        part = line.rate(values["pay_rate"])
        steps.append(
            Step("Pay credit", f"{part} of the credit earns pay.", line.units(values["pay_units"]), clause)
        )
    return tuple(steps)


def _source(line: Line, units: int) -> str:
    """An amount of the transaction in its own currency or unit."""
    currency = line.values["source_currency"]
    return with_minus(format_money(units, currency) if currency else format_scaled(units, QUANTITY_SCALE))


def _explain_cap(line: Line) -> Explanation:
    values, cap = line.values, line.component.cap
    assert cap is not None
    limit, amount = line.money(values["cap_minor"]), line.money(values["amount_minor"])
    uncapped = line.money(values["uncapped"])
    if cap.per is CapPeriod.LINE:
        said = f"The line would pay {uncapped}; {limit} is the most for one line."
    else:
        reach = f"{uncapped} by the end of {line.month} in {values['cap_period']}"
        said = f"{reach}; {limit} is the most for it."
    clause = f"{line.clause}, cap"
    steps = (
        Step("Cap", said, limit, clause),
        Step("Amount", "What the cap takes back from pay, or gives back to it.", amount, clause),
    )
    return Explanation(f"The cap of {limit} a {cap.per.value} changes pay by {amount}.", steps)
