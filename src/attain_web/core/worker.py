"""The worker: takes jobs one after the other, keeps its lease alive, and leaves a trace that it is there.

Killed in the middle, it leaves the job under a lease; when that has run out, any worker takes the job again.
Asked to stop, it puts the job back at once.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from attain.kernel.problem import ProblemError
from attain_web.core import jobs
from attain_web.core.clock import now
from attain_web.core.jobs import JobCancelled, JobContext, LeaseLost, WorkerStopping
from attain_web.core.models import Job, WorkerHeartbeat

logger = logging.getLogger("attain_web.worker")
BEAT_SECONDS = 10.0
FORGET_HOURS = 24


class Worker:
    """A loop over the queue; ``stop`` may be set from a signal handler or another thread."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.stop = threading.Event()
        self.parent = 0

    def run(self) -> None:
        """Work until ``stop`` is set, or until the process that started this one is gone."""
        logger.info("worker started", extra={"event": "worker-started"})
        beaten_at = 0.0
        while not self.stop.is_set():
            try:
                if time.monotonic() - beaten_at > BEAT_SECONDS:
                    self.beat()
                    beaten_at = time.monotonic()
                if not self.work_once():
                    self.stop.wait(settings.JOB_POLL_SECONDS)
            except DatabaseError as error:
                logger.error("the database does not answer", exc_info=error)
                connection.close()
                self.stop.wait(5)
            if self.parent and os.getppid() != self.parent:
                self.stop.set()
        WorkerHeartbeat.objects.filter(name=self.name).delete()
        logger.info("worker stopped", extra={"event": "worker-stopped"})

    def work_once(self) -> bool:
        """Do the next job, if there is one; whether there was."""
        close_old_connections()
        context = jobs.claim(self.stop)
        if context is None:
            return False
        with _KeptLease(context, self):
            run_job(context)
        return True

    def beat(self) -> None:
        """Say that this worker is alive, and forget those long gone."""
        WorkerHeartbeat.objects.update_or_create(name=self.name, defaults={"beat_at": now()})
        WorkerHeartbeat.objects.filter(beat_at__lt=now() - timedelta(hours=FORGET_HOURS)).delete()


def run_job(context: JobContext) -> None:
    """Run the handler of a claimed job and record how it ended."""
    job = context.job
    extra = {"job_id": str(job.pk), "job_kind": job.kind, "attempt": job.attempts}
    logger.info("job started", extra={**extra, "event": "job-started"})
    try:
        handler = jobs.handler_of(job.kind)
        assert handler is not None, "claim() takes only kinds that have a handler"
        result = handler.run(context)
        if not context.is_finished:
            with context.finishing() as finished:
                finished.update(result or {})
        logger.info("job succeeded", extra={**extra, "event": "job-succeeded"})
    except LeaseLost:
        logger.warning("job taken over by another worker", extra={**extra, "event": "job-lost"})
    except JobCancelled:
        context.end(Job.State.CANCELLED)
        logger.info("job cancelled", extra={**extra, "event": "job-cancelled"})
    except WorkerStopping:
        context.put_back()
        logger.info("job put back", extra={**extra, "event": "job-put-back"})
    except ProblemError as error:
        context.end(
            Job.State.FAILED, error="\n".join(f"{p.message} {p.hint}".strip() for p in error.problems)
        )
        logger.info("job refused", extra={**extra, "event": "job-refused"})
    except Exception as error:
        logger.exception("job failed", extra={**extra, "event": "job-failed"})
        context.fail(error)


class _KeptLease:
    """Extends the lease from a thread while the handler works, and stops when it is no longer ours."""

    def __init__(self, context: JobContext, worker: Worker) -> None:
        self.context = context
        self.worker = worker
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._keep, name="lease", daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()

    def _keep(self) -> None:
        try:
            while not self.over.wait(min(BEAT_SECONDS, settings.JOB_LEASE_SECONDS / 3)):
                try:
                    if not self.context.renew():
                        return
                    self.worker.beat()
                except DatabaseError as error:  # the next beat may succeed, the lease lasts three of them
                    logger.warning("the lease was not extended", exc_info=error)
        finally:
            connection.close()
