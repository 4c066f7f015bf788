"""Reading a mapping from its YAML text, with a problem at its line and column for all that is wrong."""

from __future__ import annotations

from difflib import get_close_matches

from attain.connect.date_format import FORMATS
from attain.connect.document import Document, Path, Tree, read_document
from attain.connect.mapping import (
    TEMPLATE_PART,
    Condition,
    FileOptions,
    Mapping,
    Source,
    Target,
    Unpivot,
)
from attain.kernel.problem import Problem, has_errors
from attain.kernel.rounding import RoundingMode
from attain.tables import IMPORTABLE_TABLES, TableContract

TOP_KEYS = (
    "mapping",
    "title",
    "description",
    "order",
    "file",
    "lookups",
    "targets",
    "target",
    "where",
    "columns",
)
FILE_KEYS = ("name", "delimiter", "encoding", "sheet", "header", "columns", "empty", "unpivot")
TARGET_KEYS = ("table", "note", "where", "columns")
SOURCE_KEYS = (
    "from", "value", "template", "values", "lookup", "empty", "otherwise",
    "date_format", "decimal", "unit", "times", "round", "shift_days", "shift_months",
)  # fmt: skip
CONDITION_KEYS = ("is", "not", "empty")


def load_mapping(text: str, file: str = "") -> tuple[Mapping | None, tuple[Problem, ...]]:
    """The mapping, or None and why not; ``file`` names the document in the problems."""
    document = read_document(text, file)
    if document.problems:
        return None, tuple(document.problems)
    top = document.mapping((), document.tree, TOP_KEYS)
    name = document.text(("mapping",), top.get("mapping"))
    if not name:
        document.report(
            (), "mapping-name-missing", "The mapping has no name.", "Start with “mapping: a-name”."
        )
    lookups_tree = top.get("lookups", {})
    lookups = {
        key: document.table(("lookups", key), value)
        for key, value in (lookups_tree.items() if isinstance(lookups_tree, dict) else ())
    }
    mapping = Mapping(
        name=name,
        targets=_targets(document, top, lookups),
        file=_file(document, top.get("file")),
        title=document.text(("title",), top.get("title")),
        description=document.text(("description",), top.get("description")),
        order=document.integer(("order",), top.get("order"), 100),
        lookups=lookups,
    )
    if not mapping.targets and not document.problems:
        hint = "Name the table under “targets”, with its columns."
        document.report((), "mapping-target-missing", "The mapping feeds no table.", hint)
    problems = tuple(document.problems)
    return (None if has_errors(problems) else mapping), problems


def _file(document: Document, value: Tree | None) -> FileOptions:
    if value is None:
        return FileOptions()
    path: Path = ("file",)
    options = document.mapping(path, value, FILE_KEYS)
    columns = document.texts((*path, "columns"), options.get("columns"))
    header = document.boolean((*path, "header"), options.get("header"), True)
    if columns and header:
        hint = "Add “header: false”, or remove “columns”."
        document.report(
            (*path, "columns"), "mapping-columns-twice", "A file with a header names its columns.", hint
        )
    delimiter = document.text((*path, "delimiter"), options.get("delimiter"))
    delimiter = {"tab": "\t", "pipe": "|", "comma": ",", "semicolon": ";"}.get(delimiter, delimiter)
    if len(delimiter) > 1:
        hint = "Write one character, or tab, pipe, comma, semicolon."
        document.report((*path, "delimiter"), "mapping-delimiter", f"“{delimiter}” is no delimiter.", hint)
    encoding = document.text((*path, "encoding"), options.get("encoding"))
    if encoding and not _is_encoding(encoding):
        hint = "Known ones are utf-8, utf-16, cp1252, latin-1."
        document.report((*path, "encoding"), "mapping-encoding", f"“{encoding}” is no text encoding.", hint)
    return FileOptions(
        name=document.text((*path, "name"), options.get("name")),
        delimiter=delimiter,
        encoding=encoding,
        sheet=document.text((*path, "sheet"), options.get("sheet")),
        header=header,
        columns=columns,
        empty=document.texts((*path, "empty"), options.get("empty")),
        unpivot=_unpivot(document, options.get("unpivot")),
    )


def _unpivot(document: Document, value: Tree | None) -> Unpivot | None:
    if value is None:
        return None
    path: Path = ("file", "unpivot")
    rule = document.mapping(path, value, ("columns", "name", "value"))
    return Unpivot(
        document.texts((*path, "columns"), rule.get("columns")),
        document.text((*path, "name"), rule.get("name"), "name"),
        document.text((*path, "value"), rule.get("value"), "value"),
    )


