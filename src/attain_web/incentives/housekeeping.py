"""Files that nothing names any more: what a crash or a failed transaction left behind."""

from __future__ import annotations

import time
from collections.abc import Iterator

from attain.store import Manifest
from attain_web.datahub import selectors as data
from attain_web.datahub.models import FactSnapshot
from attain_web.incentives.models import Run

SPARED_NS = 3600 * 1_000_000_000  # younger files may belong to a transaction that is under way


def sweep_facts() -> int:
    """Removes the files of facts that neither a snapshot nor a run names; returns how many."""
    return data.fact_store().sweep(_referenced(), older_than_ns=time.time_ns() - SPARED_NS)


def _referenced() -> Iterator[Manifest]:
    for snapshot in FactSnapshot.objects.all().iterator():
        yield snapshot.manifest
    for run in Run.objects.only("inputs", "results").iterator():
        for text in (*run.inputs.values(), *run.results.values()):
            yield Manifest.from_json(text)
