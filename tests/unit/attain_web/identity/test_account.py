from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from attain_web.core.models import AuditEvent
from attain_web.identity.models import ApiToken, Session, User

pytestmark = pytest.mark.django_db
PASSWORD = "four unrelated plain words"


@pytest.fixture
def alice() -> User:
    return User.objects.create_user("alice@example.com", PASSWORD, name="Alice Able", roles=("rep",))


@pytest.fixture
def client(alice) -> Client:
    client = Client()
    client.force_login(alice)
    return client


def shown_token(answer) -> str:
    return re.search(r"attain_[\w-]{40,}", answer.content.decode())[0]


def test_a_token_is_shown_once_works_and_only_its_hash_is_kept(alice, client):
    secret = shown_token(client.post("/profile/tokens/", {"name": "export", "scope": "read", "days": "90"}))
    token = ApiToken.objects.usable(secret)
    assert token.user == alice
    assert token.allows("read")
    assert not token.allows("write")
    assert secret not in client.get("/profile/").content.decode()
    assert secret not in str(ApiToken.objects.values().get())


def test_a_revoked_or_expired_token_does_not_work(client):
    secret = shown_token(client.post("/profile/tokens/", {"name": "t", "scope": "write", "days": ""}))
    token = ApiToken.objects.get()
    ApiToken.objects.update(expires_at=token.created_at - dt.timedelta(seconds=1))
    assert ApiToken.objects.usable(secret) is None
    ApiToken.objects.update(expires_at=None)
    assert ApiToken.objects.usable(secret) == token
    client.post(f"/profile/tokens/{token.pk}/revoke/")
    assert ApiToken.objects.usable(secret) is None


def test_a_token_of_a_deactivated_user_does_not_work(client):
    secret = shown_token(client.post("/profile/tokens/", {"name": "t", "scope": "read", "days": "30"}))
    User.objects.update(is_active=False)
    assert ApiToken.objects.usable(secret) is None


def test_changing_the_password_signs_out_all_other_browsers(alice, client):
    other = Client()
    other.force_login(alice)
    new = "other words that nobody guesses"
    answer = client.post("/profile/password/", {"old": PASSWORD, "new": new, "again": new})
    assert answer.status_code == 302
    assert client.get("/profile/").status_code == 200
    assert other.get("/profile/").status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "complaint"),
    [
        ("wrong", "x" * 20, "x" * 20, "not your current password"),
        (PASSWORD, "short", "short", "too short"),
        (PASSWORD, "words that differ one", "words that differ two", "differ"),
        (PASSWORD, PASSWORD, PASSWORD, "is the old one"),
    ],
)
def test_a_bad_new_password_is_refused_with_the_reason(client, old, new, again, complaint):
    answer = client.post("/profile/password/", {"old": old, "new": new, "again": again})
    assert answer.status_code == 422
    assert complaint in answer.content.decode()


def test_a_session_can_be_ended_from_another_browser(alice, client):
    other = Client()
    other.force_login(alice)
    row = Session.objects.exclude(pk=client.session.session_key).get(user=alice)
    client.post(f"/profile/sessions/{int(row.created_at.timestamp() * 1_000_000)}/end/")
    assert other.get("/profile/").status_code == 302
    assert client.get("/profile/").status_code == 200


def new_user(client: Client, **values):
    data = {"email": "new@example.com", "name": "New One", "person_id": "", "roles": ["rep"], **values}
    return client.post("/users/new/", data)


def test_a_new_user_signs_in_with_the_one_time_password_and_must_choose_their_own(company):
    answer = new_user(company.client("system_admin"))
    password = re.search(r'value="([\w-]{16})"', answer.content.decode())[1]
    client = Client()
    assert client.post("/sign-in/", {"email": "new@example.com", "password": password}).status_code == 302
    assert client.get("/profile/").headers["Location"] == "/profile/password/"
    new = "words that nobody else knows"
    client.post("/profile/password/", {"old": password, "new": new, "again": new})
    assert client.get("/profile/").status_code == 200


def test_roles_that_one_person_should_not_have_together_are_refused(company):
    answer = new_user(company.client("system_admin"), roles=["compensation_admin", "finance"])
    assert answer.status_code == 422
    assert "should not also be the one who releases it" in answer.content.decode()
    assert not User.objects.filter(email="new@example.com").exists()


def test_a_person_has_one_user(company):
    answer = new_user(company.client("system_admin"), person_id="alice")
    assert "already signs in as alice@example.com" in answer.content.decode()


def test_nobody_changes_their_own_roles_and_the_last_admin_stays(company):
    admin = company.users["system_admin"]
    client = company.client("system_admin")
    data = {"name": admin.name, "person_id": "", "roles": ["system_admin", "rep"], "is_active": "on"}
    assert "Nobody changes their own roles" in client.post(f"/users/{admin.pk}/", data).content.decode()
    second = User.objects.create_user("second@example.com", roles=("system_admin",))
    User.objects.filter(pk=second.pk).update(is_active=False)
    assert User.objects.get(pk=admin.pk).roles == {"system_admin"}


def test_a_change_of_roles_is_in_the_audit_log_before_and_after(company):
    alice = company.users["alice"]
    data = {"name": "Alice Able", "person_id": "alice", "roles": ["manager"], "is_active": "on"}
    company.client("system_admin").post(f"/users/{alice.pk}/", data)
    event = AuditEvent.objects.filter(object_type="identity.user", action="change").get()
    assert (event.before, event.after) == ({"roles": ["rep"]}, {"roles": ["manager"]})
    assert str(event.actor) == "system_admin"


def test_a_deactivated_user_is_signed_out_everywhere(company):
    client = company.client("bob")
    bob = company.users["bob"]
    company.client("system_admin").post(
        f"/users/{bob.pk}/", {"name": "Bob", "person_id": "bob", "roles": ["rep"]}
    )
    assert client.get("/profile/").status_code == 302
    assert not Session.objects.filter(user=bob).exists()
