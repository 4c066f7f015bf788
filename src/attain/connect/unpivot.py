"""Columns side by side as rows: a quota sheet with a column a month becomes a row a month."""

from __future__ import annotations

from collections.abc import Iterator

from attain.connect.mapping import Unpivot
from attain.connect.raw import RawRow, RawTable


def unpivot(raw: RawTable, rule: Unpivot) -> RawTable:
    """The table with one row for each row and column of ``rule.columns``; columns that are missing are
    skipped.
    """
    turned = [index for index, name in enumerate(raw.columns) if name in rule.columns]
    kept = [index for index in range(len(raw.columns)) if index not in turned]
    columns = (*(raw.columns[index] for index in kept), rule.name, rule.value)

    def open_rows() -> Iterator[RawRow]:
        for row in raw.rows():
            stays = tuple(row.values[index] for index in kept)
            if row.problem:
                yield RawRow(row.line, (*stays, "", ""), row.problem)
                continue
            for index in turned:
                yield RawRow(row.line, (*stays, raw.columns[index], row.values[index]))

    return RawTable(raw.path, raw.format, columns, open_rows, raw.problems)
