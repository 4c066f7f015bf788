"""Rejected rows by what is wrong with them, so that a thousand rows with one mistake read as one mistake."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from attain.tables import IMPORTABLE_TABLES
from attain_web.datahub.display import label_of
from attain_web.datahub.models import Import

SHOWN = 12
READ = 20_000
SAME_MISTAKE = 3  # so many values are named each; more of the same mistake are one cause with examples
_QUOTED = re.compile(r"“[^”]*”")
_VARIES = re.compile(r"“[^”]*”|\d{4}-\d\d-\d\d|Line [\d,]+ has the same key \(.*?\)(?= with)")


@dataclass(frozen=True, slots=True)
class Cause:
    """A mistake: the title of the table, what is wrong, what to do, how many rows, and examples of texts."""

    table: str
    text: str
    hint: str
    rows: int
    examples: tuple[str, ...] = ()


def causes(record: Import) -> tuple[list[Cause], int]:
    """The most frequent causes, and how many rejected rows they leave unexplained."""
    rows = record.rejections.order_by().values("table", "reason", "hint").annotate(rows=Count("id"))
    groups: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for item in rows.order_by("-rows", "table", "reason")[:READ]:
        group = (item["table"], _VARIES.sub(_general, item["reason"]))
        groups.setdefault(group, Counter())[item["reason"], item["hint"]] += item["rows"]
    found: list[Cause] = []
    for (table, mistake), counted in groups.items():
        title = IMPORTABLE_TABLES[table].title
        if len(counted) <= SAME_MISTAKE:
            found += [Cause(title, readable(table, why), hint, many) for (why, hint), many in counted.items()]
            continue
        first = [quoted for (why, _), _ in counted.most_common(5) for quoted in _QUOTED.findall(why)[:1]]
        examples = tuple(dict.fromkeys(first))
        hint = counted.most_common(1)[0][0][1]
        found.append(Cause(title, readable(table, mistake), hint, counted.total(), examples))
    found.sort(key=lambda cause: (-cause.rows, cause.table, cause.text))
    return found[:SHOWN], record.rejections.count() - sum(cause.rows for cause in found[:SHOWN])


def _general(match: re.Match[str]) -> str:
    if match[0].startswith("Line"):
        return "An earlier line has the same key"
    return "“…”" if match[0].startswith("“") else "…"


def readable(table: str, text: str) -> str:
    """A reason with the headings of the columns in place of their names in the contract."""
    for column in IMPORTABLE_TABLES[table].columns:
        name, label = re.escape(column.name), label_of(column)
        text = re.sub(rf"(?:^|(?<=[.] )){name}(?= \(from )", label, text)
        text = re.sub(rf"“{name}”(?= is empty)", "It", text)
    return text
