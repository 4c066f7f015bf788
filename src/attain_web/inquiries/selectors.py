"""Which inquiries a user may see: those they asked, and those about people whose statements they see."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from attain_web.core.access import capabilities
from attain_web.identity.models import User
from attain_web.identity.roles import ROLE_CAPABILITIES
from attain_web.inquiries.models import Inquiry
from attain_web.payouts import selectors as payouts
from attain_web.people import selectors as people

RESOLVING_ROLES = [role for role, able in ROLE_CAPABILITIES.items() if "inquiry.resolve" in able]


def visible_inquiries(
    user: Any, *, state: str = "", mine: bool = False, query: str = ""
) -> QuerySet[Inquiry]:
    """The inquiries, the last changed first; ``mine``: assigned to the user; ``query``: a part of the
    subject.
    """
    rows = Inquiry.objects.select_related("asked_by", "assignee")
    persons = payouts.visible(user)
    if persons is not people.ALL:
        rows = rows.filter(Q(asked_by=user) | Q(person_id__in=persons))
    if state:
        rows = rows.filter(state=state)
    if mine:
        rows = rows.filter(assignee=user)
    if query:
        rows = rows.filter(Q(subject__icontains=query) | Q(person_id__icontains=query))
    return rows.annotate(message_count=Count("messages")).order_by("-changed_at", "-id")


def waiting_count(user: Any) -> int:
    """How many wait for this user: open ones for who resolves, answered ones for who asked."""
    if "inquiry.resolve" in capabilities(user):
        return Inquiry.objects.filter(state=Inquiry.State.OPEN).count()
    return Inquiry.objects.filter(state=Inquiry.State.ANSWERED, asked_by=user).count()


def resolvers() -> QuerySet[User]:
    """The users who resolve inquiries."""
    return User.objects.filter(is_active=True, grants__role__in=RESOLVING_ROLES).distinct().order_by("name")
