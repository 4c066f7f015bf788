"""Problems of crediting: nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attain.engine.lowering.context import Lowering, on_day
from attain.ir import scalar as ir
from attain.ir.relation import JoinKind, Reduction, Relation
from attain.kernel.problem import Problem, Severity
from attain.kernel.scaled import ONE, format_rate

_COUNTS: dict[str, tuple[Reduction, str]] = {
    "count": (Reduction.COUNT, "transaction_id"),
    "first_id": (Reduction.MIN, "transaction_id"),
    "first_on": (Reduction.MIN, "occurred_on"),
    "last_on": (Reduction.MAX, "occurred_on"),
}


def report_crediting(lowering: Lowering) -> None:
    """Steps for splits and positions that are missing, and for people and plans that nobody knows."""
    inputs = lowering.prepared.inputs
    events = lowering.events
    events = events.filter(
        ir.both(events["occurred_on"].ge(inputs.start), events["occurred_on"].lt(inputs.end))
    )
    events = events.select("transaction_id", "occurred_on")
    splits = lowering.prepared.scan("splits").select("person_id", split_id="transaction_id")
    _report_no_split(lowering, events, splits)
    _report_not_whole(lowering, events)
    credited = events.join(splits, [("transaction_id", "split_id")]).without("split_id")
    people = lowering.prepared.scan("people").select(known_id="person_id")
    _report_unknown(lowering, credited.join(people, [("person_id", "known_id")], how=JoinKind.ANTI))
    credited = credited.join(people, [("person_id", "known_id")], how=JoinKind.SEMI)
    held = lowering.holdings.select(
        "position_id", holder="person_id", held_from="days_from", held_to="days_to"
    )
    where = on_day(held, "occurred_on", "held_from", "held_to")
    _report_no_position(
        lowering, credited.join(held, [("person_id", "holder")], where=where, how=JoinKind.ANTI)
    )
    seated = credited.join(held, [("person_id", "holder")], where=where)
    _report_no_plan(lowering, seated.without("holder", "held_from", "held_to"))


def _report_no_split(lowering: Lowering, events: Relation, splits: Relation) -> None:
    rows = events.join(splits, [("transaction_id", "split_id")], how=JoinKind.ANTI)

    def describe(row: Mapping[str, Any]) -> Problem:
        return Problem(
            "split-missing",
            f"Transaction {row['transaction_id']} of {row['occurred_on']} has no split: nobody is credited.",
            hint="Import a split that names its owner.",
            severity=Severity.WARNING,
            subject=row["transaction_id"],
            details=(("transaction_id", row["transaction_id"]),),
        )

    lowering.report("problem/split-missing", rows, describe)


def _report_not_whole(lowering: Lowering, events: Relation) -> None:
    """Credit follows the shares as they are given; shares of owners that do not make a whole are said."""
    shares = lowering.owner_shares
    rows = events.join(shares.filter(shares["share_sum"].ne(ONE)), [("transaction_id", "sum_id")])

    def describe(row: Mapping[str, Any]) -> Problem:
        total = format_rate(row["share_sum"])
        return Problem(
            "split-not-whole",
            f"The owners' shares of transaction {row['transaction_id']} sum to {total}, so {total} of it "
            "are credited.",
            hint="Correct the shares of its owners to sum to 100%; overlay and SDR shares come on top.",
            severity=Severity.WARNING,
            subject=row["transaction_id"],
            details=(("transaction_id", row["transaction_id"]), ("share_sum", total)),
        )

    lowering.report("problem/split-not-whole", rows.without("sum_id"), describe)


def _report_unknown(lowering: Lowering, rows: Relation) -> None:
    def describe(row: Mapping[str, Any]) -> Problem:
        return _about_person(
            row,
            "person-unknown",
            f"{row['person_id']} has splits but is not in the table of people",
            "Import the person, or correct the splits.",
        )

    lowering.report("problem/person-unknown", rows.aggregate(("person_id",), **_COUNTS), describe)


def _report_no_position(lowering: Lowering, rows: Relation) -> None:
    def describe(row: Mapping[str, Any]) -> Problem:
        return _about_person(
            row,
            "position-missing",
            f"{row['person_id']} holds no position on the day of",
            "Assign the person to a position for these days, or correct the splits.",
        )

    lowering.report("problem/position-missing", rows.aggregate(("person_id",), **_COUNTS), describe)


def _report_no_plan(lowering: Lowering, rows: Relation) -> None:
    """People with splits whose position is not there, or is on no plan that is calculated, on that day."""
    positions = lowering.prepared.scan("positions").select(
        "plan_id", seat="position_id", seat_from="days_from", seat_to="days_to"
    )
    where = on_day(positions, "occurred_on", "seat_from", "seat_to")
    seated = rows.join(positions, [("position_id", "seat")], where=where, how=JoinKind.LEFT)
    covered = [
        ir.both(
            seated["plan_id"].eq(plan.plan_id),
            seated["occurred_on"].ge(plan.effective.start),
            *([seated["occurred_on"].lt(plan.effective.end)] if plan.effective.end else []),
        )
        for plan in lowering.plans
    ]
    bare = seated.filter(ir.negated(ir.coalesce(ir.either(*covered), ir.lift(False))))
    bare = bare.extend(
        plan_id=ir.coalesce(bare["plan_id"], ir.lift("")), seat=ir.coalesce(bare["seat"], ir.lift(""))
    )

    def describe(row: Mapping[str, Any]) -> Problem:
        position = row["position_id"]
        if not row["seat"]:
            code, said = "position-unknown", f"Position {position} does not exist on the day of"
        elif not row["plan_id"]:
            code, said = "plan-missing", f"Position {position} is on no plan on the day of"
        else:
            code, said = (
                "plan-missing",
                f"The plan {row['plan_id']} of position {position} has no version for",
            )
        hint = "Correct the position, or add the plan's version for these days."
        return _about_person(row, code, said, hint, severity=Severity.WARNING, subject=position)

    rows = bare.aggregate(("position_id", "seat", "plan_id"), **_COUNTS)
    lowering.report("problem/plan-missing", rows, describe)


def _about_person(
    row: Mapping[str, Any], code: str, said: str, hint: str, *,
    severity: Severity = Severity.ERROR, subject: str = "",
) -> Problem:  # fmt: skip
    days = (
        f"on {row['first_on']}"
        if row["first_on"] == row["last_on"]
        else f"{row['first_on']} to {row['last_on']}"
    )
    count = f"{row['count']} transactions" if row["count"] > 1 else "1 transaction"
    return Problem(
        code,
        f"{said}: {count} ({days}), such as {row['first_id']}. Nothing is credited there.",
        hint=hint,
        severity=severity,
        subject=subject or row["person_id"],
        details=(("transaction_id", row["first_id"]), ("count", str(row["count"]))),
    )
