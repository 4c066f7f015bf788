"""Mappings to choose from: those kept under a name, and the examples that come with the product."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

import attain
from attain.connect import Mapping, RawTable, dump_mapping, load_mapping
from attain.kernel.fingerprint import fingerprint
from attain_web.core import audit
from attain_web.core.clock import now
from attain_web.datahub.models import ImportMapping


@dataclass(frozen=True, slots=True)
class Offer:
    """A mapping that fits a file: its name, where it is from, and the tables it feeds."""

    name: str
    title: str
    origin: str
    tables: tuple[str, ...]
    text: str


def offers_for(raw: RawTable, file_name: str) -> list[Offer]:
    """The mappings that fit: kept ones with these headers first, then kept and example ones whose columns
    are there.
    """
    headers = headers_fingerprint(raw.columns)
    kept = list(ImportMapping.objects.all())
    same = [item for item in kept if item.headers_fingerprint == headers]
    others = [item for item in kept if item.headers_fingerprint != headers]
    found = [offer for item in same if (offer := _offer(item.text, "Used before with these headers"))]
    found += [
        offer
        for item in others
        if (offer := _offer(item.text, "Kept")) and fits(load(item.text), raw, file_name)
    ]
    known = {offer.name for offer in found}
    for text in example_texts():
        mapping = load(text)
        if mapping.name not in known and mapping.file.name and fits(mapping, raw, file_name):
            found.append(Offer(mapping.name, mapping.title, "Example", _tables(mapping), text))
    return found


def fits(mapping: Mapping | None, raw: RawTable, file_name: str) -> bool:
    """Whether a mapping's columns are all in the file, or, for one without header, its name and width fit."""
    if mapping is None:
        return False
    if not mapping.file.header:
        named = bool(mapping.file.name) and fnmatch(file_name.lower(), mapping.file.name.lower())
        return named and len(mapping.file.columns) == len(raw.columns)
    unpivoted = {mapping.file.unpivot.name, mapping.file.unpivot.value} if mapping.file.unpivot else set()
    return mapping.columns - unpivoted <= set(raw.columns)


def find_text(name: str) -> str | None:
    """The text of a kept mapping or an example of that name."""
    kept = ImportMapping.objects.filter(name=name).first()
    if kept is not None:
        return kept.text
    return next((text for text in example_texts() if load(text).name == name), None)


def keep(mapping: Mapping, columns: tuple[str, ...], actor: Any) -> ImportMapping:
    """Keep a mapping under its name, in place of one of the same name."""
    known = ImportMapping.objects.filter(name=mapping.name).first()
    kept, _ = ImportMapping.objects.update_or_create(
        name=mapping.name,
        defaults={
            "text": dump_mapping(mapping),
            "headers_fingerprint": headers_fingerprint(columns),
            "created_by": actor,
            "updated_at": now(),
        },
    )
    before = None if known is None else {"text": known.text}
    audit.record(actor, "mapping.kept", kept, before=before, after={"text": kept.text})
    return kept


def headers_fingerprint(columns: tuple[str, ...]) -> str:
    """The same for the same headers in any order."""
    return fingerprint(sorted(columns))


def load(text: str) -> Mapping:
    """A mapping that was checked before it was kept."""
    mapping, problems = load_mapping(text)
    if mapping is None:
        raise ValueError(f"a kept mapping no longer loads: {problems[0]}")
    return mapping


@cache
def example_texts() -> tuple[str, ...]:
    """The example mappings, from the checkout or from inside the installed package."""
    installed = Path(attain.__file__).parent / "_examples"
    folders = [installed / "mappings", Path(settings.PROJECT_ROOT) / "examples" / "mappings"]
    paths = [path for folder in folders if folder.is_dir() for path in sorted(folder.rglob("*.yaml"))]
    return tuple(dict.fromkeys(path.read_text(encoding="utf-8") for path in paths))


def _offer(text: str, origin: str) -> Offer | None:
    mapping, _ = load_mapping(text)
    if mapping is None:
        return None
    return Offer(mapping.name, mapping.title, origin, _tables(mapping), text)


def _tables(mapping: Mapping) -> tuple[str, ...]:
    return tuple(dict.fromkeys(target.table for target in mapping.targets))


def renamed(mapping: Mapping, name: str) -> Mapping:
    """The same mapping under another name."""
    return replace(mapping, name=name)
