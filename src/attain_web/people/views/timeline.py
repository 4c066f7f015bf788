"""Versions of records as entries of a timeline: what was known when, and who recorded it from where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from attain_web.people.models import Assignment, Person, Position
from attain_web.ui.components.flow import TimelineItem
from attain_web.ui.formats import format_day

Version = Person | Position | Assignment
HIDDEN = frozenset({"person_id", "position_id", "valid_from", "valid_to", "target_incentive_minor"})


def timeline_of_versions(
    versions: Iterable[Version],
    *,
    titles: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> list[TimelineItem]:
    """An entry for each version, in the order given; pay is left out.

    On a person's page ``titles`` name positions by id, on a position's page ``names`` name people by id.
    """
    ordered = list(versions)
    earlier = {id(version): _before(version, ordered) for version in ordered}
    return [
        TimelineItem(
            at=version.recorded_at,
            text=_words(version, earlier[id(version)], titles, names),
            detail=f"{version.recorded_by or 'Attain'}, {version.source}",
            icon="history" if version.superseded_at else "check",
            tone="neutral" if version.superseded_at else "positive",
        )
        for version in ordered
    ]


def _before(version: Version, versions: list[Version]) -> Version | None:
    """The version of the same row that this one replaced."""
    same = (other for other in versions if type(other) is type(version) and other.key == version.key)
    return next((other for other in same if other.superseded_at == version.recorded_at), None)


def _words(
    version: Version,
    before: Version | None,
    titles: Mapping[str, str] | None,
    names: Mapping[str, str] | None,
) -> str:
    if isinstance(version, Assignment):
        held = _range(version.valid_from, version.valid_to)
        if names is not None:
            return f"{names.get(version.person_id, version.person_id)} holds it {held}"
        return f"Holds {(titles or {}).get(version.position_id, version.position_id)} {held}"
    changes = _changes(version, before)
    if isinstance(version, Position):
        return f"{version.title} {_range(version.valid_from, version.valid_to)}{changes}"
    return f"{version.name}{changes or ' added'}"


def _changes(version: Version, before: Version | None) -> str:
    if before is None:
        return ""
    old, new = before.row(), version.row()
    names = [name for name in new if name not in HIDDEN and (old[name] or None) != (new[name] or None)]
    parts = [f"{name.replace('_', ' ')} {_text(old[name])} → {_text(new[name])}" for name in names]
    return f": {'; '.join(parts)}" if parts else ""


def _range(start: dt.date, end: dt.date | None) -> str:
    if end is None:
        return f"from {format_day(start)}"
    return f"from {format_day(start)} to {format_day(end - dt.timedelta(days=1))}"


def _text(value: Any) -> str:
    if isinstance(value, dt.date):
        return format_day(value)
    return str(value) if value not in (None, "") else "nothing"
