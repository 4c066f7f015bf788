"""A change before it is made: the rows it would write, what it looks like, and what is wrong with it.

Pages build a proposal, show it, and apply it once it is confirmed; so what was shown is what happens.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from attain.kernel.fingerprint import fingerprint
from attain.kernel.period import DateRange
from attain.kernel.problem import Problem, ProblemError, has_errors
from attain.tables import Column, ColumnType
from attain_web.core import audit
from attain_web.core.clock import now
from attain_web.core.models import AuditEvent
from attain_web.core.versioning import Key
from attain_web.core.versioning import save_rows as save_versions
from attain_web.people.models import Assignment, Person, Position
from attain_web.people.services import RECORD_MODELS
from attain_web.ui.formats import format_amount, format_day

Row = dict[str, Any]
LABELS = {
    "valid_from": "from",
    "valid_to": "until before",
    "manager_position_id": "reports to",
    "position_id": "position",
    "person_id": "person",
    "plan_id": "plan",
    "territory_id": "territory",
    "target_incentive_minor": "target a year",
}
SOURCE = "entered in Attain"
UNDOABLE = "recorded at"


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A row that would be written: which, and the fields that differ, before and after."""

    what: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass(slots=True)
class Proposal:
    """Rows to write and keys to remove, by table; ``about`` says in words what is done, ``subject`` to
    what.
    """

    about: str
    subject: audit.Subject
    rows: dict[str, list[Row]] = field(default_factory=dict)
    remove: dict[str, list[Key]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def write(self, table: str, row: Row) -> None:
        """Write this row; an earlier proposal for the same key is replaced."""
        names = RECORD_MODELS[table].contract.key
        key = tuple(row[name] for name in names)
        kept = [other for other in self.rows.get(table, []) if tuple(other[name] for name in names) != key]
        self.rows[table] = [*kept, row]

    def drop(self, table: str, key: Key) -> None:
        """End the row of this key without a successor."""
        self.remove.setdefault(table, []).append(key)

    @property
    def can_apply(self) -> bool:
        """Whether nothing is wrong with it."""
        return not has_errors(self.problems)

    @property
    def mark(self) -> str:
        """A fingerprint of what would be written, to tell whether what is confirmed is what was shown."""
        removed = {table: [list(key) for key in keys] for table, keys in self.remove.items()}
        return fingerprint({"rows": self.rows, "remove": removed})

    def after(self, table: str, known: Iterable[Row]) -> list[Row]:
        """The rows of a table as they would be."""
        names = RECORD_MODELS[table].contract.key
        merged = {tuple(row[name] for name in names): row for row in known}
        merged |= {tuple(row[name] for name in names): row for row in self.rows.get(table, [])}
        for key in self.remove.get(table, []):
            merged.pop(key, None)
        return list(merged.values())

    def lines(self) -> list[ChangedLine]:
        """What would change, row by row, field by field."""
        found = []
        for table, model in RECORD_MODELS.items():
            rows, gone = self.rows.get(table, []), self.remove.get(table, [])
            names = model.contract.key
            known = _current(model, [*(tuple(row[name] for name in names) for row in rows), *gone])
            for row in rows:
                key = tuple(row[name] for name in names)
                line = _line(model, known.get(key) or _holding(model, known, row), row)
                if line.fields:
                    found.append(line)
            for key in gone:
                if key in known:
                    found.append(ChangedLine(_name(model, known[key]), (("row", "there", "removed"),)))
        return found


def apply_proposal(proposal: Proposal, actor: Any) -> AuditEvent:
    """Write the proposal, with an audit event that says what was before and after.

    Raises ProblemError when something is wrong with it.
    """
    if not proposal.can_apply:
        raise ProblemError(proposal.problems)
    with transaction.atomic():
        moment, lines = now(), proposal.lines()
        for table, model in RECORD_MODELS.items():
            save_versions(
                model,
                proposal.rows.get(table, []),
                remove=proposal.remove.get(table, []),
                actor=actor,
                source=SOURCE,
                moment=moment,
            )
        before = {f"{line.what}: {name}": old for line in lines for name, old, _ in line.fields}
        after: dict[str, Any] = {
            f"{line.what}: {name}": new for line in lines for name, _, new in line.fields
        }
        return audit.record(
            actor, proposal.about, proposal.subject, before, after | {UNDOABLE: moment.isoformat()}
        )


def undo(event: AuditEvent, actor: Any) -> None:
    """Put back what the change of ``event`` replaced, as a new version.

    Raises ProblemError when any of its rows has been changed since, or it is no such change.
    """
    recorded = (event.after or {}).get(UNDOABLE)
    if recorded is None:
        raise ProblemError([Problem("not-undoable", "This change cannot be undone here.")])
    moment = dt.datetime.fromisoformat(recorded)
    with transaction.atomic():
        now_at = now()
        for model in RECORD_MODELS.values():
            written = list(model.objects.filter(recorded_at=moment))
            replaced = list(model.objects.filter(superseded_at=moment))
            if any(version.superseded_at is not None for version in written):
                raise ProblemError(
                    [
                        Problem(
                            "changed-since",
                            "It was changed again since, so it cannot be undone.",
                            hint="Change it back by hand.",
                        )
                    ]
                )
            keys = {version.key for version in replaced}
            save_versions(
                model,
                [version.row() for version in replaced],
                remove=[version.key for version in written if version.key not in keys],
                actor=actor,
                source=f"undo of event {event.pk}",
                moment=now_at,
            )
        subject = audit.Subject(event.object_type, event.object_id, event.object_label)
        audit.record(
            actor, f"undo {event.action}", subject, event.after and {"event": None}, {"event": event.pk}
        )


def current_rows(model: type[Person] | type[Position] | type[Assignment], **filters: Any) -> list[Row]:
    """The current rows of a table."""
    return [record.row() for record in model.objects.current().filter(**filters)]


def _current(model: type[Person] | type[Position] | type[Assignment], keys: list[Key]) -> dict[Key, Row]:
    """The current rows of the things that these keys are about, all days."""
    first = model.contract.key[0]
    records = model.objects.current().filter(**{f"{first}__in": {key[0] for key in keys}})
    return {record.key: record.row() for record in records}


def _holding(model: Any, known: Mapping[Key, Row], row: Row) -> Row | None:
    """What holds of the same thing on the day on which a new row begins: the new row is a change of that."""
    if not model.is_effective():
        return None
    same = [name for name in model.contract.key if name != "valid_from"]
    for other in known.values():
        days = DateRange(other["valid_from"], other["valid_to"])
        if all(other[name] == row[name] for name in same) and row["valid_from"] in days:
            return other
    return None


def _line(model: Any, before: Mapping[str, Any] | None, after: Row) -> ChangedLine:
    changed = []
    for column in model.contract.columns:
        old, new = (before or {}).get(column.name), after.get(column.name)
        if (old or None) != (new or None):
            texts = (_text(column, value, row) for value, row in ((old, before or {}), (new, after)))
            changed.append((LABELS.get(column.name, column.name.replace("_", " ")), *texts))
    return ChangedLine(_name(model, after), tuple(changed))


def _name(model: Any, row: Mapping[str, Any]) -> str:
    """``Position AE-7 from 1 Dec 2026``."""
    parts = [str(row[name]) for name in model.contract.key if name != "valid_from"]
    start = f" from {format_day(row['valid_from'])}" if model.is_effective() else ""
    return f"{str(model._meta.verbose_name).capitalize()} {' · '.join(parts)}{start}"


def _text(column: Column, value: Any, row: Mapping[str, Any]) -> str:
    if value in (None, ""):
        return "further notice" if column.name == "valid_to" and row else "–"
    if isinstance(value, dt.date):
        return format_day(value)
    if column.type is ColumnType.MONEY:
        return format_amount(int(value), str(row[column.currency_column]))
    return str(value)
