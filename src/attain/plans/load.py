"""A plan document becomes a checked plan, or all of its problems with file, line and column."""

from __future__ import annotations

import datetime as dt
import hashlib

from attain.kernel.money import is_currency
from attain.kernel.period import DateRange, Grain
from attain.kernel.problem import Problem, has_errors
from attain.kernel.scaled import RATE_SCALE, parse_scaled
from attain.plans.component_reader import read_component
from attain.plans.credit_reader import read_credit
from attain.plans.definition import (
    LITERAL_SCALE,
    PAYEE_CURRENCY,
    Credit,
    Fx,
    FxDay,
    Measure,
    Parameter,
    ParameterType,
    Plan,
)
from attain.plans.document import DocumentNode, Entry, TextNode, read_document
from attain.plans.kinds import component_kinds
from attain.plans.reader import Reader
from attain.plans.scope import line_scope, parameter_scope, transaction_scope
from attain.plans.vocabulary import EFFECTIVE_FIELDS, FX_FIELDS, MEASURE_FIELDS, PARAMETER_FIELDS, PLAN_FIELDS
from attain.tables import QUANTITY_SCALE

Nodes = dict[str, DocumentNode]
FOREVER = DateRange(dt.date.min)


def load_plan(text: str, file: str = "") -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan in a YAML document; None and its problems where it has errors.

    ``file`` is the name that problems show.
    """
    root, problems = read_document(text, file)
    if root is None:
        return None, problems
    reader = Reader()
    plan = _read_plan(reader, root, text, file)
    found = tuple(sorted(reader.problems, key=lambda one: (one.where.line or 0, one.where.column or 0)))
    if has_errors(found):
        return None, found
    later = tuple(
        problem
        for component in plan.components
        for problem in component_kinds()[component.kind].check(component, plan)
    )
    return (None if has_errors(later) else plan), (*found, *later)


def _read_plan(reader: Reader, root: DocumentNode, text: str, file: str) -> Plan:
    nodes = reader.fields(root, PLAN_FIELDS, "the plan")
    parameters = _read_parameters(reader, nodes.get("parameters"))
    credits = tuple(
        credit
        for entry in reader.named(nodes.get("credits"), "credits")
        if (credit := read_credit(reader, entry, parameters)) is not None
    )
    credit_names = _declared(reader, nodes.get("credits"))
    measures = tuple(
        measure
        for entry in reader.named(nodes.get("measures"), "measures")
        if (measure := _read_measure(reader, entry, credits, credit_names)) is not None
    )
    scopes = (parameter_scope(parameters), line_scope(parameters))
    known = {"credit": credit_names, "measure": _declared(reader, nodes.get("measures"))}
    components = tuple(
        component
        for entry in reader.named(nodes.get("components"), "components")
        if (component := read_component(reader, entry, known, scopes)) is not None
    )
    return Plan(
        plan_id=reader.identifier(nodes.get("plan")),
        title=reader.text(nodes.get("title")),
        version=reader.text(nodes.get("version")),
        effective=_read_effective(reader, nodes.get("effective")),
        summary=reader.text(nodes.get("summary")),
        currency=_read_currency(reader, nodes.get("currency")),
        fx=_read_fx(reader, nodes.get("fx")),
        parameters=parameters,
        credits=credits,
        measures=measures,
        components=components,
        text=text,
        fingerprint=hashlib.sha256(text.encode()).hexdigest(),
        file=file,
    )


def _declared(reader: Reader, node: DocumentNode | None) -> dict[str, object]:
    """The names that a section defines, sound or not, so that a broken definition is not also unknown."""
    quiet = Reader()
    return {entry.key: entry for entry in quiet.named(node, "")}


def _read_effective(reader: Reader, node: DocumentNode | None) -> DateRange:
    if node is None:
        return FOREVER
    nodes = reader.fields(node, EFFECTIVE_FIELDS, "effective")
    start = reader.date(nodes["from"]) if "from" in nodes else None
    end = reader.date(nodes["to"]) if "to" in nodes else None
    if start is not None and end is not None and end <= start:
        hint = "`to` is the first day on which it no longer holds."
        reader.refuse("dates-reversed", f"{end} does not come after {start}.", nodes["to"].where, hint)
    return DateRange(start, end) if start is not None else FOREVER


def _read_currency(reader: Reader, node: DocumentNode | None) -> str:
    currency = reader.text(node, PAYEE_CURRENCY)
    if node is not None and currency != PAYEE_CURRENCY and not is_currency(currency):
        message = f"“{currency[:40]}” is neither payee nor a currency code."
        reader.refuse("currency-unknown", message, node.where, "Write payee, or a code such as USD.")
    return currency


def _read_fx(reader: Reader, node: DocumentNode | None) -> Fx:
    if node is None:
        return Fx()
    nodes = reader.fields(node, FX_FIELDS, "fx")
    on = reader.choice(nodes.get("on"), FxDay, FxDay.CREDITED)
    return Fx(reader.text(nodes.get("type"), Fx().type), on)


# ---------------------------------------------------------------- parameters


def _read_parameters(reader: Reader, node: DocumentNode | None) -> tuple[Parameter, ...]:
    taken = transaction_scope().names
    found = []
    for entry in reader.named(node, "parameters"):
        if "-" in entry.key or entry.key in taken:
            reason = (
                "has a hyphen, which reads as minus" if "-" in entry.key else "is a field of transactions"
            )
            message = f"A parameter cannot be called “{entry.key}”: it {reason}."
            reader.refuse("parameter-name", message, entry.where, "Choose another name.")
            continue
        parameter = _read_parameter(reader, entry)
        if parameter is not None:
            found.append(parameter)
    return tuple(found)


def _read_parameter(reader: Reader, entry: Entry) -> Parameter | None:
    nodes = reader.fields(entry.value, PARAMETER_FIELDS, f"the parameter “{entry.key}”")
    if "type" not in nodes:
        return None
    kind = reader.choice(nodes["type"], ParameterType, ParameterType.NUMBER)
    default: int | str | dt.date | None = None
    if "default" in nodes:
        value = parameter_value(reader.text(nodes["default"]), kind)
        if isinstance(value, Problem):
            reader.refuse(value.code, value.message, nodes["default"].where, value.hint)
        else:
            default = value
    return Parameter(entry.key, kind, default, reader.text(nodes.get("description")), entry.where)


def parameter_value(text: str, kind: ParameterType) -> int | str | dt.date | Problem:
    """The text of a parameter as a value of its type, or what is wrong with it."""
    if kind is ParameterType.TEXT:
        return text
    if kind is ParameterType.DATE:
        try:
            return dt.date.fromisoformat(text.strip()[:20])
        except ValueError:
            return Problem("date-invalid", f"“{text[:40]}” is not a day.", hint="Write it as 2026-01-31.")
    is_percentage = text.rstrip().endswith("%")
    if kind is ParameterType.RATE and not is_percentage and text.strip(" 0.+-"):
        return Problem(
            "parameter-unit", f"“{text[:40]}” is not a rate.", hint="Write it as a percentage: 8%."
        )
    if kind is not ParameterType.RATE and is_percentage:
        return Problem(
            "parameter-unit", f"“{text[:40]}” is a percentage.", hint="Declare it with type: rate."
        )
    return parse_scaled(text, PARAMETER_SCALES[kind])


PARAMETER_SCALES = {
    ParameterType.RATE: RATE_SCALE,
    ParameterType.MONEY: LITERAL_SCALE,
    ParameterType.NUMBER: LITERAL_SCALE,
    ParameterType.QUANTITY: QUANTITY_SCALE,
}


# ---------------------------------------------------------------- measures


def _read_measure(
    reader: Reader, entry: Entry, credits: tuple[Credit, ...], names: dict[str, object]
) -> Measure | None:
    nodes = reader.fields(entry.value, MEASURE_FIELDS, f"the measure “{entry.key}”")
    rule = reader.reference(nodes.get("sum"), "credit", names)
    over = reader.choice(nodes.get("over"), Grain, Grain.YEAR)
    units = {credit.name: credit.unit for credit in credits}
    if rule is None or rule not in units:
        return None
    title = reader.text(nodes.get("title"), entry.key)
    quota = _quota_name(nodes.get("quota"))
    return Measure(entry.key, title, rule, over, quota, units[rule], entry.where)


def _quota_name(node: DocumentNode | None) -> str | None:
    return node.text if isinstance(node, TextNode) else None
