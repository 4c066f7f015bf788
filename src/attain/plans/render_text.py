"""A plan document as plain text for a terminal or a file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from attain.plans.render import DocumentClause, PlanDocument, Table

WIDTH = 96


def document_text(document: PlanDocument, width: int = WIDTH) -> str:
    """The document in lines of at most ``width`` characters (tables may be wider)."""
    lines = [document.title, "=" * len(document.title), document.subtitle]
    if document.intro:
        lines += ["", *textwrap.wrap(document.intro, width)]
    for number, section in enumerate(document.sections, start=1):
        heading = f"{number}. {section.title}"
        lines += ["", heading, "-" * len(heading)]
        for clause in section.clauses:
            lines += list(_clause(clause, section.title, width))
    return "\n".join(lines) + "\n"


def _clause(clause: DocumentClause, heading: str, width: int) -> Iterator[str]:
    if clause.title != heading:
        yield ""
        yield clause.title
    for sentence in clause.sentences:
        yield from textwrap.wrap(sentence, width, initial_indent="  ", subsequent_indent="  ")
    if clause.table is not None:
        yield ""
        yield from table_lines(clause.table)


def table_lines(table: Table, indent: str = "    ") -> Iterator[str]:
    """A table with aligned columns: numbers to the right, text to the left."""
    rows = [table.columns, *table.rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(table.columns))]
    to_right = [_is_numeric([row[column] for row in table.rows]) for column in range(len(table.columns))]
    for number, row in enumerate(rows):
        cells = [
            cell.rjust(size) if right else cell.ljust(size)
            for cell, size, right in zip(row, widths, to_right, strict=True)
        ]
        yield (indent + "  ".join(cells)).rstrip()
        if number == 0:
            yield indent + "  ".join("-" * size for size in widths)


def _is_numeric(cells: Sequence[str]) -> bool:
    return all(cell[:1].isdigit() or cell[:1] == "-" for cell in cells)
