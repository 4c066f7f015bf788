"""Importing a folder of real files with the mappings of examples/mappings, into a store of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

import pyarrow as pa

from attain.connect import Converted, ImportReport, Mapping, apply_mapping, load_mapping, read_file, report_of
from attain.store import FactStore, Manifest
from attain.tables import IMPORTABLE_TABLES

MAPPINGS = Path(__file__).parents[2] / "examples" / "mappings"


@dataclass
class Home:
    """Tables by name, kept in a store."""

    store: FactStore
    tables: dict[str, Manifest] = field(default_factory=dict)

    def save(self, converted: Converted, source: str) -> ImportReport:
        """Bring in what was accepted; the report says what changed, added up over targets of one table."""
        changes: dict[str, tuple[int, int, int]] = {}
        for target in converted.targets:
            base = self.tables.get(target.table)
            done = self.store.upsert(IMPORTABLE_TABLES[target.table], target.rows, base, source=source)
            self.tables[target.table] = done.manifest
            changes[target.table] = (done.inserted, done.updated, done.unchanged)
        return report_of(converted, changes)

    def read(self, name: str) -> pa.Table:
        """The current rows of a table."""
        return self.store.read(self.tables[name])


def mappings_of(folder: str) -> list[Mapping]:
    """The mappings of a data set, in order."""
    found = []
    for path in (MAPPINGS / folder).glob("*.yaml"):
        mapping, problems = load_mapping(path.read_text(encoding="utf-8"), path.name)
        assert mapping is not None, problems
        found.append(mapping)
    return sorted(found, key=lambda mapping: mapping.order)


def import_folder(home: Home, files: Path, mappings: list[Mapping]) -> dict[str, ImportReport]:
    """Import each mapping's file; the report of each by the mapping's name."""
    reports = {}
    for mapping in mappings:
        (path,) = [path for path in sorted(files.iterdir()) if fnmatch(path.name, mapping.file.name)]
        converted = apply_mapping(read_file(path, mapping.file), mapping)
        assert converted.ok, converted.problems
        reports[mapping.name] = home.save(converted, source=path.name)
    return reports
