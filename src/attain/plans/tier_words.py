"""What a tiered commission says: its clause in the plan document and how its lines came about."""

from __future__ import annotations

from attain.kernel.rounding import rescale
from attain.kernel.scaled import RATE_SCALE, format_rate
from attain.plans.component_kind import Explained, Line
from attain.plans.definition import Component, Plan
from attain.plans.explanation import Clause, Step
from attain.plans.table import Boundary, RateTable, TierMode, TierReach
from attain.plans.tiers import position_step, tier_clause


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
    rows = tuple((table.tier_words(index), tier.value.text) for index, tier in enumerate(table.tiers))
    return Clause((moves, mode, exact), ("Tier", "Rate"), rows)


def explain_marginal(line: Line, table: RateTable) -> Explained:
    """The parts of a credit in the tiers, each at its rate."""
    values = line.values
    steps = [position_step(line, table, values["before_units"], values["after_units"])]
    said = []
    for index in range(len(table.tiers)):
        part = values[f"part_{index}"]
        if part:
            rate = format_rate(values[f"value_{index}"])
            pay = line.money(rescale(part * values[f"value_{index}"], RATE_SCALE, 0))
            said.append(f"{line.units(part)} at {rate}")
            words = f"{line.units(part)} lie in the tier {table.tier_words(index)}: × {rate}."
            steps.append(Step(f"Tier {index + 1}", words, pay, tier_clause(line, index)))
    if values["pay_rate"] != 10**RATE_SCALE:
        share = format_rate(values["pay_rate"])
        steps.append(Step("Pay credit", f"{share} of the quota credit earns pay.", share, line.clause))
    amount = line.money(values["amount_minor"])
    running = table.each is TierReach.PERIOD
    how = "Pay so far in the period after this credit, less before it; each" if running else "The sum,"
    steps.append(Step("Amount", f"{how} rounded {line.component.rounding.value}.", amount, line.clause))
    return Explained(f"{' and '.join(said) or line.units(0)} pays {amount}.", tuple(steps))


def explain_whole(line: Line, table: RateTable) -> Explained:
    """A credit at the rate of the tier that the month's end, or the transaction, reaches."""
    values = line.values
    rate, credit = format_rate(values["rate"]), line.units(values["pay_units"])
    index = reached_index(line, table, values["reached_units"])
    where = (
        "The transaction" if table.each is TierReach.TRANSACTION else f"By the end of {values['month']} it"
    )
    steps = []
    if table.each is TierReach.PERIOD:
        steps.append(position_step(line, table, values["before_units"], values["after_units"]))
    words = (
        f"{where} reaches {line.units(values['reached_units'])}: tier {table.tier_words(index)}, rate {rate}."
    )
    steps.append(Step(f"Tier {index + 1}", words, rate, tier_clause(line, index)))
    amount = line.money(values["amount_minor"])
    said = f"{credit} × {rate}, rounded {line.component.rounding.value}."
    steps.append(Step("Amount", said, amount, line.clause))
    return Explained(f"{credit} at {rate}, the rate of the reached tier, pays {amount}.", tuple(steps))


def explain_true_up(line: Line, table: RateTable) -> Explained:
    """What the reached tier adds to the earlier months of the period."""
    values = line.values
    rate, index = format_rate(values["rate"]), reached_index(line, table, values["units"])
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
            f"{due} less {before} due before and {lines} of this month's lines.",
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
