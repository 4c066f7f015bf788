from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from attain_web.identity import throttle
from attain_web.identity.models import Session, SignInAttempt, User

pytestmark = pytest.mark.django_db
PASSWORD = "four unrelated plain words"


@pytest.fixture
def alice() -> User:
    return User.objects.create_user("alice@example.com", PASSWORD, name="Alice Able", roles=("rep",))


def sign_in(client: Client, email: str = "alice@example.com", password: str = PASSWORD, **more):
    return client.post("/sign-in/", {"email": email, "password": password, **more}, REMOTE_ADDR="10.0.0.1")


def test_the_right_password_signs_in_whatever_the_case_of_the_address(alice):
    client = Client()
    answer = sign_in(client, "Alice@Example.com")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert client.get("/profile/").status_code == 200


def test_one_is_taken_where_one_was_going_but_never_to_another_site(alice):
    assert sign_in(Client(), next="/people/?q=x").headers["Location"] == "/people/?q=x"
    assert sign_in(Client(), next="https://evil.example/").headers["Location"] == "/"
    assert sign_in(Client(), next="//evil.example/").headers["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(alice):
    wrong, unknown = sign_in(Client(), password="x"), sign_in(Client(), "eve@example.com")
    assert wrong.status_code == unknown.status_code == 422
    assert "is not right" in wrong.content.decode()
    assert "is not right" in unknown.content.decode()


def test_a_deactivated_user_cannot_sign_in_and_is_out_at_once(alice):
    client = Client()
    sign_in(client)
    User.objects.update(is_active=False)
    assert client.get("/profile/").status_code == 302
    assert sign_in(Client()).status_code == 422


def test_after_too_many_wrong_passwords_even_the_right_one_waits(alice):
    for _ in range(throttle.PER_EMAIL_AND_ADDRESS):
        assert sign_in(Client(), password="x").status_code == 422
    answer = sign_in(Client())
    assert answer.status_code == 429
    assert "Wait 15 minutes" in answer.content.decode()
    elsewhere = Client().post(
        "/sign-in/", {"email": "alice@example.com", "password": PASSWORD}, REMOTE_ADDR="10.0.0.2"
    )
    assert elsewhere.status_code == 302, "another place is not locked by it"


def test_the_lock_ends_with_time(alice):
    for _ in range(throttle.PER_EMAIL_AND_ADDRESS):
        sign_in(Client(), password="x")
    for attempt in SignInAttempt.objects.all():
        attempt.at -= dt.timedelta(minutes=throttle.WINDOW_MINUTES + 1)
        attempt.save()
    assert sign_in(Client()).status_code == 302


def test_an_address_that_tries_many_accounts_is_stopped():
    for number in range(throttle.PER_ADDRESS):
        assert throttle.begin_attempt(f"user{number}@example.com", "10.0.0.9")
    assert not throttle.begin_attempt("one-more@example.com", "10.0.0.9")
    assert throttle.begin_attempt("one-more@example.com", "10.0.0.8")


def test_signing_out_needs_a_post_and_ends_the_session(alice):
    client = Client()
    sign_in(client)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").status_code == 302
    assert client.get("/profile/").status_code == 302
    assert not Session.objects.filter(user=alice).exists()


def test_a_session_ends_a_week_after_signing_in(alice, settings):
    client = Client()
    sign_in(client)
    session = client.session
    session["signed_in_at"] -= settings.SESSION_LIMIT_SECONDS + 1
    session.save()
    assert client.get("/profile/").status_code == 302


def test_a_form_without_its_token_is_refused_with_advice(alice):
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"email": "a@b.c", "password": "x"})
    assert answer.status_code == 403
    assert "reload the page" in answer.content.decode()


def test_a_fragment_of_someone_signed_out_leads_the_whole_page_to_the_sign_in():
    answer = Client().get("/jobs/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/")
