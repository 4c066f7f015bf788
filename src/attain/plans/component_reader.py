"""Reads a component: the fields that all have, and its terms through its kind."""

from __future__ import annotations

from collections.abc import Mapping

from attain.expressions import Scope, did_you_mean, listed, money
from attain.kernel.rounding import RoundingMode
from attain.plans.component_kind import ComponentKind, ComponentReader
from attain.plans.definition import Cap, CapPeriod, Component
from attain.plans.document import DocumentNode, Entry, MappingNode
from attain.plans.kinds import component_kinds
from attain.plans.reader import Reader
from attain.plans.scope import PLAN
from attain.plans.vocabulary import CAP_FIELDS, COMPONENT_FIELDS

Known = Mapping[str, Mapping[str, object]]


def read_component(
    reader: Reader, entry: Entry, known: Known, scopes: tuple[Scope, Scope]
) -> Component | None:
    """The component, or None where a problem was noted.

    ``known`` holds the names of credits and measures, ``scopes`` the names for formulas of the plan and of
    a line.
    """
    before = len(reader.problems)
    kind = _read_kind(reader, entry)
    if kind is None:
        return None
    fields = (*COMPONENT_FIELDS, *kind.fields)
    nodes = reader.fields(entry.value, fields, f"the {kind.name} “{entry.key}”")
    terms = kind.read(ComponentReader(reader, nodes, *scopes))
    on = reader.reference(nodes.get("on"), "credit", known["credit"])
    measure = reader.reference(nodes.get("measure"), "measure", known["measure"])
    if "on" in nodes and "measure" in nodes:
        hint = "Keep the measure for tiers over a period, or the crediting rule for each transaction."
        reader.refuse("component-base", "It names both a measure and a crediting rule.", entry.where, hint)
    rounding = reader.choice(nodes.get("rounding"), RoundingMode, RoundingMode.HALF_EVEN)
    cap = _read_cap(reader, nodes["cap"], scopes[0]) if "cap" in nodes else None
    if terms is None or len(reader.problems) > before:
        return None
    title = reader.text(nodes.get("title"), entry.key)
    return Component(entry.key, title, kind.name, on, measure, rounding, terms, cap, entry.where)


def _read_kind(reader: Reader, entry: Entry) -> ComponentKind | None:
    mapping = reader.mapping(entry.value, f"the component “{entry.key}”")
    if not isinstance(mapping, MappingNode):
        return None
    kinds = component_kinds()
    node = mapping.get("kind")
    if node is None:
        hint = f"Kinds: {listed(kinds)}."
        reader.refuse("field-missing", f"The component “{entry.key}” needs “kind”.", mapping.where, hint)
        return None
    name = reader.text(node)
    if name in kinds:
        return kinds[name]
    hint = did_you_mean(name, kinds, otherwise=f"Kinds: {listed(kinds)}.")
    reader.refuse("kind-unknown", f"There is no kind of component “{name[:80]}”.", node.where, hint)
    return None


def _read_cap(reader: Reader, node: DocumentNode, scope: Scope) -> Cap | None:
    nodes = reader.fields(node, CAP_FIELDS, "the cap")
    amount = reader.formula(nodes.get("amount"), scope, money(PLAN))
    per = reader.choice(nodes.get("per"), CapPeriod, CapPeriod.LINE)
    return None if amount is None or "per" not in nodes else Cap(amount, per, node.where)
