"""The JSON Schema of case documents, built from the fields that the reader knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attain.cases import field as fields
from attain.plans.field import Field, Shape
from attain.plans.schema import object_schema
from attain.tables import IMPORTABLE_TABLES

Schema = dict[str, object]
_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
_NAMES: Schema = {"type": "object", "additionalProperties": _SCALAR}


def case_schema() -> Schema:
    """The schema of a ``.cases.yaml`` file, for editors and programs."""
    case = _object(fields.CASE, given=_reference("given"), expect=_reference("expect"))
    document = _object(
        fields.DOCUMENT,
        plan={"oneOf": [{"type": "string"}, _list({"type": "string"})]},
        given=_reference("given"),
        cases=_list(case),
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Attain cases",
        **document,
        "$defs": {"given": _given(), "expect": _expect(), "parameters": _dated(), "quotas": _quotas()},
    }


def _given() -> Schema:
    owner: Schema = {"oneOf": [{"type": "string"}, _NAMES]}
    transaction = _object(fields.TRANSACTION, owner=owner, sdr=owner, overlay=owner)
    own: dict[str, Schema] = {"quotas": _reference("quotas"), "parameters": _reference("parameters")}
    person = _object(fields.PERSON, **own, changes=_list(_object(fields.CHANGE)))
    people: Schema = {
        "oneOf": [_list({"type": "string"}), {"type": "object", "additionalProperties": _or_nothing(person)}]
    }
    rows: Schema = {"type": "object", "additionalProperties": _NAMES}
    return _object(
        fields.GIVEN,
        **own,
        people=people,
        fx=_reference("parameters"),
        products=rows,
        accounts=rows,
        transactions=_list(transaction),
        tables={
            "type": "object",
            "properties": {name: _list(_NAMES) for name in IMPORTABLE_TABLES},
            "additionalProperties": False,
        },
    )


def _expect() -> Schema:
    rows = {
        section: _list(_object((*fields.FILTERS[section], *fields.WANTED[section])))
        for section in fields.FILTERS
    }
    return _object(fields.EXPECT, **rows, problems=_list({"type": "string"}))


def _dated() -> Schema:
    dated = _object((*fields.DATED, Field("rate", Shape.VALUE, "The exchange rate.")))
    dated["required"] = ["from"]
    return {"type": "object", "additionalProperties": {"oneOf": [_SCALAR, _list(dated)]}}


def _quotas() -> Schema:
    quota = {"oneOf": [_SCALAR, _list(_object(fields.QUOTA))]}
    return {"type": "object", "additionalProperties": quota}


def _object(declared: Iterable[Field], **special: Schema) -> Schema:
    """A mapping with these fields, some of which have a schema of their own."""
    schema = object_schema(declared)
    properties = schema["properties"]
    assert isinstance(properties, dict)
    for name, one in special.items():
        properties[name] = {**one, "description": properties[name]["description"]}
    if "only" in properties:
        properties["only"]["enum"] = [True, False]
    return schema


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(items: Mapping[str, object]) -> Schema:
    return {"type": "array", "items": items}


def _or_nothing(schema: Mapping[str, object]) -> Schema:
    return {"oneOf": [schema, {"type": "null"}]}