def _targets(
    document: Document, top: dict[str, Tree], lookups: dict[str, dict[str, str]]
) -> tuple[Target, ...]:
    if "target" in top:  # the short form: one table, its columns at the top
        single: dict[str, Tree] = {key: top[key] for key in ("where", "columns") if key in top}
        single["table"] = top["target"]
        found = _target(document, (), single, lookups)
        return () if found is None else (found,)
    listed = top.get("targets", [])
    if not isinstance(listed, list):
        hint = "Start each with “- table: …”."
        document.report(("targets",), "mapping-shape", "“targets” must be a list of tables.", hint)
        return ()
    found_all = [
        _target(
            document, ("targets", number), document.mapping(("targets", number), item, TARGET_KEYS), lookups
        )
        for number, item in enumerate(listed)
    ]
    return tuple(target for target in found_all if target is not None)


def _target(
    document: Document, path: Path, value: dict[str, Tree], lookups: dict[str, dict[str, str]]
) -> Target | None:
    name = document.text((*path, "table"), value.get("table"))
    contract = IMPORTABLE_TABLES.get(name)
    if contract is None:
        hint = f"There are {', '.join(sorted(IMPORTABLE_TABLES))}."
        document.report((*path, "table"), "mapping-table-unknown", f"There is no table “{name}”.", hint)
        return None
    columns_tree = value.get("columns", {})
    if not isinstance(columns_tree, dict):
        document.report((*path, "columns"), "mapping-shape", "“columns” must be a mapping.")
        return None
    columns = {}
    for column, source in columns_tree.items():
        place = (*path, "columns", column)
        if column not in contract.by_name:
            _report_unknown_column(document, place, column, contract)
            continue
        columns[column] = _source(document, place, source, lookups)
    where_tree = value.get("where", {})
    where = []
    for column, test in where_tree.items() if isinstance(where_tree, dict) else ():
        where.append(_condition(document, (*path, "where", column), column, test))
    return Target(name, columns, tuple(where), document.text((*path, "note"), value.get("note")))


def _report_unknown_column(document: Document, place: Path, column: str, contract: TableContract) -> None:
    near = get_close_matches(column, contract.by_name, 1)
    hint = f"Did you mean “{near[0]}”?" if near else f"It has {', '.join(contract.by_name)}."
    document.report(place, "mapping-column-unknown", f"“{contract.name}” has no column “{column}”.", hint)


def _source(document: Document, path: Path, value: Tree, lookups: dict[str, dict[str, str]]) -> Source:
    if isinstance(value, str):  # the short form: just the column's header
        return Source(column=value)
    spec = document.mapping(path, value, SOURCE_KEYS)
    given = [key for key in ("from", "value", "template") if key in spec]
    if len(given) != 1:
        hint = "Give one of: from (a column), value (a constant), template (“{A}-{B}”)."
        document.report(path, "mapping-source", "It must have exactly one source.", hint)
    lookup = document.text((*path, "lookup"), spec.get("lookup"))
    if lookup and lookup not in lookups:
        hint = "Add it under “lookups” of the mapping."
        document.report((*path, "lookup"), "mapping-lookup-unknown", f"There is no look-up “{lookup}”.", hint)
        lookup = ""
    template = document.text((*path, "template"), spec.get("template"))
    if "template" in spec and not TEMPLATE_PART.search(template):
        hint = "Name columns in braces: “{Order}-{Line}”; {#Order} numbers the rows of one order."
        document.report((*path, "template"), "mapping-template", "The template names no column.", hint)
    date_format = document.text((*path, "date_format"), spec.get("date_format"))
    if date_format and "%" not in date_format:
        hint = f"Write it like {', '.join(list(FORMATS)[:4])}."
        document.report((*path, "date_format"), "mapping-date-format", f"“{date_format}” is no format.", hint)
    rounding = document.choice((*path, "round"), spec.get("round"), [mode.value for mode in RoundingMode])
    times = document.integer((*path, "times"), spec.get("times"), 1)
    return Source(
        column=document.text((*path, "from"), spec.get("from")),
        constant=document.text((*path, "value"), spec.get("value")),
        template=template,
        values=document.table((*path, "values"), spec.get("values")),
        lookup=lookup,
        empty=document.texts((*path, "empty"), spec.get("empty")),
        otherwise=document.text((*path, "otherwise"), spec.get("otherwise")),
        date_format=date_format,
        decimal=document.choice((*path, "decimal"), spec.get("decimal"), (".", ",")) or ".",
        unit=document.choice((*path, "unit"), spec.get("unit"), ("percent", "fraction")),
        times=times,
        round=RoundingMode(rounding) if rounding else None,
        shift_days=document.integer((*path, "shift_days"), spec.get("shift_days"), 0),
        shift_months=document.integer((*path, "shift_months"), spec.get("shift_months"), 0),
    )


def _condition(document: Document, path: Path, column: str, value: Tree) -> Condition:
    if not isinstance(value, dict):
        return Condition(column, any_of=document.texts(path, value))
    test = document.mapping(path, value, CONDITION_KEYS)
    is_empty = document.boolean((*path, "empty"), test["empty"], False) if "empty" in test else None
    return Condition(
        column,
        any_of=document.texts((*path, "is"), test.get("is")),
        none_of=document.texts((*path, "not"), test.get("not")),
        is_empty=is_empty,
    )


def _is_encoding(name: str) -> bool:
    import codecs

    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False
