"""A POST with an Idempotency-Key happens once."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from attain_web.api.models import KeyedRequest
from attain_web.core.clock import now
from attain_web.datahub.models import Import
from attain_web.incentives.models import Run
from tests.conftest import ROOT
from tests.unit.attain_web.payouts.harness.start import new_database

pytestmark = pytest.mark.django_db
ROW = {"person_id": "zoe", "name": "Zoe Zahn"}


def test_the_same_request_gets_the_same_answer_and_happens_once(run, program):
    admin = program("compensation_admin")
    first, again = (admin.post("/runs", {"note": "x"}, Idempotency_Key="k1") for _ in range(2))
    assert first.status_code == again.status_code == 202
    assert first.content == again.content
    assert first.headers["Location"] == again.headers["Location"]
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Run.objects.count() == 2
    assert admin.post("/runs", {"note": "x"}).json()["id"] != first.json()["id"]


def test_another_request_with_the_key_is_refused(run, program):
    admin = program("compensation_admin")
    admin.post("/runs", {"note": "x"}, Idempotency_Key="k1")
    for path, data in (
        ("/runs", {"note": "y"}),
        ("/plan-check", {"note": "x"}),
        ("/runs?a=1", {"note": "x"}),
    ):
        answer = admin.post(path, data, Idempotency_Key="k1")
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-key-reused")


def test_keys_belong_to_their_users(company, program):
    answers = [
        program(name).post("/plan-check", {"text": "x"}, Idempotency_Key="k") for name in ("alice", "bob")
    ]
    assert [answer.status_code for answer in answers] == [403, 403]
    admin, finance = program("compensation_admin"), program("finance")
    body = {"confirmation": "x"}
    assert admin.post("/periods/2026-01/close", body, Idempotency_Key="k").status_code == 404
    assert finance.post("/periods/2026-01/pay", body, Idempotency_Key="k").status_code == 404


def test_after_an_error_the_key_is_free_for_the_corrected_request(company, program):
    admin = program("compensation_admin")
    assert admin.post("/tables/people/rows", {"rows": [{}]}, Idempotency_Key="k").status_code == 422
    assert admin.post("/tables/people/rows", {"rows": [ROW]}, Idempotency_Key="k").json()["inserted"] == 1


def test_while_a_request_is_worked_on_another_with_its_key_waits(company, program):
    admin = program("compensation_admin")
    assert admin.post("/tables/people/rows", {"rows": [ROW]}, Idempotency_Key="k").status_code == 200
    KeyedRequest.objects.update(status=None)
    answer = admin.post("/tables/people/rows", {"rows": [ROW]}, Idempotency_Key="k")
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency-in-progress")
    assert answer.headers["Retry-After"] == "1"


def test_a_request_whose_process_died_is_taken_over_after_a_while(company, program):
    admin = program("compensation_admin")
    admin.post("/tables/people/rows", {"rows": [ROW]}, Idempotency_Key="k")
    KeyedRequest.objects.update(status=None, started_at=now() - dt.timedelta(minutes=20))
    assert admin.post("/tables/people/rows", {"rows": [ROW]}, Idempotency_Key="k").json()["unchanged"] == 1
    assert KeyedRequest.objects.get().status == 200


def test_whoever_was_replaced_meanwhile_leaves_no_effect(run, program, monkeypatch):
    from attain_web.api import idempotency

    keep = idempotency._keep

    def replaced(mine: KeyedRequest, response: Any) -> bool:
        KeyedRequest.objects.update(attempt=uuid.uuid4())
        return keep(mine, response)

    monkeypatch.setattr(idempotency, "_keep", replaced)
    answer = program("compensation_admin").post("/runs", {"note": "x"}, Idempotency_Key="k")
    assert answer.status_code == 409
    assert Run.objects.count() == 1


def test_answers_are_forgotten_after_a_day(company, program):
    admin = program("compensation_admin")
    admin.post("/tables/people/rows", {"rows": [ROW]}, Idempotency_Key="k")
    KeyedRequest.objects.update(started_at=now() - dt.timedelta(hours=25))
    answer = admin.post("/tables/people/rows", {"rows": [ROW]}, Idempotency_Key="k")
    assert "Idempotency-Replayed" not in answer.headers


@pytest.mark.parametrize("key", ["", "a b", "x" * 201])
def test_a_key_that_is_none_is_refused(company, program, key):
    answer = program("compensation_admin").post("/tables/people/rows", {"rows": [ROW]}, Idempotency_Key=key)
    assert answer.json()["problems"][0]["where"] == "header.Idempotency-Key"


def test_a_file_sent_twice_is_one_import(company, program):
    admin = program("compensation_admin")

    def send(content: bytes) -> Any:
        form = {"file": SimpleUploadedFile("people.csv", content), "table": "people"}
        return admin.send("/imports", form, Idempotency_Key="file")

    first, again = send(b"person_id,name\nzoe,Zoe\n"), send(b"person_id,name\nzoe,Zoe\n")
    assert first.json() == again.json()
    assert Import.objects.count() == 1
    assert send(b"person_id,name\nzoe,Zahn\n").json()["code"] == "idempotency-key-reused"


def _race(home: Path, *arguments: str, postgres_url: str = "") -> Any:
    environment = {**os.environ, "ATTAIN_HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    environment |= {"DJANGO_SETTINGS_MODULE": "attain_web.settings.development", "ATTAIN_LOG_LEVEL": "ERROR"}
    environment.pop("ATTAIN_DATABASE_URL", None)
    if postgres_url:
        environment["ATTAIN_DATABASE_URL"] = new_database(postgres_url)
    command = [sys.executable, "-m", "tests.unit.attain_web.api.harness.race", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def _happened_once(found: Any) -> bool:
    rounds = found["rounds"]
    is_one = all(set(one["statuses"]) <= {"200", "409"} and one["answers"] == 1 for one in rounds)
    return is_one and found["people"] == len(rounds)


@pytest.mark.slow
def test_on_sqlite_of_programs_that_race_with_one_key_one_has_the_effect(tmp_path: Path):
    found = _race(tmp_path, "keyed")
    assert _happened_once(found), found


@pytest.mark.slow
def test_without_a_key_the_race_shows(tmp_path: Path):
    found = _race(tmp_path)
    assert not _happened_once(found), found


@pytest.mark.slow
@pytest.mark.postgres
def test_on_postgresql_of_programs_that_race_with_one_key_one_has_the_effect(
    tmp_path: Path, postgres_url: str
):
    found = _race(tmp_path, "keyed", postgres_url=postgres_url)
    assert _happened_once(found), found
