"""Writes to plans: save a draft, approve a version. Every write is checked, audited, and told in problems."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from attain.kernel.problem import Problem, has_errors
from attain.plans import Plan as PlanDefinition
from attain.plans import load_plan
from attain_web.core import audit, clock
from attain_web.incentives.models import Plan, PlanVersion


@transaction.atomic
def save_draft(
    text: str, *, cases_text: str = "", actor: Any, note: str = ""
) -> tuple[PlanVersion | None, tuple[Problem, ...]]:
    """Keeps the text as a draft of the plan and version that it names.

    A text with errors is not kept. A version that is approved is never changed: the problem says to raise the
    version. Saving the same text again changes nothing.
    """
    definition, problems = load_plan(text)
    if definition is None or has_errors(problems):
        return None, problems
    plan, _ = Plan.objects.get_or_create(plan_id=definition.plan_id, defaults={"title": definition.title})
    existing = PlanVersion.objects.select_for_update().filter(plan=plan, version=definition.version).first()
    if existing is not None and not existing.is_draft:
        if existing.fingerprint == definition.fingerprint and existing.cases_text == cases_text:
            return existing, problems
        return None, (*problems, _approved_already(definition))
    before = _state(existing) if existing else None
    version = existing or PlanVersion(plan=plan, version=definition.version, created_by=actor)
    version.text, version.cases_text, version.note = text, cases_text, note or version.note
    version.fingerprint = definition.fingerprint
    version.effective_from, version.effective_to = definition.effective.start, definition.effective.end
    version.save()
    if plan.title != definition.title:
        plan.title = definition.title
        plan.save(update_fields=("title",))
    if before != _state(version):
        audit.record(actor, "plan.draft_saved", version, before=before, after=_state(version))
    return version, problems


@transaction.atomic
def approve_version(version: PlanVersion, *, actor: Any) -> tuple[Problem, ...]:
    """Puts a draft into force from its effective date; whoever wrote it does not approve it.

    ``actor`` None is the installation itself (the example company).
    """
    version = PlanVersion.objects.select_for_update().get(pk=version.pk)
    if not version.is_draft:
        return ()
    if actor is not None and version.created_by_id == actor.pk:
        return (
            Problem(
                "approver-is-author",
                "You wrote this version, so you cannot approve it.",
                hint="Ask a colleague who may approve plans to open this page.",
            ),
        )
    before = _state(version)
    version.state = PlanVersion.State.APPROVED
    version.approved_by, version.approved_at = actor, clock.now()
    version.save()
    audit.record(actor, "plan.approved", version, before=before, after=_state(version))
    return ()


def _approved_already(definition: PlanDefinition) -> Problem:
    return Problem(
        "plan-version-approved",
        f"Version {definition.version} of “{definition.title}” is approved, so its text cannot change.",
        hint="Give the text a new version and the date from which it takes effect.",
    )


def _state(version: PlanVersion) -> dict[str, object]:
    return {
        "plan": version.plan.plan_id,
        "version": version.version,
        "state": version.state,
        "fingerprint": version.fingerprint,
        "effective_from": version.effective_from.isoformat(),
        "effective_to": version.effective_to.isoformat() if version.effective_to else None,
    }
