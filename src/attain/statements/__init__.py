"""Statements: what a payee earned in a pay period, line by line, and what is owed.

A statement sets three records side by side that were made apart: the lines of a calculation, the differences
that later calculations found in periods closed before, and the movement of the ledger. ``Statement.problems``
says where they disagree; on a sound one they agree to the last minor unit.
"""

from __future__ import annotations

from attain.statements.change import Cause, LineChange, changes_between
from attain.statements.line import StatementLine, TransactionFacts, lines_of
from attain.statements.reconcile import reconcile
from attain.statements.statement import (
    Adjustment,
    Certainty,
    ComponentGroup,
    Statement,
    StatementPeriod,
    build_statement,
)
from attain.statements.write import statement_rows, write_csv, write_xlsx

__all__ = [
    "Adjustment",
    "Cause",
    "Certainty",
    "ComponentGroup",
    "LineChange",
    "Statement",
    "StatementLine",
    "StatementPeriod",
    "TransactionFacts",
    "build_statement",
    "changes_between",
    "lines_of",
    "reconcile",
    "statement_rows",
    "write_csv",
    "write_xlsx",
]
