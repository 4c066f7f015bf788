"""Who sees which object of the app identity."""

from __future__ import annotations

from attain_web.identity import services
from attain_web.identity.models import Session
from tests.support.access import PRINCIPALS, Rule
from tests.support.organisation import Company

BUT_ALICE = tuple(set(PRINCIPALS) - {"anonymous", "alice"})


def token_of_alice(company: Company) -> dict[str, object]:
    token, _ = services.create_token(company.users["alice"], name="t", scope="read", expires_at=None)
    return {"token_id": token.pk}


def session_of_alice(company: Company) -> dict[str, object]:
    company.client("alice")
    session = Session.objects.filter(user=company.users["alice"]).latest("created_at")
    return {"number": int(session.created_at.timestamp() * 1_000_000)}


def alice(company: Company) -> dict[str, object]:
    return {"user_id": company.users["alice"].pk}


NO_USER = {"user_id": 999_999_999}
RULES = [
    Rule(
        "identity:token_revoke",
        token_of_alice,
        {"token_id": 999_999_999},
        sees=("alice",),
        foreign=BUT_ALICE,
        method="post",
    ),
    Rule(
        "identity:session_end",
        session_of_alice,
        {"number": 1},
        sees=("alice",),
        foreign=BUT_ALICE,
        method="post",
    ),
    Rule("identity:user", alice, NO_USER, sees=("system_admin",)),
    Rule("identity:user_reset", alice, NO_USER, sees=("system_admin",), method="post"),
]
