"""Reads a crediting rule."""

from __future__ import annotations

from attain.expressions import BOOLEAN, RATE, Kind
from attain.plans.definition import Credit, Formula, Parameter, Recipients, Unit
from attain.plans.document import DocumentNode, Entry, TextNode
from attain.plans.reader import Reader
from attain.plans.scope import SOURCE, parameter_scope, transaction_scope
from attain.plans.vocabulary import CREDIT_DATES, CREDIT_FIELDS, RECIPIENT_FIELDS, SPLIT_ROLES
from attain.tables.fact import TRANSACTION_KINDS


def read_credit(reader: Reader, entry: Entry, parameters: tuple[Parameter, ...]) -> Credit | None:
    """The rule, or None where a problem was noted."""
    before = len(reader.problems)
    nodes = reader.fields(entry.value, CREDIT_FIELDS, f"the credit “{entry.key}”")
    if not nodes:
        return None
    scope = transaction_scope()
    kinds = reader.choices(nodes.get("of"), TRANSACTION_KINDS, "of")
    when = reader.formula(nodes.get("when"), scope, BOOLEAN)
    on = _read_date(reader, nodes.get("on"))
    amount = reader.formula(nodes.get("amount", TextNode("amount", entry.where)), scope)
    unit = _unit_of(reader, amount) if amount is not None else None
    to = _read_recipients(reader, nodes["to"]) if "to" in nodes else None
    pay = reader.formula(nodes.get("pay"), parameter_scope(parameters), RATE)
    if len(reader.problems) > before or amount is None or unit is None or to is None:
        return None
    title = reader.text(nodes.get("title"), entry.key)
    return Credit(entry.key, title, kinds, when, on, amount, unit, to, pay, entry.where)


def _read_date(reader: Reader, node: DocumentNode | None) -> str:
    text = reader.text(node, CREDIT_DATES[0])
    if node is not None and text not in CREDIT_DATES:
        hint = f"Possible: {', '.join(CREDIT_DATES)}."
        reader.refuse("choice-unknown", f"“{text[:80]}” is not possible here.", node.where, hint)
    return text


def _unit_of(reader: Reader, amount: Formula) -> Unit | None:
    kind = amount.typed.type
    if kind.kind is Kind.MONEY and kind.currency == SOURCE:
        return Unit.MONEY
    if kind.kind in (Kind.QUANTITY, Kind.NUMBER):
        return Unit.QUANTITY
    reader.refuse(
        "credit-unit",
        f"Credit is money in the transaction's currency or a quantity, but this is {kind.words}.",
        amount.where,
        "Use amount, cost, quantity or a formula of them.",
    )
    return None


def _read_recipients(reader: Reader, node: DocumentNode) -> Recipients | None:
    nodes = reader.fields(node, RECIPIENT_FIELDS, "to")
    if len(nodes) != 1:
        if len(nodes) == 2:
            hint = "Make two crediting rules."
            reader.refuse("recipients-unclear", "Either split or roll_up, not both.", node.where, hint)
        elif not reader.problems or reader.problems[-1].where.line != node.where.line:
            hint = "Write to: {split: [owner]}."
            reader.refuse("recipients-missing", "It does not say who is credited.", node.where, hint)
        return None
    roles = reader.choices(nodes.get("split") or nodes.get("roll_up"), SPLIT_ROLES, "split roles")
    return Recipients(roles, "roll_up" in nodes) if roles else None
