"""The JSON Schema of mapping documents, made from the tables, for editors and for whoever writes mappings
by program.
"""

from __future__ import annotations

from typing import Any

from attain.connect.date_format import FORMATS
from attain.kernel.rounding import RoundingMode
from attain.tables import IMPORTABLE_TABLES, ColumnType, TableContract

_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
_TEXTS: dict[str, Any] = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}


def mapping_schema() -> dict[str, Any]:
    """The schema, draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Attain import mapping",
        "description": "How the columns of a file become the columns of one or more tables.",
        "type": "object",
        "additionalProperties": False,
        "required": ["mapping"],
        "properties": {
            "mapping": {"type": "string", "description": "The mapping's name."},
            "title": {"type": "string"},
            "description": {"type": "string"},
            "order": {
                "type": "integer",
                "description": "Among the files of a folder, lower ones come first.",
            },
            "file": _file_schema(),
            "lookups": {
                "type": "object",
                "description": "Tables by name in which texts of the file must be found.",
                "additionalProperties": {"type": "object", "additionalProperties": _TEXT},
            },
            "target": {"enum": sorted(IMPORTABLE_TABLES), "description": "Short form for a single table."},
            "columns": {"type": "object", "additionalProperties": {"$ref": "#/$defs/source"}},
            "where": {"$ref": "#/$defs/where"},
            "targets": {
                "type": "array",
                "minItems": 1,
                "items": {"oneOf": [_target_schema(table) for table in IMPORTABLE_TABLES.values()]},
            },
        },
        "oneOf": [{"required": ["targets"]}, {"required": ["target", "columns"]}],
        "$defs": {"source": _source_schema(), "where": _where_schema()},
    }


def _file_schema() -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "name": {"type": "string", "description": "Pattern of the file's name, such as sales_*.csv."},
            "delimiter": {"type": "string", "description": "One character, or tab, pipe, comma, semicolon."},
            "encoding": {"type": "string"},
            "sheet": {"type": "string"},
            "header": {"type": "boolean", "default": True},
            "columns": {"type": "array", "items": {"type": "string"}},
            "empty": {**_TEXTS, "description": "Texts that mean “no value”."},
            "unpivot": {
                "type": "object",
                "description": "Columns that stand side by side become rows.",
                "additionalProperties": False,
                "required": ["columns", "name", "value"],
                "properties": {
                    "columns": {"type": "array", "items": {"type": "string"}},
                    "name": {"type": "string"},
                    "value": {"type": "string"},
                },
            },
        },
    }


def _target_schema(contract: TableContract) -> dict[str, Any]:
    columns = {
        column.name: {
            "$ref": "#/$defs/source",
            "description": column.description
            + (" Allowed: " + ", ".join(column.choices) + "." if column.choices else "")
            + (" An amount." if column.type is ColumnType.MONEY else ""),
        }
        for column in contract.columns
    }
    return {
        "type": "object",
        "description": f"A row is {contract.row}.",
        "additionalProperties": False,
        "required": ["table", "columns"],
        "properties": {
            "table": {"const": contract.name},
            "note": {"type": "string"},
            "where": {"$ref": "#/$defs/where"},
            "columns": {
                "type": "object",
                "additionalProperties": False,
                "required": [column.name for column in contract.columns if column.required],
                "properties": columns,
            },
        },
    }


def _source_schema() -> dict[str, Any]:
    steps = {
        "values": {
            "type": "object",
            "description": "Texts to replace by others.",
            "additionalProperties": _TEXT,
        },
        "lookup": {"type": "string", "description": "The look-up in which the text must be found."},
        "empty": {**_TEXTS, "description": "Texts that mean “no value” here."},
        "otherwise": {**_TEXT, "description": "The text that stands in for no value."},
        "date_format": {"type": "string", "examples": list(FORMATS)},
        "decimal": {"enum": [".", ","]},
        "unit": {"enum": ["percent", "fraction"]},
        "times": {"type": "integer", "description": "Multiply by this, for amounts in thousands."},
        "round": {"enum": [mode.value for mode in RoundingMode]},
        "shift_days": {"type": "integer", "description": "Move dates by this many days."},
        "shift_months": {"type": "integer", "description": "Move dates by this many months."},
    }
    forms = [
        {
            "type": "object",
            "additionalProperties": False,
            "required": [key],
            "properties": {key: {**_TEXT, "description": words}, **steps},
        }
        for key, words in (
            ("from", "A column of the file."),
            ("value", "A constant."),
            ("template", "Columns in braces: {Order}-{Line}; {#Order} numbers the rows of one order."),
        )
    ]
    return {"oneOf": [{"type": "string", "description": "A column of the file."}, *forms]}


def _where_schema() -> dict[str, Any]:
    test = {
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": {"is": _TEXTS, "not": _TEXTS, "empty": {"type": "boolean"}},
    }
    words = "Which rows are taken, by column: a text, several, or {is, not, empty}."
    return {
        "type": "object",
        "description": words,
        "additionalProperties": {"anyOf": [_TEXTS, test]},
    }
