from __future__ import annotations

import json
import logging

import pytest
from django.test import Client
from django.urls import reverse

from attain_web.core import health
from attain_web.core.audit import Subject, record
from attain_web.core.clock import now
from attain_web.core.logs import JsonFormatter
from attain_web.core.models import Company, WorkerHeartbeat

pytestmark = pytest.mark.django_db


def test_a_process_that_lives_says_so():
    assert Client().get("/health/live").json() == {"status": "ok"}


def test_ready_names_each_check_and_a_missing_worker_does_not_take_pages_away():
    answer = Client().get("/health/ready")
    assert (answer.status_code, answer.json()["checks"]["worker"]) == (200, "failing")
    WorkerHeartbeat.objects.create(name="w", beat_at=now())
    assert Client().get("/health/ready").json()["checks"]["worker"] == "ok"


def test_a_store_that_cannot_be_written_makes_it_unready(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.FACTS_FOLDER = tmp_path / "file" / "facts"
    answer = Client().get("/health/ready")
    assert (answer.status_code, answer.json()["checks"]["store"]) == (503, "failing")
    assert "file" not in answer.content.decode().replace("failing", "")


def test_every_check_is_reported():
    assert set(Client().get("/health/ready").json()["checks"]) == set(health.CHECKS)


def test_an_answer_carries_its_id_and_the_headers_that_protect_it():
    answer = Client().get("/sign-in/")
    assert len(answer.headers["X-Request-ID"]) == 36
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_request_id_from_outside_is_kept_if_it_is_plain_and_replaced_if_not():
    assert (
        Client().get("/sign-in/", headers={"X-Request-ID": "abc-12345"}).headers["X-Request-ID"]
        == "abc-12345"
    )
    assert (
        "\n" not in Client().get("/sign-in/", headers={"X-Request-ID": "a b<script>"}).headers["X-Request-ID"]
    )


@pytest.mark.parametrize("path", ["/nothing-here/", "/people/no-such-person/"])
def test_a_page_that_is_not_there_says_what_to_do(company, path):
    answer = company.client("alice").get(path)
    assert answer.status_code == 404
    assert "Check the address" in answer.content.decode()


def test_an_error_of_ours_shows_the_id_and_nothing_of_the_error(company, monkeypatch):
    def fail(*_):
        raise RuntimeError("Alice earns 4711")

    client = company.client("compensation_admin")
    client.raise_request_exception = False
    monkeypatch.setattr("attain_web.people.selectors.person_lines", fail)
    answer = client.get(reverse("people:list"))
    text = answer.content.decode()
    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"] in text
    assert "4711" not in text


def test_the_log_has_the_place_of_an_error_but_not_its_message():
    try:
        raise ValueError("Alice earns 4711")
    except ValueError as error:
        line = logging.LogRecord(
            "x", logging.ERROR, "f", 1, "failed", None, (ValueError, error, error.__traceback__)
        )
    written = JsonFormatter().format(line)
    assert json.loads(written)["exception"]["type"] == "builtins.ValueError"
    assert "4711" not in written


def test_the_audit_page_shows_what_changed(company):
    event = record(company.users["dana"], "change", Subject("thing", "7"), {"a": 1, "b": 2}, {"a": 1, "b": 3})
    assert (event.before, event.after) == ({"b": 2}, {"b": 3})
    client = company.client("auditor")
    assert "Dana Top" in client.get("/audit/?q=7").content.decode()
    assert "Dana Top" not in client.get("/audit/?q=8").content.decode()
    fragment = client.get(f"/audit/{event.pk}/").content.decode()
    assert "<del" in fragment
    assert "3</ins>" in fragment
    assert client.get("/audit/?format=csv").headers["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize("locale", ["en", "en-US", "en_US", "de", "xx-unheard-of", ""])
@pytest.mark.parametrize("zone", ["Europe/Berlin", "Nowhere/At_All"])
def test_whatever_locale_and_zone_the_company_has_pages_are_shown(company, locale, zone):
    Company.objects.update_or_create(pk=1, defaults={"locale": locale, "timezone": zone})
    assert company.client("auditor").get("/audit/").status_code == 200


def test_who_administers_the_system_sees_no_pay_in_the_audit_log(company):
    pay = record(
        None, "change position", Subject("people.position", "P-7"), {"target": "1"}, {"target": "4711"}
    )
    role = record(None, "change", company.users["alice"], {"roles": []}, {"roles": ["rep"]})
    admin, auditor = company.client("system_admin"), company.client("auditor")
    assert admin.get(f"/audit/{role.pk}/").status_code == 200
    assert admin.get(f"/audit/{pay.pk}/").status_code == 404
    assert "P-7" not in admin.get("/audit/").content.decode()
    assert "4711" not in admin.get("/audit/?format=csv").content.decode()
    assert "4711" in auditor.get(f"/audit/{pay.pk}/").content.decode()
