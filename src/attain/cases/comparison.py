"""Compares what came out with what a case expects, exactly, and explains each difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attain.cases.definition import Case, ExpectedRow, Failure, Wanted
from attain.engine import Calculation
from attain.kernel.money import Currency
from attain.kernel.period import FiscalCalendar
from attain.kernel.problem import Problem
from attain.kernel.scaled import RATE_SCALE, format_rate, format_scaled, parse_scaled
from attain.tables import QUANTITY_SCALE

Row = Mapping[str, Any]
Because = Callable[[str, Sequence[Row]], tuple[str, ...]]
_COLUMNS = {
    "payee": "person_id",
    "plan": "plan_id",
    "component": "component",
    "rule": "rule",
    "measure": "measure",
    "transaction": "transaction_id",
    "line": "line_kind",
    "month": "month",
}
_VALUES = {
    ("earnings", "amount"): "amount_minor",
    ("credits", "amount"): "quota_units",
    ("credits", "pay_amount"): "pay_units",
    ("credits", "share"): "share",
    ("attainments", "amount"): "units",
    ("attainments", "quota"): "quota_units",
    ("attainments", "attainment"): "attainment",
}
_RATES = {"share", "attainment"}


def compare(case: Case, calculation: Calculation, because: Because) -> tuple[Failure, ...]:
    """Everything that is not as the case expects. ``because`` gives lines that explain rows of a section."""
    failures: list[Failure] = []
    for section, expected in case.expected.rows.items():
        rows: list[Row] = getattr(calculation, section).to_pylist()
        rest = _latest(rows) if section == "attainments" else list(rows)
        for one in expected:
            chosen = [row for row in rows if _matches(section, row, one, case.given.calendar)]
            rest = [row for row in rest if row not in chosen]
            if section == "attainments" and "month" not in one.filters:
                chosen = _latest(chosen)
            failures += [
                failure
                for wanted in one.wanted
                if (failure := _compare_value(section, chosen, one, wanted, because)) is not None
            ]
        if case.expected.is_complete and rest:
            what = f"Only what is listed may be in {section}"
            failures.append(
                Failure(what, "no more", f"{len(rest)} more", case.expected.where, because(section, rest))
            )
    return (*failures, *_compare_problems(case, calculation))


def _matches(section: str, row: Row, expected: ExpectedRow, calendar: FiscalCalendar) -> bool:
    for name, text in expected.filters.items():
        if name == "period" and section != "attainments":
            period, month = calendar.parse(text), calendar.parse(row["period"])
            assert not isinstance(period, Problem)
            assert not isinstance(month, Problem)
            if month.start not in period:
                return False
        elif row[_COLUMNS.get(name, name)] != text:
            return False
    return True


def _latest(rows: Sequence[Row]) -> list[Row]:
    """The rows by the last month of each payee, measure and period."""
    last: dict[tuple[str, ...], Row] = {}
    for row in rows:
        key = (row["person_id"], row["position_id"], row["measure"], row["period"])
        if key not in last or last[key]["month"] < row["month"]:
            last[key] = row
    return list(last.values())


def _compare_value(
    section: str, rows: Sequence[Row], expected: ExpectedRow, wanted: Wanted, because: Because
) -> Failure | None:
    what = f"{wanted.field} of {section} for {expected.words}"
    column = _VALUES[section, wanted.field]
    if wanted.field in _RATES:
        return _compare_rate(what, rows, wanted, column, lambda: because(section, rows))
    units = sorted({row["currency"] for row in rows})
    if len(units) > 1:
        got = "amounts in " + " and ".join(units)
        return Failure(
            what, wanted.text, got, wanted.where, ("Name the payee, so that one currency remains.",)
        )
    currency = units[0] if units else ""
    scale = Currency(currency).exponent if currency else QUANTITY_SCALE
    want = parse_scaled(wanted.text, scale)
    got_units = sum(row[column] or 0 for row in rows)
    if want == got_units and (rows or section != "attainments"):
        return None
    if isinstance(want, Problem):
        return Failure(what, wanted.text, _shown(got_units, scale, currency), wanted.where, (want.message,))
    got = _shown(got_units, scale, currency) if rows else "nothing"
    return Failure(what, _shown(want, scale, currency), got, wanted.where, because(section, rows))


def _compare_rate(
    what: str, rows: Sequence[Row], wanted: Wanted, column: str, because: Callable[[], tuple[str, ...]]
) -> Failure | None:
    want = parse_scaled(wanted.text, RATE_SCALE)
    assert isinstance(want, int)
    found = [row[column] for row in rows]
    if found and all(value == want for value in found):
        return None
    shown = [format_rate(value) if value is not None else "none" for value in found]
    return Failure(what, format_rate(want), " and ".join(shown) or "nothing", wanted.where, because())


def _compare_problems(case: Case, calculation: Calculation) -> list[Failure]:
    errors = [problem for problem in calculation.problems if problem.severity.value == "error"]
    got = tuple(sorted({problem.code for problem in errors}))
    if got == case.expected.problems:
        return []
    because = tuple(f"{problem.code}: {problem.message} {problem.hint}".rstrip() for problem in errors[:8])
    wanted = ", ".join(case.expected.problems) or "none"
    return [Failure("problems", wanted, ", ".join(got) or "none", case.expected.where, because)]


def _shown(units: int, scale: int, currency: str) -> str:
    places = scale if currency else 0
    whole, point, fraction = format_scaled(abs(units), scale, minimum_places=places).partition(".")
    text = f"{'-' if units < 0 else ''}{int(whole):,}{point}{fraction}"
    return f"{text} {currency}".rstrip()


def row_words(section: str, row: Row) -> str:
    """A row of results in one line: ``rep 2026-01 commission t1: 5,000.00 USD``."""
    currency = row["currency"]
    scale = Currency(currency).exponent if currency else QUANTITY_SCALE
    what = row.get("component") or row.get("rule") or row.get("measure")
    place = [row["person_id"], row["period"], what, row.get("transaction_id") or row.get("month", "")]
    if section == "earnings" and row["line_kind"] not in ("commission",):
        place.append(f"({row['line_kind']})")
    amount = _shown(row[_VALUES[section, "amount"]], scale, currency)
    if section == "attainments":
        quota, attainment = row["quota_units"], row["attainment"]
        if quota is not None:
            amount += f" of {_shown(quota, scale, currency)}"
        if attainment is not None:
            amount += f" ({format_rate(attainment)})"
    return f"{' '.join(part for part in place if part)}: {amount}"
