"""What a run read, read again: the same files by content, the same plan texts, the same calendar."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from attain.engine import CalculationInput
from attain.engine.restriction import restrict
from attain.kernel.period import Period
from attain.kernel.problem import Problem, ProblemError
from attain.plans import Plan as PlanDefinition
from attain.plans import load_plan
from attain.store import Manifest
from attain.tables import RECORD_TABLES
from attain_web.datahub import selectors as data
from attain_web.incentives.models import Run

TABLES = (
    "people",
    "positions",
    "assignments",
    "accounts",
    "account_owners",
    "products",
    "quotas",
    "parameters",
    "fx_rates",
    "transactions",
    "splits",
    "opportunities",
)


def pin_tables(known_at: dt.datetime) -> dict[str, Manifest]:
    """The snapshots that a run requested now reads: records as known at that moment, facts as they stand.

    Records are written into the store as files of their own, so that a run reads nothing that can change.
    """
    store = data.fact_store()
    manifests = {}
    for name in TABLES:
        if name in RECORD_TABLES:
            manifests[name] = store.replace(RECORD_TABLES[name], data.record_table(name, known_at))
        else:
            current = data.current_manifest(name)
            if current is not None:
                manifests[name] = current
    return manifests


def through_period(run: Run) -> Period:
    """The month through which the run calculates."""
    period = run.calendar.parse(run.through)
    if isinstance(period, Problem):
        raise ProblemError([period])
    return period


def plans(run: Run) -> tuple[PlanDefinition, ...]:
    """The checked definitions of the plan versions that the run is pinned to."""
    return tuple(
        definition(version.text) for version in run.plan_versions.order_by("plan__plan_id", "effective_from")
    )


@lru_cache(maxsize=64)
def definition(text: str) -> PlanDefinition:
    """The definition of a plan text that was accepted before; raises ProblemError if it no longer loads."""
    plan, problems = load_plan(text)
    if plan is None:
        raise ProblemError(problems)
    return plan


def calculation_input(run: Run) -> CalculationInput:
    """Everything the run read. Kept in memory for the few runs that pages ask about: it never changes."""
    return _calculation_input(run.pk)


def payee_input(run: Run, person_id: str) -> CalculationInput:
    """What of it can concern one payee: small enough that questions about them are answered at once."""
    return _payee_input(run.pk, person_id)


@lru_cache(maxsize=128)
def _payee_input(run_pk: int, person_id: str) -> CalculationInput:
    return restrict(_calculation_input(run_pk), frozenset([person_id]))


@lru_cache(maxsize=4)
def _calculation_input(run_pk: int) -> CalculationInput:
    run = Run.objects.get(pk=run_pk)
    store = data.fact_store()
    return CalculationInput(
        tables={name: store.read(Manifest.from_json(manifest)) for name, manifest in run.inputs.items()},
        plans=plans(run),
        calendar=run.calendar,
        start=run.start,
        through=through_period(run),
    )
