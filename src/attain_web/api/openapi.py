"""The description of the API (OpenAPI 3.1): what Ninja gathers from the routes, with errors, keys and
examples.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from attain_web.api.idempotency import HEADER
from attain_web.api.interface import interface
from attain_web.api.problem import KINDS, MEDIA_TYPE
from attain_web.api.schemas.common import ProblemDocument

PREFIX = "/api/v1/"
FILE = Path("schemas") / "openapi.json"
_READS, _WRITES = (401, 403, 404, 409, 422, 429), (400, 401, 403, 404, 409, 413, 422, 429)
_KEY_PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "Makes the request happen once, however often it is sent within a day.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    "example": "5f0c7b0e-9a33-4f43-9c1e-5b1a2f6d7c10",
}


@cache
def document() -> dict[str, Any]:
    """The description as plain values; the same for the same code."""
    described: dict[str, Any] = json.loads(json.dumps(dict(interface.get_openapi_schema(path_prefix=PREFIX))))
    schemas = described["components"]["schemas"]
    problem = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= problem.pop("$defs", {})
    schemas["ProblemDocument"] = problem
    described["components"]["responses"] = {f"Problem{status}": _error(status) for status in (*_WRITES, 500)}
    described["servers"] = [{"url": "/", "description": "This installation"}]
    for path in described["paths"].values():
        for method, operation in path.items():
            _complete(method, operation, schemas)
    return described


def text() -> str:
    """The description as the file holds it."""
    return json.dumps(document(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def file_path() -> Path:
    """Where the description is kept in the checkout."""
    return Path(settings.PROJECT_ROOT) / FILE


def _complete(method: str, operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    for status in (*(_WRITES if method == "post" else _READS), 500):
        operation["responses"].setdefault(str(status), {"$ref": f"#/components/responses/Problem{status}"})
    if method == "post":
        operation["parameters"].append(_KEY_PARAMETER)
    places = [response for response in operation["responses"].values() if "content" in response]
    for place in [*places, *([operation["requestBody"]] if "requestBody" in operation else [])]:
        for media_type, content in place["content"].items():
            if media_type == "application/json":
                content["example"] = example_of(content["schema"], schemas)


def _error(status: int) -> dict[str, Any]:
    codes = [code for code, (of, _) in KINDS.items() if of == status]
    return {
        "description": "; ".join(f"`{code}`: {KINDS[code][1]}" for code in codes),
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}},
    }


def example_of(schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    """A value that the schema describes, from the examples of its fields."""
    if schema.get("examples"):
        return schema["examples"][0]
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    for several in ("anyOf", "allOf"):
        if several in schema:
            return example_of(schema[several][0], schemas)
    if schema.get("type") == "array":
        return [example_of(schema["items"], schemas)]
    if schema.get("type") == "object":
        fields = schema.get("properties", {})
        return {name: example_of(field, schemas) for name, field in fields.items()}
    return schema.get("default", "")
