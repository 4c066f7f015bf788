"""Reads of plans, runs and results. Results are always cut to the persons that the caller may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa
from django.db.models import QuerySet

from attain.plans import Plan as PlanDefinition
from attain.store import Manifest
from attain.store.reading import Filters
from attain.tables import RESULT_TABLES
from attain_web.core import clock
from attain_web.core.access import capabilities
from attain_web.datahub import selectors as data
from attain_web.incentives import pinned
from attain_web.incentives.models import PlanVersion, Run
from attain_web.people import selectors as people
from attain_web.people.organisation import read_organisation
from attain_web.people.scope import Everyone


def current_run() -> Run | None:
    """The official run whose earnings are posted; None before the first."""
    return Run.objects.filter(is_current=True).first()


def runs() -> QuerySet[Run]:
    """All runs, newest first."""
    return Run.objects.select_related("requested_by", "job")


def plan_versions() -> QuerySet[PlanVersion]:
    """All plan versions, by plan, latest first."""
    return PlanVersion.objects.select_related("plan", "created_by", "approved_by")


def version_in_force(plan_id: str, on: dt.date) -> PlanVersion | None:
    """The approved version of a plan that holds on a day."""
    return in_force(plan_versions().filter(plan__plan_id=plan_id), on)


def definition_in_force(plan_id: str, on: dt.date) -> PlanDefinition | None:
    """The checked definition of the version that holds on a day."""
    version = version_in_force(plan_id, on)
    return pinned.definition(version.text) if version else None


def result(
    run: Run,
    table: str,
    *,
    filters: Filters | None = None,
    columns: Sequence[str] | None = None,
) -> pa.Table:
    """Rows of a result table of a run; ``filters`` are column values or lists of values. Not scoped: see
    ``result_for``.
    """
    manifest = run.results.get(table)
    if manifest is None:
        return RESULT_TABLES[table].arrow_schema().empty_table()
    return data.fact_store().read(Manifest.from_json(manifest), filters=filters, columns=columns)


def result_for(user: Any, run: Run, table: str, *, on: dt.date, filters: Filters | None = None) -> pa.Table:
    """Rows of a result table for the persons that the user may see on a day."""
    visible = people.visible_person_ids(user, on)
    chosen = dict(filters or {})
    if not isinstance(visible, Everyone):
        asked = chosen.get("person_id")
        wanted = visible if asked is None else visible & _as_set(asked)
        if not wanted:
            return RESULT_TABLES[table].arrow_schema().empty_table()
        chosen["person_id"] = sorted(wanted)
    return result(run, table, filters=chosen)


def _as_set(value: object) -> set[str]:
    return set(value) if isinstance(value, list | tuple | set | frozenset) else {str(value)}


def visible_versions(user: Any) -> QuerySet[PlanVersion]:
    """The plan versions that a user may read: all for those who see everyone, else the approved ones of their
    seats.

    A manager reads the plans of everyone below them as well.
    """
    if capabilities(user) & {"plan.write", "statement.read_all", "people.read_all"}:
        return plan_versions()
    organisation = read_organisation(clock.today())
    visible = people.visible_person_ids(user, organisation.day)
    plan_ids = {
        organisation.positions[position_id]["plan_id"]
        for person_id, position_id in organisation.assignments
        if person_id in visible and position_id in organisation.positions
    }
    return plan_versions().filter(plan__plan_id__in=plan_ids, state=PlanVersion.State.APPROVED)


def in_force(versions: Iterable[PlanVersion], on: dt.date) -> PlanVersion | None:
    """Of these versions of one plan, the approved one that holds on a day."""
    started = [version for version in versions if not version.is_draft and version.effective_from <= on]
    latest = max(started, key=lambda version: version.effective_from, default=None)
    return latest if latest and (latest.effective_to is None or on < latest.effective_to) else None


def previous_official(run: Run) -> Run | None:
    """The official run that was current before this one."""
    return Run.objects.filter(pk__lt=run.pk, purpose=Run.Purpose.OFFICIAL, state=Run.State.SUCCEEDED).first()
