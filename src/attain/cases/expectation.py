"""Reads what a case expects, and refuses names that nothing could ever have."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from attain.cases.definition import Expected, ExpectedRow, Wanted
from attain.cases.field import EXPECT, FILTERS, WANTED
from attain.cases.row import read_number, read_period
from attain.engine import CalculationInput
from attain.expressions import did_you_mean, listed
from attain.kernel.scaled import RATE_SCALE
from attain.plans import Plan
from attain.plans.document import DocumentNode
from attain.plans.reader import Reader
from attain.tables.result import EARNINGS

LINE_KINDS = EARNINGS.by_name["line_kind"].choices


def read_expected(reader: Reader, node: DocumentNode, given: CalculationInput) -> Expected:
    """The expectations of a case on what it gives."""
    before = len(reader.problems)
    nodes = reader.fields(node, EXPECT, "what is expected")
    known = _known(given)
    rows = {
        section: tuple(
            _row(reader, section, item, known, given) for item in reader.items(nodes[section], section)
        )
        for section in FILTERS
        if section in nodes
    }
    found = nodes.get("problems")
    codes = reader.items(found, "the list of problems") if found is not None else ()
    only = nodes.get("only")
    is_complete = only is not None and reader.text(only) == "true"
    if not nodes and len(reader.problems) == before:
        hint = "Say for example earnings: [{amount: 1000}]."
        reader.refuse("expect-empty", "The case expects nothing, so it cannot fail.", node.where, hint)
    return Expected(rows, tuple(sorted(reader.text(code) for code in codes)), is_complete, node.where)


def _known(given: CalculationInput) -> dict[str, Collection[str]]:
    """The values that filters may have; a filter that is not here may have any."""
    plans: Sequence[Plan] = given.plans
    return {
        "payee": given.tables["people"].column("person_id").to_pylist(),
        "transaction": given.tables["transactions"].column("transaction_id").to_pylist(),
        "plan": [plan.plan_id for plan in plans],
        "component": [one.name for plan in plans for one in plan.components],
        "rule": [one.name for plan in plans for one in plan.credits],
        "measure": [one.name for plan in plans for one in plan.measures],
        "line": LINE_KINDS,
    }


def _row(
    reader: Reader,
    section: str,
    node: DocumentNode,
    known: Mapping[str, Collection[str]],
    given: CalculationInput,
) -> ExpectedRow:
    filters, wanted = FILTERS[section], WANTED[section]
    before = len(reader.problems)
    nodes = reader.fields(node, (*filters, *wanted), f"a row of {section}")
    found = []
    for one in wanted:
        if one.name in nodes:
            value = nodes[one.name]
            if one.name in ("share", "attainment"):
                read_number(reader, value, RATE_SCALE)
            found.append(Wanted(one.name, reader.text(value), value.where))
    if not found and len(reader.problems) == before:
        names = ", ".join(one.name for one in wanted)
        reader.refuse("expect-empty", "This row expects no value.", node.where, f"Give one of {names}.")
    chosen = {one.name: reader.text(nodes[one.name]) for one in filters if one.name in nodes}
    for name, text in chosen.items():
        where = nodes[name].where
        if name in ("period", "month"):
            read_period(reader, given.calendar, nodes[name])
        elif text not in known[name]:
            hint = did_you_mean(text, known[name], otherwise=f"Known: {listed(known[name])}.")
            reader.refuse(f"{name}-unknown", f"There is no {name} “{text}” in this case.", where, hint)
    return ExpectedRow(chosen, tuple(found), node.where)
