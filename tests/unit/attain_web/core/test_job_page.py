from __future__ import annotations

import pytest

from attain_web.core.clock import now
from attain_web.core.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(company) -> Job:
    moment = now()
    return Job.objects.create(
        kind="x",
        title="A calculation",
        state=Job.State.RUNNING,
        phase="Comparing with what is posted",
        created_at=moment,
        run_after=moment,
        created_by=company.users["alice"],
    )


def polled(company, job: Job, shown_on: str):
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{shown_on}"}
    return company.client("alice").get(f"/jobs/{job.pk}/", headers=headers)


def end(job: Job, state: str) -> None:
    job.state = state
    job.save()


@pytest.mark.parametrize("state", ["succeeded", "failed", "cancelled"])
def test_a_page_about_the_work_loads_anew_once_the_job_is_over(company, job, state):
    assert "HX-Refresh" not in polled(company, job, "/runs/7/").headers
    end(job, state)
    assert polled(company, job, "/runs/7/?x=1").headers["HX-Refresh"] == "true"


def test_the_page_of_the_job_itself_only_swaps_its_progress(company, job):
    end(job, "succeeded")
    assert "HX-Refresh" not in polled(company, job, f"/jobs/{job.pk}/").headers


def test_a_job_that_succeeded_shows_no_phase_any_more(company, job):
    assert "Comparing with what is posted" in polled(company, job, f"/jobs/{job.pk}/").content.decode()
    end(job, "succeeded")
    assert "Comparing" not in polled(company, job, f"/jobs/{job.pk}/").content.decode()
    assert "Comparing" not in company.client("finance").get("/jobs/").content.decode()
