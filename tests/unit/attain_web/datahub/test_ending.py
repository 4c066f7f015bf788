"""An import in the background ends as its job does."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.test import Client

from attain_web.core import jobs
from attain_web.core.models import Job
from attain_web.core.worker import run_job
from attain_web.datahub import jobs as import_jobs
from attain_web.datahub.models import Account, Import
from tests.unit.attain_web.datahub.support import ACCOUNTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(take: Callable[..., Import], monkeypatch: pytest.MonkeyPatch) -> Import:
    """An import that waits for a worker."""
    monkeypatch.setattr(import_jobs, "INLINE_ROWS", 0)
    record = take("Id,Name,Staff\na,Acme,10\n", ACCOUNTS)
    assert record.state == "waiting"
    return record


def test_an_import_cancelled_while_it_waits_can_be_started_again(admin: Client, waiting: Import) -> None:
    assert waiting.job is not None
    jobs.cancel(waiting.job)
    waiting.refresh_from_db()
    assert waiting.state == "checked"
    page = admin.get(f"/imports/{waiting.pk}/").content.decode()
    assert "Change the mapping" in page
    assert f'action="/imports/{waiting.pk}/start/"' in page

    admin.post(f"/imports/{waiting.pk}/start/")
    work()
    waiting.refresh_from_db()
    assert waiting.state == "done"


def test_an_import_cancelled_while_it_runs_takes_nothing(waiting: Import) -> None:
    context = jobs.claim()
    assert context is not None
    jobs.cancel(context.job)
    run_job(context)

    waiting.refresh_from_db()
    assert waiting.state == "checked"
    assert Job.objects.get(pk=waiting.job_id).state == Job.State.CANCELLED
    assert not Account.objects.exists()


def test_an_import_that_an_error_stops_says_so_and_offers_another_try(admin: Client, waiting: Import) -> None:
    Import.objects.filter(pk=waiting.pk).update(mapping_text="no mapping at all")
    Job.objects.filter(pk=waiting.job_id).update(max_attempts=1)
    work()

    waiting.refresh_from_db()
    assert waiting.state == "failed"
    page = admin.get(f"/imports/{waiting.pk}/").content.decode()
    assert "An error inside Attain stopped it (ValueError)" in page
    assert "Try again</button>" in page
    assert "Change the mapping" in page


def test_an_import_whose_worker_dies_every_time_is_given_up(waiting: Import) -> None:
    Job.objects.filter(pk=waiting.job_id).update(attempts=3)
    assert jobs.claim() is None

    waiting.refresh_from_db()
    assert waiting.state == "failed"
    assert waiting.failure.startswith(Job.objects.get(pk=waiting.job_id).error)


def work() -> None:
    """What a worker does with the next job."""
    context = jobs.claim(threading.Event())
    assert context is not None
    run_job(context)
