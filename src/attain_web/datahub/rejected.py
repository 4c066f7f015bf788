"""The rejected rows of an import, each line once."""

from __future__ import annotations

from attain_web.datahub.models import Import, ImportRejection


def rejected_lines(record: Import) -> list[tuple[int, list[str], str]]:
    """Each rejected line once: line, texts as in the file, and all reasons of whatever table."""
    found: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for item in ImportRejection.objects.filter(import_record=record).order_by("line", "id"):
        reasons = found.setdefault((item.line, tuple(item.values)), [])
        text = f"{item.reason} {item.hint}".strip()
        if text not in reasons:
            reasons.append(text)
    return [(line, list(values), " ".join(reasons)) for (line, values), reasons in found.items()]
