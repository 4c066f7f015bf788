"""Inputs made ready for a program: dated rows without overlaps, parsed parameters, calendars, measured
bounds.

What is wrong with the rows is collected as problems; a row that cannot be used is left out and said to be.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from attain.engine.effective import close_ranges
from attain.engine.hierarchy import cut_cycles
from attain.engine.inputs import CalculationInput
from attain.ir.relation import Relation, Scan
from attain.ir.type import BOOLEAN, DATE, TEXT, ScalarType, integer
from attain.kernel.money import Currency, is_currency
from attain.kernel.period import Grain
from attain.kernel.problem import Problem, ProblemError
from attain.kernel.scaled import RATE_SCALE
from attain.plans.definition import Parameter, ParameterType, Plan
from attain.plans.load import parameter_value
from attain.tables import IMPORTABLE_TABLES, QUANTITY_SCALE, ColumnType

if TYPE_CHECKING:
    import pyarrow as pa

FAR = dt.date(9999, 12, 31)
Row = dict[str, Any]
SCOPES = ("person", "position", "role", "plan", "company")  # most specific first
_SCALES = {ColumnType.RATE: RATE_SCALE, ColumnType.QUANTITY: QUANTITY_SCALE}


@dataclass(frozen=True)
class Prepared:
    """Tables ready to be executed, their static types, and what lowering wants to know about them."""

    inputs: CalculationInput
    tables: Mapping[str, pa.Table]
    types: Mapping[str, tuple[tuple[str, ScalarType], ...]]
    parameter_scopes: frozenset[tuple[str, str, str]]  # (plan key, parameter, scope) with at least one row
    odd_currencies: tuple[tuple[str, int], ...]  # codes whose minor unit is not a hundredth, and their factor
    problems: tuple[Problem, ...]
    is_restricted: bool
    max_rows: int  # the most credits that a payee can have by one rule
    max_splits: int  # the most splits of one transaction

    def scan(self, name: str) -> Relation:
        """Reads a prepared table."""
        return Scan(name, self.types[name])


def plan_key(plan: Plan) -> str:
    """The name of a plan version inside a program."""
    return f"{plan.plan_id}/{plan.version}"


def prepare(inputs: CalculationInput, person_ids: frozenset[str] | None = None) -> Prepared:
    """The tables of a program. Raises ``ProblemError`` where the inputs cannot be computed at all."""
    import pyarrow as pa

    problems: list[Problem] = []
    _refuse_duplicates(inputs)
    tables = {name: inputs.table(name) for name in ("transactions", "splits", "accounts", "products")}
    people = [row["person_id"] for row in inputs.table("people").select(["person_id"]).to_pylist()]
    payees = people if person_ids is None else sorted(person_ids)
    rows = _record_rows(inputs, problems)
    parameters = list(_parameter_rows(inputs, problems))
    tables["people"] = pa.table({"person_id": pa.array(people, pa.string())})
    tables["payees"] = pa.table({"person_id": pa.array(payees, pa.string())})
    for name, found in {**rows, "parameters": parameters, **_calendar_rows(inputs)}.items():
        tables[name] = pa.Table.from_pylist(found, schema=_SCHEMAS[name]())
    return Prepared(
        inputs,
        tables,
        {name: _types(name, table) for name, table in tables.items()},
        frozenset((row["plan_key"], row["name"], row["scope"]) for row in parameters),
        _odd_currencies(tables),
        tuple(problems),
        person_ids is not None,
        max(tables["transactions"].num_rows, 1),
        _most_splits(tables["splits"]),
    )


# ---------------------------------------------------------------- records


def _record_rows(inputs: CalculationInput, problems: list[Problem]) -> dict[str, list[Row]]:
    positions = close_ranges(
        inputs.table("positions").to_pylist(), ("position_id",), "position", FAR, problems
    )
    assignments = close_ranges(
        inputs.table("assignments").to_pylist(), ("person_id", "position_id"), "assignment", FAR, problems
    )
    currencies = {row["position_id"]: row["currency"] for row in positions}
    quotas = inputs.table("quotas").to_pylist()
    for row in quotas:
        row["currency"] = row["currency"] or currencies.get(row["position_id"])
        row["days_from"], row["days_to"] = row["valid_from"], row["valid_to"] or FAR
    return {
        "positions": cut_cycles(positions, problems),
        "assignments": assignments,
        "quotas": quotas,
        "fx_rates": list(_fx_rows(inputs)),
    }


def _fx_rows(inputs: CalculationInput) -> Iterator[Row]:
    """Each rate with the days on which it holds: until the next one of its kind."""
    series: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in inputs.table("fx_rates").to_pylist():
        series[row["from_currency"], row["to_currency"], row["rate_type"]].append(row)
    for rows in series.values():
        rows.sort(key=lambda row: row["valid_from"])
        for row, following in zip(rows, [*rows[1:], None], strict=True):
            row["days_from"] = row["valid_from"]
            row["days_to"] = following["valid_from"] if following else FAR
            yield row


# ---------------------------------------------------------------- parameters


def _parameter_rows(inputs: CalculationInput, problems: list[Problem]) -> Iterator[Row]:
    source = inputs.table("parameters").to_pylist()
    for row in source:
        row["scope_id"] = row["scope_id"] or ""
    rows = close_ranges(source, ("name", "scope", "scope_id"), "parameter", FAR, problems)
    for plan in inputs.plans:
        declared = {parameter.name: parameter for parameter in plan.parameters}
        for row in rows:
            parameter = declared.get(row["name"])
            if parameter is None or (row["scope"] == "plan" and row["scope_id"] != plan.plan_id):
                continue
            parsed = _parsed(row, parameter, plan)
            if isinstance(parsed, Problem):
                problems.append(parsed)
            else:
                yield {**row, "plan_key": plan_key(plan), **parsed}


def _parsed(row: Row, parameter: Parameter, plan: Plan) -> Row | Problem:
    value = parameter_value(row["value"], parameter.type)
    place = " ".join(part for part in (row["scope"], row["scope_id"]) if part)
    if isinstance(value, Problem):
        return Problem(
            "parameter-invalid",
            f"The value of {parameter.name} for {place} from {row['valid_from']} is not a {parameter.type}: "
            f"{value.message}",
            hint=value.hint,
            subject=f"{plan.plan_id} {parameter.name}",
        )
    column = _VALUE_COLUMNS.get(parameter.type, "units")
    return {"units": None, "text": None, "date": None, column: value}


_VALUE_COLUMNS = {ParameterType.TEXT: "text", ParameterType.DATE: "date"}


# ---------------------------------------------------------------- calendar


def _calendar_rows(inputs: CalculationInput) -> dict[str, list[Row]]:
    calendar = inputs.calendar
    day_rows, month_rows = [], []
    for month in calendar.periods(inputs.start, inputs.end, Grain.MONTH):
        names = {grain.value: calendar.period_of(month.start, grain).name for grain in Grain}
        bounds = {"month_from": month.start, "month_to": month.end, "month_end": month.last_day}
        month_rows.append({**names, **bounds})
        for offset in range(month.days):
            day = month.start + dt.timedelta(days=offset)
            if inputs.start <= day < inputs.end:
                day_rows.append({"day": day, "month_end": month.last_day, **names})
    period_rows = [
        {"grain": grain.value, "period": period.name, "period_from": period.start, "period_to": period.end}
        for grain in Grain
        for period in calendar.periods(inputs.start, inputs.end, grain)
    ]
    return {"days": day_rows, "months": month_rows, "periods": period_rows}


# ---------------------------------------------------------------- types


def _types(name: str, table: pa.Table) -> tuple[tuple[str, ScalarType], ...]:
    contract = IMPORTABLE_TABLES.get(name)
    found = []
    for field in table.schema:
        column = contract.by_name.get(field.name) if contract else None
        scale = _SCALES.get(column.type, 0) if column else 0
        if field.name == "units":
            scale = RATE_SCALE
        found.append((field.name, _type(field.type, table[field.name], scale)))
    return tuple(found)


def _type(kind: pa.DataType, values: pa.ChunkedArray, scale: int) -> ScalarType:
    import pyarrow as pa

    if pa.types.is_integer(kind):
        return integer(_magnitude(values), scale)
    if pa.types.is_date(kind):
        return DATE
    return BOOLEAN if pa.types.is_boolean(kind) else TEXT


def _magnitude(values: pa.ChunkedArray) -> int:
    """The largest absolute value: the bound of the column."""
    import pyarrow.compute as pc

    extremes = pc.min_max(values).as_py()
    largest: int = max(abs(extremes["min"] or 0), abs(extremes["max"] or 0), 1)
    return largest


def _odd_currencies(tables: Mapping[str, pa.Table]) -> tuple[tuple[str, int], ...]:
    codes: set[str] = set()
    for name in ("transactions", "positions", "products", "accounts"):
        codes.update(code for code in tables[name]["currency"].unique().to_pylist() if code)
    factors = ((code, 10 ** Currency(code).exponent) for code in sorted(codes) if is_currency(code))
    return tuple((code, factor) for code, factor in factors if factor != 100)


def _refuse_duplicates(inputs: CalculationInput) -> None:
    """Two rows of one key would make results depend on the order of rows."""
    problems = []
    for name in sorted(inputs.tables):
        contract = IMPORTABLE_TABLES.get(name)
        if contract is None:
            continue
        table = inputs.table(name).select(list(contract.key))
        distinct = table.group_by(list(contract.key)).aggregate([]).num_rows
        if distinct != table.num_rows:
            count = table.num_rows - distinct
            message = f"{count} rows of {name} repeat the key ({', '.join(contract.key)}) of another row."
            hint = "Import the table again so that only the current row of each key is left."
            problems.append(Problem("key-repeated", message, hint=hint, subject=name))
    if problems:
        raise ProblemError(problems)


def _most_splits(splits: pa.Table) -> int:
    import pyarrow.compute as pc

    counts = splits.group_by("transaction_id").aggregate([("person_id", "count")])
    most: int | None = pc.max(counts["person_id_count"]).as_py()
    return max(most or 0, 1)


def _schema(*columns: tuple[str, str]) -> Callable[[], pa.Schema]:
    def build() -> pa.Schema:
        import pyarrow as pa

        types = {"text": pa.string(), "date": pa.date32(), "integer": pa.int64()}
        return pa.schema([(name, types[kind]) for name, kind in columns])

    return build


def _texts(*names: str) -> Iterable[tuple[str, str]]:
    return ((name, "text") for name in names)


_DAYS = (("days_from", "date"), ("days_to", "date"))
_GRAINS = tuple(grain.value for grain in Grain)
_SCHEMAS: dict[str, Callable[[], pa.Schema]] = {
    "positions": _schema(
        *_texts("position_id", "role", "manager_position_id", "plan_id", "currency"),
        ("target_incentive_minor", "integer"),
        *_DAYS,
    ),
    "assignments": _schema(*_texts("person_id", "position_id"), *_DAYS),
    "quotas": _schema(
        *_texts("position_id", "measure", "currency"),
        ("amount_minor", "integer"),
        ("quantity", "integer"),
        *_DAYS,
    ),
    "fx_rates": _schema(*_texts("from_currency", "to_currency", "rate_type"), ("rate", "integer"), *_DAYS),
    "parameters": _schema(
        *_texts("plan_key", "name", "scope", "scope_id", "text"),
        ("units", "integer"),
        ("date", "date"),
        *_DAYS,
    ),
    "days": _schema(("day", "date"), ("month_end", "date"), *_texts(*_GRAINS)),
    "months": _schema(*_texts(*_GRAINS), ("month_from", "date"), ("month_to", "date"), ("month_end", "date")),
    "periods": _schema(*_texts("grain", "period"), ("period_from", "date"), ("period_to", "date")),
}
