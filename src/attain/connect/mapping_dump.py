"""Writing a mapping as the YAML text that ``load_mapping`` reads, without what is left at its default."""

from __future__ import annotations

from typing import Any

import yaml

from attain.connect.mapping import Condition, FileOptions, Mapping, Source, Target


def dump_mapping(mapping: Mapping) -> str:
    """The mapping as YAML."""
    document: dict[str, Any] = {"mapping": mapping.name}
    if mapping.title:
        document["title"] = mapping.title
    if mapping.description:
        document["description"] = mapping.description
    if mapping.order != 100:
        document["order"] = str(mapping.order)
    if file := _file(mapping.file):
        document["file"] = file
    if mapping.lookups:
        document["lookups"] = {name: dict(table) for name, table in mapping.lookups.items()}
    document["targets"] = [_target(target) for target in mapping.targets]
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100)


def _file(file: FileOptions) -> dict[str, Any]:
    options: dict[str, Any] = {}
    for name in ("name", "delimiter", "encoding", "sheet"):
        if getattr(file, name):
            options[name] = getattr(file, name)
    if not file.header:
        options["header"] = False
    if file.columns:
        options["columns"] = list(file.columns)
    if file.empty:
        options["empty"] = list(file.empty)
    if file.unpivot:
        rule = file.unpivot
        options["unpivot"] = {"columns": list(rule.columns), "name": rule.name, "value": rule.value}
    return options


def _target(target: Target) -> dict[str, Any]:
    document: dict[str, Any] = {"table": target.table}
    if target.note:
        document["note"] = target.note
    if target.where:
        document["where"] = {test.column: _condition(test) for test in target.where}
    document["columns"] = {name: _source(source) for name, source in target.columns.items()}
    return document


def _condition(test: Condition) -> Any:
    if not test.none_of and test.is_empty is None:
        return list(test.any_of)
    document: dict[str, Any] = {}
    if test.any_of:
        document["is"] = list(test.any_of)
    if test.none_of:
        document["not"] = list(test.none_of)
    if test.is_empty is not None:
        document["empty"] = test.is_empty
    return document


def _source(source: Source) -> Any:
    document: dict[str, Any] = {}
    if source.column:
        document["from"] = source.column
    elif source.template:
        document["template"] = source.template
    else:
        document["value"] = source.constant
    if source.values:
        document["values"] = dict(source.values)
    if source.empty:
        document["empty"] = list(source.empty)
    for name in ("lookup", "otherwise", "date_format", "unit"):
        if getattr(source, name):
            document[name] = getattr(source, name)
    if source.decimal != ".":
        document["decimal"] = source.decimal
    if source.times != 1:
        document["times"] = source.times
    if source.round:
        document["round"] = source.round.value
    for name in ("shift_days", "shift_months"):
        if getattr(source, name):
            document[name] = getattr(source, name)
    return document["from"] if list(document) == ["from"] else document
