"""What a tiered commission says: its clause in the plan document and how its lines came about."""

from __future__ import annotations

from attain.kernel.rounding import rescale
from attain.kernel.scaled import ONE, RATE_SCALE
from attain.plans.component_kind import Explained, Line
from attain.plans.definition import Component, Plan
from attain.plans.explanation import Clause, Step
from attain.plans.table import Boundary, RateTable, TierMode, TierReach
from attain.plans.tiers import position_step, tier_clause
from attain.plans.value_words import rate_words


def tiered_clause(component: Component, plan: Plan, table: RateTable) -> Clause:
    """How the tiers pay, and the tiers."""
    mode = (
        "Each part of the credit is paid at the rate of the tier in which it lies."
        if table.mode is TierMode.MARGINAL
        else "All credit is paid at the rate of the tier that is reached."
    )
    if table.each is TierReach.PERIOD:
        measure = plan.measure(component.measure or "")
        moves = f"“{measure.title}” moves through the tiers over its {measure.over.value}."
    else:
        moves = "Each transaction starts at zero."
    exact = f"A value exactly on a bound belongs to the {table.boundary.value} tier."
    rows = tuple(
        (table.tier_words(index), rate_words(tier.value, plan)) for index, tier in enumerate(table.tiers)
    )
    return Clause((moves, mode, exact), ("Tier", "Rate"), rows)


def explain_marginal(line: Line, table: RateTable) -> Explained:
    """The parts of a credit in the tiers, each at its rate."""
    values = line.values
    steps = [position_step(line, table, values["before_units"], values["after_units"])]
    said, shown, exact = [], 0, 0
    for index in range(len(table.tiers)):
        part = values[f"part_{index}"]
        if part:
            rate = line.rate(values[f"value_{index}"])
            pay = rescale(part * values[f"value_{index}"], RATE_SCALE, 0, line.component.rounding)
            shown, exact = shown + pay, exact + part * values[f"value_{index}"]
            said.append(f"{line.units(part)} at {rate}")
            tier = f"in the tier {table.tier_words(index)} " if len(table.tiers) > 1 else ""
            words = f"{line.units(part)} {tier}× {rate}."
            steps.append(Step(f"Tier {index + 1}", words, line.money(pay), tier_clause(line, index)))
    product = " and ".join(said) or line.units(0)
    if values["pay_rate"] != ONE:
        share = line.rate(values["pay_rate"])
        steps.append(Step("Pay credit", f"{share} of the quota credit earns pay.", share, line.clause))
        product += f", of which {share} earns pay,"
        exact = rescale(exact * values["pay_rate"], 2 * RATE_SCALE, RATE_SCALE)
        shown = rescale(exact, RATE_SCALE, 0, line.component.rounding)
    alone = rescale(exact, RATE_SCALE, 0, line.component.rounding)
    steps.append(_marginal_amount(line, table, alone, shown))
    return Explained(_marginal_sentence(line, product, alone), tuple(steps))


def _marginal_sentence(line: Line, product: str, alone: int) -> str:
    """What the credit pays; a product that rounding over the period changed is not said to be equal."""
    paid = line.values["amount_minor"]
    if paid == alone:
        return f"{product} pays {line.money(paid)}."
    how = f"with the rounding of pay so far in {line.values['measure_period']}"
    return f"{product} is {line.money(alone)}; {how} it pays {line.money(paid)}."


def _marginal_amount(line: Line, table: RateTable, alone: int, shown: int) -> Step:
    """The amount: over a period, pay so far with this credit less pay so far before it, both rounded."""
    values, paid = line.values, line.values["amount_minor"]
    if table.each is TierReach.TRANSACTION:
        words = f"The sum, {line.rounded}."
    else:
        after, before = (
            line.money(rescale(exact, RATE_SCALE, 0, line.component.rounding))
            for exact in (values["exact_after"], values["exact_after"] - values["exact"])
        )
        words = f"Pay so far in {values['measure_period']}: {after} with this deal, less {before} before it."
    if paid != alone:
        words += (
            f" Both are {line.rounded}, so that all deals add up exactly; this deal alone would be"
            f" {line.money(alone)}."
        )
    elif paid != shown:
        words += " The parts above are rounded one by one, so their sum can differ by the last digit."
    return Step("Amount", words, line.money(paid), line.clause)


def explain_whole(line: Line, table: RateTable) -> Explained:
    """A credit at the rate of the tier that the month's end, or the transaction, reaches."""
    values = line.values
    rate, credit = line.rate(values["rate"]), line.units(values["pay_units"])
    index = reached_index(line, table, values["reached_units"])
    where = "The transaction" if table.each is TierReach.TRANSACTION else f"By the end of {line.month} it"
    steps = []
    if table.each is TierReach.PERIOD:
        steps.append(position_step(line, table, values["before_units"], values["after_units"]))
    words = (
        f"{where} reaches {line.units(values['reached_units'])}: tier {table.tier_words(index)}, rate {rate}."
    )
    steps.append(Step(f"Tier {index + 1}", words, rate, tier_clause(line, index)))
    amount = line.money(values["amount_minor"])
    said = f"{credit} × {rate}, {line.rounded}."
    steps.append(Step("Amount", said, amount, line.clause))
    return Explained(f"{credit} at {rate}, the rate of the reached tier, pays {amount}.", tuple(steps))


def explain_true_up(line: Line, table: RateTable) -> Explained:
    """What the reached tier adds to the earlier months of the period."""
    values = line.values
    rate, index = line.rate(values["rate"]), reached_index(line, table, values["units"])
    due, before = line.money(values["due"]), line.money(values["due_before"])
    lines, amount = line.money(values["lines_minor"]), line.money(values["amount_minor"])
    period = values["measure_period"]
    steps = (
        position_step(line, table, values["units"] - values["month_units"], values["units"]),
        Step(
            f"Tier {index + 1}",
            f"Tier {table.tier_words(index)}: rate {rate}.",
            rate,
            tier_clause(line, index),
        ),
        Step("Due", f"{line.units(values['pay_units'])} × {rate} for {period} so far.", due, line.clause),
        Step(
            "Amount",
            f"{due} less {before} of the months before and {lines} of this month's deals.",
            amount,
            line.clause,
        ),
    )
    return Explained(f"The rate for {period} is now {rate}; earlier months are trued up by {amount}.", steps)


def reached_index(line: Line, table: RateTable, units: int) -> int:
    """The tier in which ``units`` lie."""
    for index in range(len(table.tiers) - 1):
        bound = line.values[f"bound_{index}"]
        if units < bound or (units == bound and table.boundary is Boundary.LOWER):
            return index
    return len(table.tiers) - 1
