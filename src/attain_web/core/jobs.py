"""Background jobs: how one is asked for, and what its handler sees.

    @jobs.handler("calculate")
    def calculate(job: JobContext) -> dict[str, Any] | None: ...

    job = jobs.enqueue("calculate", {"run": 7}, actor, title="Calculate November", key="run-7")

A handler may be started again after a crash, so what it writes belongs into ``job.finishing()``: one
transaction that holds the job's row, refuses if the lease was lost, and marks the job as succeeded together
with the effects. Effects written there happen exactly once.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.dispatch import Signal

from attain_web.core.clock import now
from attain_web.core.models import Job

WRITE_SECONDS = 0.5
RETRY_SECONDS = 5
GAVE_UP = "The worker died each time it tried. Look at the log of the worker before you start it again."
UNFINISHED = (Job.State.QUEUED, Job.State.RUNNING)

ended_unhandled = Signal()
"""Sent with ``job`` when a job is over without its handler having seen the end: cancelled while it waited, or
given up after its workers died. Sent inside the transaction that records it.
"""


class JobCancelled(Exception):
    """Raised inside a handler at its next progress report once someone has cancelled the job."""


class WorkerStopping(Exception):
    """Raised inside a handler at its next progress report when the worker shuts down; the job is put back."""


class LeaseLost(Exception):
    """Raised inside a handler that another worker has replaced; it must stop and may write nothing."""


Result = dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Handler:
    """The function that does a kind of job, and how often it is tried."""

    run: Callable[[JobContext], Result]
    max_attempts: int


_handlers: dict[str, Handler] = {}


def handler(kind: str, *, max_attempts: int = 3) -> Callable[[Callable[[JobContext], Result]], Any]:
    """Register the function that does jobs of this kind. Apps import theirs in ``AppConfig.ready``."""

    def register(run: Callable[[JobContext], Result]) -> Callable[[JobContext], Result]:
        known = _handlers.get(kind)
        if known is not None and known.run.__qualname__ != run.__qualname__:
            raise ValueError(f"two handlers for jobs of kind “{kind}”")
        _handlers[kind] = Handler(run, max_attempts)
        return run

    return register


def handler_of(kind: str) -> Handler | None:
    """The registered handler; None when this process does not know the kind."""
    return _handlers.get(kind)


def enqueue(kind: str, payload: Mapping[str, Any], actor: Any, *, title: str = "", key: str = "") -> Job:
    """Ask for a job. With a ``key``, an unfinished job of the same kind and key is returned instead of a
    second.

    ``payload`` is kept as JSON. Raises ValueError for a kind without a handler.
    """
    known = handler_of(kind)
    if known is None:
        raise ValueError(f"no handler for jobs of kind “{kind}”")
    moment = now()
    job = Job(
        kind=kind,
        title=title or kind.replace("-", " ").replace("_", " ").capitalize(),
        key=key,
        payload=dict(payload),
        max_attempts=known.max_attempts,
        run_after=moment,
        created_at=moment,
        created_by=actor,
    )
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        waiting = Job.objects.filter(kind=kind, key=key, state__in=UNFINISHED).first()
        if not key or waiting is None:
            raise
        return waiting
    return job


@transaction.atomic
def cancel(job: Job) -> bool:
    """Cancel the job at once when it waits, or at its next progress report; False when it was over
    already.
    """
    moment = now()
    if Job.objects.filter(pk=job.pk, state=Job.State.QUEUED).update(
        state=Job.State.CANCELLED, cancel_requested=True, finished_at=moment
    ):
        ended_unhandled.send(sender=Job, job=Job.objects.get(pk=job.pk))
        return True
    return bool(Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(cancel_requested=True))


@dataclass(slots=True)
class JobContext:
    """What a handler sees of its job: the payload, and how to report and to finish."""

    job: Job
    token: int
    is_finished: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
    _phase: str = ""
    _written_at: float = 0.0

    @property
    def payload(self) -> dict[str, Any]:
        """What was asked for."""
        payload: dict[str, Any] = self.job.payload
        return payload

    def progress(self, phase: str, done: int = 0, total: int = 0) -> None:
        """Say where the work is; cheap to call often. Raises JobCancelled or LeaseLost when it should
        stop.
        """
        tick = time.monotonic()
        is_new = phase != self._phase
        if not is_new and done < total and tick - self._written_at < WRITE_SECONDS:
            return
        values: dict[str, Any] = {"phase": phase[:120], "done": done, "total": total}
        if is_new:
            values["phase_started_at"] = now()
        self._phase, self._written_at = phase, tick
        if not self._held().update(**values, lease_until=lease_end()):
            raise LeaseLost(str(self.job.pk))
        if self.cancelled():
            raise JobCancelled(str(self.job.pk))
        if self.stop.is_set():
            raise WorkerStopping(str(self.job.pk))

    def cancelled(self) -> bool:
        """Whether someone has asked to cancel."""
        return self._held().filter(cancel_requested=True).exists()

    def renew(self) -> bool:
        """Extend the lease; False when it is no longer ours."""
        return bool(self._held().update(lease_until=lease_end()))

    @contextmanager
    def finishing(self) -> Iterator[dict[str, Any]]:
        """One transaction for the effects and the success: both or neither. Yields the result to fill in."""
        result: dict[str, Any] = {}
        with transaction.atomic():
            if not self._held().update(lease_until=lease_end()):  # takes the row's lock
                raise LeaseLost(str(self.job.pk))
            yield result
            succeeded = {"state": Job.State.SUCCEEDED, "result": result or None, "finished_at": now()}
            self._held().update(**succeeded, error="", cancel_requested=False)
        self.is_finished = True

    def end(self, state: Job.State, *, error: str = "") -> None:
        """Record that the job is over without success."""
        self._held().update(state=state, error=error, finished_at=now(), lease_until=None)

    def put_back(self) -> None:
        """Let another worker start the job anew; this attempt does not count."""
        self._held().update(state=Job.State.QUEUED, lease_until=None, attempts=F("attempts") - 1)

    def fail(self, error: Exception) -> None:
        """Try again later, or record the failure when it was tried often enough."""
        what = f"It stopped at “{self._phase or 'the start'}” because of an error inside Attain"
        text = f"{what} ({type(error).__name__}). The log of the worker says where."
        if self.job.attempts >= self.job.max_attempts:
            return self.end(Job.State.FAILED, error=f"{text} It was tried {self.job.attempts} times.")
        wait = timedelta(seconds=RETRY_SECONDS * 4 ** (self.job.attempts - 1))
        self._held().update(
            state=Job.State.QUEUED,
            lease_until=None,
            run_after=now() + wait,
            error=text,
            phase="Waiting to retry",
        )
        return None

    def _held(self) -> QuerySet[Job]:
        return Job.objects.filter(pk=self.job.pk, fencing_token=self.token, state=Job.State.RUNNING)


def claim(stop: threading.Event | None = None) -> JobContext | None:
    """Take the oldest job that waits or whose lease has run out; None when there is none.

    A job whose workers died as often as it may be tried is given up: it may be what kills them.
    """
    moment = now()
    free = Q(state=Job.State.QUEUED, run_after__lte=moment) | Q(
        state=Job.State.RUNNING, lease_until__lt=moment
    )
    for job in Job.objects.filter(free, kind__in=_handlers).order_by("created_at")[:20]:
        if job.attempts >= job.max_attempts:
            _give_up(job, free)
            continue
        context = _take(job, free, stop)
        if context is not None:
            return context
    return None


def take(job: Job) -> JobContext | None:
    """Take this very job, even from whoever holds it, to do it here and now; None when it is over.

    A worker that has it loses it: at its next report it is told so, and it can write nothing any more.
    """
    job.refresh_from_db()
    return _take(job, Q(state__in=UNFINISHED), None)


def _take(job: Job, free: Q, stop: threading.Event | None) -> JobContext | None:
    moment = now()
    taken = Job.objects.filter(free, pk=job.pk, fencing_token=job.fencing_token).update(
        state=Job.State.RUNNING,
        fencing_token=job.fencing_token + 1,
        attempts=job.attempts + 1,
        lease_until=lease_end(),
        started_at=job.started_at or moment,
        phase_started_at=moment,
        phase="Starting",
        done=0,
        total=0,
    )
    if not taken:
        return None
    job.refresh_from_db()
    return JobContext(job, job.fencing_token, stop=stop or threading.Event())


@transaction.atomic
def _give_up(job: Job, free: Q) -> None:
    given_up = {"state": Job.State.FAILED, "error": GAVE_UP, "finished_at": now(), "lease_until": None}
    if Job.objects.filter(free, pk=job.pk, fencing_token=job.fencing_token).update(**given_up):
        ended_unhandled.send(sender=Job, job=Job.objects.get(pk=job.pk))


def lease_end() -> dt.datetime:
    """When a lease taken now runs out."""
    return now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)
