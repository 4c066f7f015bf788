"""Changes of users, roles, passwords, tokens and sessions: each checked, each in the audit log."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection

from django.db import transaction

from attain.kernel.problem import Problem, ProblemError
from attain_web.core import audit
from attain_web.core.clock import now
from attain_web.identity.models import ApiToken, RoleGrant, Session, User
from attain_web.identity.models.token import digest_of, new_secret
from attain_web.identity.roles import Role, conflicts_of


def create_user(
    actor: User | None, *, email: str, name: str, roles: Collection[str], person_id: str | None
) -> tuple[User, str]:
    """A new user and the one-time password to hand over; they choose their own when they first sign in.

    Raises ProblemError where roles conflict.
    """
    _refuse(_role_problems(set(roles)))
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        user = User.objects.create_user(
            email, password, name=name, person_id=person_id or None, must_change_password=True
        )
        _grant(actor, user, set(roles))
        audit.record(actor, "create", user, None, describe(user))
    return user, password


def change_user(
    actor: User,
    user: User,
    *,
    name: str,
    roles: Collection[str],
    person_id: str | None,
    is_active: bool,
) -> None:
    """Change name, roles, link and whether the account may be used. Raises ProblemError for what must not
    be.
    """
    wanted = set(roles)
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user.pk)
        before = describe(user)
        _refuse([*_role_problems(wanted), *_own_problems(actor, user, wanted, is_active)])
        _refuse(_last_admin_problems(user, wanted, is_active))
        user.name, user.person_id, user.is_active = name, person_id or None, is_active
        user.save(update_fields=["name", "person_id", "is_active"])
        RoleGrant.objects.filter(user=user).exclude(role__in=wanted).delete()
        _grant(actor, user, wanted - set(RoleGrant.objects.filter(user=user).values_list("role", flat=True)))
        if not is_active:
            Session.objects.filter(user=user).delete()
        user = User.objects.get(pk=user.pk)
        audit.record(actor, "change", user, before, describe(user))


def reset_password(actor: User, user: User) -> str:
    """A one-time password for someone who has lost theirs; ends all their sessions."""
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        Session.objects.filter(user=user).delete()
        audit.record(actor, "reset password", user)
    return password


def change_password(user: User, password: str, *, keep_session: str | None) -> None:
    """The user's own new password; ends their sessions but the one they are in."""
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        Session.objects.filter(user=user).exclude(pk=keep_session or "").delete()
        audit.record(user, "change password", user)


def create_token(
    user: User, *, name: str, scope: str, expires_at: dt.datetime | None
) -> tuple[ApiToken, str]:
    """A new token of the user and its text, which is shown once and kept nowhere."""
    secret = new_secret()
    with transaction.atomic():
        token = ApiToken.objects.create(
            user=user,
            name=name,
            scope=scope,
            expires_at=expires_at,
            digest=digest_of(secret),
            hint=secret[:12],
        )
        audit.record(user, "create", token, None, {"name": name, "scope": scope, "expires_at": expires_at})
    return token, secret


def revoke_token(user: User, token: ApiToken) -> None:
    """The token stops working at once."""
    with transaction.atomic():
        if ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=now()):
            audit.record(user, "revoke", token, {"revoked": False}, {"revoked": True})


def end_session(user: User, session: Session) -> None:
    """That browser is signed out at its next request."""
    with transaction.atomic():
        audit.record(user, "end session", user, {"device": session.device}, None)
        session.delete()


def describe(user: User) -> dict[str, object]:
    """What the audit log keeps of a user."""
    return {
        "email": user.email,
        "name": user.name,
        "person_id": user.person_id,
        "is_active": user.is_active,
        "roles": sorted(user.grants.values_list("role", flat=True)),
    }


def _grant(actor: User | None, user: User, roles: set[str]) -> None:
    RoleGrant.objects.bulk_create(
        [RoleGrant(user=user, role=role, granted_by=actor) for role in sorted(roles)]
    )


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise ProblemError(problems)


def _role_problems(roles: set[str]) -> list[Problem]:
    return [
        Problem("roles-conflict", f"{sentence}", hint="Give one of the two roles to someone else.")
        for sentence in conflicts_of(roles)
    ]


def _own_problems(actor: User, user: User, roles: set[str], is_active: bool) -> list[Problem]:
    if actor.pk != user.pk:
        return []
    problems = []
    if roles != set(user.grants.values_list("role", flat=True)):
        problems.append(
            Problem("own-roles", "Nobody changes their own roles.", hint="Ask another system admin to do it.")
        )
    if not is_active:
        problems.append(
            Problem(
                "own-account",
                "Nobody deactivates their own account.",
                hint="Ask another system admin to do it.",
            )
        )
    return problems


def _last_admin_problems(user: User, roles: set[str], is_active: bool) -> list[Problem]:
    if is_active and Role.SYSTEM_ADMIN in roles:
        return []
    admins = User.objects.filter(is_active=True, grants__role=Role.SYSTEM_ADMIN)
    if not admins.filter(pk=user.pk).exists() or admins.exclude(pk=user.pk).exists():
        return []
    return [
        Problem(
            "last-admin",
            f"{user} is the only active system admin.",
            hint="Make someone else a system admin first.",
        )
    ]
