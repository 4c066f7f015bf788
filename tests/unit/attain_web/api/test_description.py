"""The description of the API is valid OpenAPI, complete, up to date, and its examples are true."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from jsonschema import Draft202012Validator

from attain_web.api import openapi, reference
from attain_web.api.problem import KINDS
from tests.unit.attain_web.api.office import validator

DOCUMENT = openapi.document()
OPERATIONS = [
    pytest.param(path, method, operation, id=operation["operationId"])
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]


def _schemas(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if isinstance(value.get("schema"), dict):
            yield value["schema"]
        for item in value.values():
            yield from _schemas(item)
    elif isinstance(value, list):
        for item in value:
            yield from _schemas(item)


def test_the_files_are_up_to_date():
    call_command("openapi", "--check", stdout=StringIO())


def test_a_file_that_is_out_of_date_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(openapi, "file_path", lambda: tmp_path / "openapi.json")
    monkeypatch.setattr(reference, "file_path", lambda: tmp_path / "api.md")
    with pytest.raises(CommandError, match="out of date"):
        call_command("openapi", "--check")
    call_command("openapi", stdout=StringIO())
    call_command("openapi", "--check")


def test_it_is_openapi_3_1_whose_schemas_and_references_hold():
    assert DOCUMENT["openapi"].startswith("3.1")
    assert {"title", "version", "description"} <= set(DOCUMENT["info"])
    for schema in [*_schemas(DOCUMENT["paths"]), *DOCUMENT["components"]["schemas"].values()]:
        Draft202012Validator.check_schema(schema)
    for reference_ in re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(DOCUMENT)):
        place: Any = DOCUMENT
        for step in reference_.split("/"):
            place = place[step]


def test_names_of_operations_are_unique():
    names = [operation.values[2]["operationId"] for operation in OPERATIONS]
    assert len(names) == len(set(names)) > 40


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_an_operation_is_described_whole(path: str, method: str, operation: dict[str, Any]):
    assert operation["summary"]
    assert operation["description"]
    assert operation["tags"]
    assert operation["security"]
    named = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
    assert named == set(re.findall(r"{(\w+)}", path))
    assert all("schema" in one for one in operation["parameters"])
    good = [code for code in operation["responses"] if code.startswith("2")]
    assert len(good) == 1
    assert {"401", "403", "404", "422", "429", "500"} <= set(operation["responses"])
    headers = {one["name"] for one in operation["parameters"] if one["in"] == "header"}
    assert ("Idempotency-Key" in headers) == (method == "post")


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_its_examples_are_what_it_takes_and_gives(path: str, method: str, operation: dict[str, Any]):
    places = [*operation["responses"].values(), operation.get("requestBody", {})]
    contents = [
        place["content"]["application/json"]
        for place in places
        if "application/json" in place.get("content", {})
    ]
    for content in contents:
        errors = list(validator(json.dumps(content["schema"])).iter_errors(content["example"]))
        assert not errors, errors
    for one in operation["parameters"]:
        for example in one.get("examples", []):
            assert not list(validator(json.dumps(one["schema"])).iter_errors(example)), one["name"]


def test_every_code_of_an_error_is_in_the_reference():
    text = reference.text()
    assert all(f"`{code}`" in text for code in KINDS)
