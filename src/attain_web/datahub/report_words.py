"""The report of a check or an import in words: what each part is called, what changes, why there is nothing
to import.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from attain.connect import Mapping
from attain.connect.mapping import Target
from attain.tables import IMPORTABLE_TABLES
from attain_web.ui.formats import format_count, format_quantity

Report = dict[str, Any]


def target_names(mapping: Mapping) -> list[str]:
    """A name for each target: the table's title, and where several fill one table, what tells them apart:
    their constants, else the columns that their key comes from, else their number.
    """
    return [_name(target, mapping.targets) for target in mapping.targets]


def _name(target: Target, targets: Sequence[Target]) -> str:
    contract = IMPORTABLE_TABLES[target.table]
    same = [other for other in targets if other.table == target.table]
    if len(same) == 1:
        return contract.title

    def constants(other: Target) -> str:
        texts = {name: source.constant for name, source in other.columns.items() if source.constant}
        varied = [name for name in texts if len({_constant(item, name) for item in same}) > 1]
        return ", ".join(texts[name] for name in varied)

    def origins(other: Target) -> str:
        sources = [other.columns[name] for name in contract.key if name in other.columns]
        return ", ".join(dict.fromkeys(column for source in sources for column in source.columns))

    describe: Callable[[Target], str]
    for describe, word in ((constants, ": "), (origins, " from ")):
        if describe(target) and len({describe(other) for other in same}) == len(same):
            return contract.title + word + describe(target)
    number = next(place for place, other in enumerate(same, 1) if other is target)
    return f"{contract.title}, part {number}"


def _constant(target: Target, name: str) -> str:
    source = target.columns.get(name)
    return "" if source is None else source.constant


def change_words(report: Report) -> str:
    """``1 changed, 84 unchanged`` for one target; for several, each with its title. Empty where it is not
    known.
    """
    tables = [table for table in report.get("tables", []) if table["accepted"]]
    if not report.get("is_compared"):
        return ""
    if len(tables) == 1:
        return _changes(tables[0])
    return "; ".join(f"{table['title']}: {_changes(table)}" for table in tables)


def _changes(table: Report) -> str:
    words = (("inserted", "new"), ("updated", "changed"), ("unchanged", "unchanged"))
    return ", ".join(f"{format_count(table[name])} {word}" for name, word in words if table[name])


def start_words(report: Report) -> str:
    """What the button that starts the import says; empty where there is nothing to import."""
    tables = [table for table in report["tables"] if table["accepted"]]
    if not tables:
        return ""
    if report.get("is_partial"):
        return "Import all rows"
    if len(tables) > 1:
        titles = {table["table"] for table in tables}
        return f"Import into {format_count(len(titles))} tables" if len(titles) > 1 else "Import"
    return f"Import: {change_words(report) or format_quantity(tables[0]['accepted'], 'rows')}"


def nothing_words(report: Report) -> str:
    """Why there is nothing to import; empty where there is something."""
    tables = report["tables"]
    if any(table["accepted"] for table in tables):
        return ""
    if not report["rows_read"]:
        return "The file has a header and no rows."
    if any(table["rejected"] for table in tables):
        return "Every row was rejected; the reasons are below."
    return "The conditions of the mapping pick none of the file's rows."
