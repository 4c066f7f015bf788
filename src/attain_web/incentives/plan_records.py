"""Writes to plans: save a draft, approve a version. Every write is checked, audited, and told in problems."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction

from attain.kernel.fingerprint import fingerprint
from attain.kernel.problem import Problem, has_errors
from attain.plans import Plan as PlanDefinition
from attain.plans import load_plan
from attain_web.core import audit, clock
from attain_web.core.models import AuditEvent
from attain_web.incentives.models import Plan, PlanVersion

_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}")  # it is part of addresses and names of files
_TITLE_LENGTH = 200
_PLAN_ID_LENGTH = 80
_PAGES = ("new", "check")  # plans/new/ is no plan


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
    unfit = _unfit(definition)
    if unfit:
        return None, (*problems, *unfit)
    plan, _ = Plan.objects.get_or_create(plan_id=definition.plan_id, defaults={"title": definition.title})
    existing = PlanVersion.objects.select_for_update().filter(plan=plan, version=definition.version).first()
    if existing is not None and not existing.is_draft:
        if existing.fingerprint == definition.fingerprint and existing.cases_text == cases_text:
            return existing, problems
        return None, (*problems, _approved_already(definition))
    before = _state(existing) if existing else None
    if existing is not None and _is_same(existing, text, cases_text, note):
        return existing, problems
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
def approve_version(version: PlanVersion, *, actor: Any, seen: str = "") -> tuple[Problem, ...]:
    """Puts a draft into force from its effective date; whoever wrote any of it does not approve it.

    ``seen`` is the fingerprint of the text that was read; a draft that has changed since is not approved.
    ``actor`` None is the installation itself (the example company).
    """
    version = PlanVersion.objects.select_for_update().select_related("plan").get(pk=version.pk)
    if not version.is_draft:
        return ()
    problems = _approval_problems(version, actor, seen)
    if problems:
        return problems
    before = _state(version)
    version.state = PlanVersion.State.APPROVED
    version.approved_by, version.approved_at = actor, clock.now()
    version.save()
    audit.record(actor, "plan.approved", version, before=before, after=_state(version))
    return ()


def is_writer(version: PlanVersion, user: Any) -> bool:
    """Whether the user wrote the version or changed it, as the audit log says."""
    if user is None:
        return False
    saved = AuditEvent.objects.filter(
        action="plan.draft_saved", object_type=version._meta.label_lower, object_id=str(version.pk)
    )
    return bool(version.created_by_id == user.pk or saved.filter(actor_id=user.pk).exists())


def _approval_problems(version: PlanVersion, actor: Any, seen: str) -> tuple[Problem, ...]:
    if is_writer(version, actor):
        return (
            Problem(
                "approver-is-author",
                "You wrote in this version, so you cannot approve it.",
                hint="Ask a colleague who may approve plans to open this page.",
            ),
        )
    if seen and seen != version.fingerprint:
        return (
            Problem(
                "plan-text-changed",
                "The text has changed since you opened it.",
                hint="Read it again, then approve it.",
            ),
        )
    twin = PlanVersion.objects.filter(
        plan=version.plan, state=PlanVersion.State.APPROVED, effective_from=version.effective_from
    ).first()
    if twin is None:
        return ()
    return (
        Problem(
            "plan-versions-clash",
            f"Version {twin.version} of “{version.plan.title}” starts on {twin.effective_from} as well.",
            hint="Give this version another first day: two versions of a day cannot both pay.",
        ),
    )


def _unfit(definition: PlanDefinition) -> tuple[Problem, ...]:
    """What a plan may say but a record of it cannot keep."""
    problems = []
    if not _VERSION.fullmatch(definition.version):
        problems.append(
            Problem(
                "plan-version-name",
                f"“{definition.version[:60]}” cannot be the name of a version.",
                hint="Use up to 40 letters, digits, spaces, dots, hyphens and underscores, such as 2026-2.",
            )
        )
    if definition.plan_id in _PAGES or len(definition.plan_id) > _PLAN_ID_LENGTH:
        hint = f"Use up to {_PLAN_ID_LENGTH} characters, and not {' or '.join(_PAGES)}."
        problems.append(Problem("plan-name", f"A plan cannot be called “{definition.plan_id}”.", hint=hint))
    if len(definition.title) > _TITLE_LENGTH:
        hint = f"Use up to {_TITLE_LENGTH} characters."
        problems.append(Problem("plan-title", "The title of the plan is too long.", hint=hint))
    return tuple(problems)


def _is_same(version: PlanVersion, text: str, cases_text: str, note: str) -> bool:
    is_same_text = (version.text, version.cases_text) == (text, cases_text)
    return is_same_text and note in ("", version.note)


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
        "cases": fingerprint(version.cases_text) if version.cases_text else None,
        "effective_from": version.effective_from.isoformat(),
        "effective_to": version.effective_to.isoformat() if version.effective_to else None,
    }
