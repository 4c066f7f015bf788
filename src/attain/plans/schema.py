"""The JSON Schema of plan documents, built from the fields that the loader and the component kinds
declare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attain.plans.field import Field, Shape
from attain.plans.kinds import component_kinds
from attain.plans.reader import IDENTIFIER
from attain.plans.table import tier_fields
from attain.plans.vocabulary import (
    CAP_FIELDS,
    COMPONENT_FIELDS,
    CREDIT_FIELDS,
    EFFECTIVE_FIELDS,
    FX_FIELDS,
    MEASURE_FIELDS,
    PARAMETER_FIELDS,
    PLAN_FIELDS,
    RECIPIENT_FIELDS,
)

Schema = dict[str, object]
_NAME = {"type": "string", "pattern": "^" + IDENTIFIER.pattern.removesuffix(r"\Z") + "$"}
_FORMULA: Schema = {"type": ["string", "number"]}
_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
_WORDS = {
    Shape.RATE_FORMULA: "A formula of a rate, such as 8% or base_rate.",
    Shape.MONEY_FORMULA: "A formula of money in the plan's currency, such as 2500.",
    Shape.AMOUNT_FORMULA: "A formula over the transaction, such as amount - cost.",
    Shape.CONDITION: 'A condition, such as deal_type = "new".',
}


def plan_schema() -> Schema:
    """The schema of a plan document, for editors, the designer and programs."""
    kinds = [_component(name) for name in component_kinds()]
    parts = {
        Shape.DATE_RANGE: object_schema(EFFECTIVE_FIELDS),
        Shape.FX: object_schema(FX_FIELDS),
        Shape.PARAMETERS: _named(object_schema(PARAMETER_FIELDS)),
        Shape.CREDITS: _named(
            object_schema(CREDIT_FIELDS, {Shape.RECIPIENTS: object_schema(RECIPIENT_FIELDS)})
        ),
        Shape.MEASURES: _named(object_schema(MEASURE_FIELDS)),
        Shape.COMPONENTS: _named({"oneOf": kinds}),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Attain plan",
        **object_schema(PLAN_FIELDS, parts),
    }


def object_schema(fields: Iterable[Field], parts: Mapping[Shape, Schema] | None = None) -> Schema:
    """A mapping with these fields; ``parts`` gives the schemas of shapes that are mappings themselves."""
    declared = tuple(fields)
    properties = {one.name: {**_field(one, parts or {}), **_notes(one)} for one in declared}
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    required = [one.name for one in declared if one.required]
    return {**schema, "required": required} if required else schema


def _component(name: str) -> Schema:
    kind = component_kinds()[name]
    table: Schema = {}
    value: Field | None = getattr(kind, "tier_value", None)
    if value is not None:
        tiers: Schema = {"type": "array", "minItems": 1, "items": object_schema(tier_fields(value))}
        table = object_schema(getattr(kind, "table_fields", ()), {Shape.TIERS: tiers})
    parts = {Shape.CAP: object_schema(CAP_FIELDS), Shape.RATE_TABLE: table, Shape.AMOUNT_TABLE: table}
    schema = object_schema((*COMPONENT_FIELDS, *kind.fields), parts)
    properties = schema["properties"]
    assert isinstance(properties, dict)
    properties["kind"] = {"const": name, "description": kind.summary}
    return {"title": kind.title, **schema}


def _field(field: Field, parts: Mapping[Shape, Schema]) -> Schema:
    if field.shape in parts:
        return parts[field.shape]
    if field.shape is Shape.CHOICES:
        return {"type": "array", "minItems": 1, "items": {"enum": list(field.choices)}}
    if field.choices:
        return {"enum": list(field.choices)}
    if field.shape in _WORDS:
        return _FORMULA
    if field.shape in (Shape.IDENTIFIER, Shape.CREDIT, Shape.MEASURE):
        return dict(_NAME)
    return _SCALAR


def _notes(field: Field) -> Schema:
    description = " ".join(part for part in (field.description, _WORDS.get(field.shape, "")) if part)
    default = f" Default: {field.default}." if field.default else ""
    return {"description": description + default}


def _named(schema: Schema) -> Schema:
    return {"type": "object", "propertyNames": dict(_NAME), "additionalProperties": schema}
