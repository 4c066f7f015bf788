"""Mappings and files in a few words."""

from __future__ import annotations

from pathlib import Path

from attain.connect import Converted, Mapping, apply_mapping, load_mapping, read_file


def mapping(text: str) -> Mapping:
    """The mapping of a YAML text that has no problem."""
    found, problems = load_mapping(text, "m.yaml")
    assert found is not None, [str(problem) for problem in problems]
    return found


def convert(folder: Path, content: str, mapping_text: str) -> Converted:
    """A CSV of this content under the mapping."""
    path = folder / "file.csv"
    path.write_text(content, encoding="utf-8")
    rule = mapping(mapping_text)
    return apply_mapping(read_file(path, rule.file), rule)


def reasons(converted: Converted, table: str) -> list[tuple[int, str]]:
    """(line, code) of all that was rejected."""
    return [(row.line, problem.code) for row in converted.target(table).rejected for problem in row.problems]
