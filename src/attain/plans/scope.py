"""Which names the formulas of a plan may use."""

from __future__ import annotations

from collections.abc import Iterable

from attain.expressions import DATE, RATE, TEXT, Kind, Named, Scope, Type, field_name, fields_of, money
from attain.plans.definition import LITERAL_SCALE, Parameter, ParameterType
from attain.tables import QUANTITY_SCALE, RECORD_TABLES, Column
from attain.tables.fact import TRANSACTIONS

SOURCE, PLAN = "source", "plan"
RELATED = {"product": ("products", "product_id"), "account": ("accounts", "account_id")}
_PARAMETER_TYPES = {
    ParameterType.RATE: RATE,
    ParameterType.MONEY: money(PLAN, LITERAL_SCALE),
    ParameterType.NUMBER: Type(Kind.NUMBER, LITERAL_SCALE),
    ParameterType.QUANTITY: Type(Kind.QUANTITY, QUANTITY_SCALE),
    ParameterType.TEXT: TEXT,
    ParameterType.DATE: DATE,
}


def transaction_scope() -> Scope:
    """The fields of a transaction, and of its product and account with a prefix."""
    names = fields_of(TRANSACTIONS, currency=SOURCE)
    for prefix, (table, _) in RELATED.items():
        names |= fields_of(RECORD_TABLES[table], prefix=f"{prefix}.", currency=prefix)
    return Scope(names, "a transaction")


def transaction_columns() -> dict[str, tuple[str, Column]]:
    """From each name of the transaction scope to its table and column."""
    columns = {field_name(column): ("transactions", column) for column in TRANSACTIONS.columns}
    for prefix, (table, _) in RELATED.items():
        columns |= {
            f"{prefix}.{field_name(column)}": (table, column) for column in RECORD_TABLES[table].columns
        }
    return columns


def parameter_scope(parameters: Iterable[Parameter]) -> Scope:
    """The plan's parameters."""
    names = {one.name: Named(_PARAMETER_TYPES[one.type], one.description) for one in parameters}
    return Scope(names, "this plan")


def line_scope(parameters: Iterable[Parameter]) -> Scope:
    """The plan's parameters and the fields of the transaction that a line pays for."""
    return Scope({**transaction_scope().names, **parameter_scope(parameters).names}, "this plan")
