"""Snapshot files: unchanged since they were written, read without the store's code."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from attain.kernel.problem import Problem
from attain.verify.evidence import Evidence, RunRow
from attain.verify.wording import problem

_RESTORE = "Restore the file from a backup, or run the calculation again."


def check_files(evidence: Evidence) -> Iterator[Problem]:
    """Every file that the current run or a closed period stands on is there and has the hash it was written
    with.
    """
    seen: set[Path] = set()
    for run in standing_runs(evidence):
        for table, manifest in (*run.inputs.items(), *run.results.items()):
            content = loaded(manifest)
            for segment in content["segments"]:
                path = evidence.facts / content["table"] / segment["name"]
                if path in seen:
                    continue
                seen.add(path)
                where = f"run {run.id}, {table}, {segment['name']}"
                if not path.is_file():
                    yield problem("file-missing", where, "The file is missing.", _RESTORE)
                elif _hash(path) != segment["sha256"]:
                    yield problem(
                        "file-changed", where, "The file was changed after it was written.", _RESTORE
                    )


def standing_runs(evidence: Evidence) -> list[RunRow]:
    """The runs that periods stand on, and the current one, by number."""
    found = {run.id: run for period in evidence.periods if (run := evidence.run_of(period)) is not None}
    if evidence.current_run is not None:
        found[evidence.current_run.id] = evidence.current_run
    return [found[number] for number in sorted(found)]


def loaded(manifest: object) -> dict[str, Any]:
    """A stored manifest as a dictionary."""
    content = json.loads(manifest) if isinstance(manifest, str) else manifest
    if not isinstance(content, dict):
        raise TypeError("a manifest is a JSON object")
    return content


def query(facts: Path, manifests: Mapping[str, object], sql: str) -> Sequence[tuple[Any, ...]]:
    """The rows of a query over tables given by their manifests; a later segment's row replaces an earlier
    one's.
    """
    with duckdb.connect() as connection:
        for table, manifest in manifests.items():
            connection.execute(f'CREATE VIEW "{table}" AS {_relation(facts, loaded(manifest))}')
        return connection.execute(sql).fetchall()


def _relation(facts: Path, manifest: Mapping[str, Any]) -> str:
    parts = []
    for number, segment in enumerate(manifest["segments"]):
        if segment["kind"] != "history":
            path = str(facts / manifest["table"] / segment["name"]).replace("'", "''")
            parts.append(f"SELECT *, {number} AS _segment FROM read_parquet('{path}')")  # noqa: S608
    key = ", ".join(f'"{name}"' for name in manifest["key"])
    return (
        f"SELECT * EXCLUDE (_segment) FROM ({' UNION ALL '.join(parts)}) "  # noqa: S608
        f"QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY _segment DESC) = 1"
    )


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
