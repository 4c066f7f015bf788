"""Generated pages and schemas are what the code says today."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml

from attain.cases import case_schema
from attain.cli.reference import PARTS, reference_texts
from attain.cli.schema import schema_texts
from attain.plans.schema import plan_schema
from tests.conftest import ROOT
from tests.unit.docs.test_plan_language import _blocks

TEXTS = reference_texts(ROOT / "docs")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_generated_page_is_up_to_date(path: Any) -> None:
    assert path.read_text(encoding="utf-8") == TEXTS[path], "run `attain reference`"


def test_every_generated_part_is_on_the_page() -> None:
    page = (ROOT / "docs/concepts/plan-language.md").read_text(encoding="utf-8")
    assert all(f"<!-- generated: {name} -->" in page for name in PARTS)


@pytest.mark.parametrize("name", schema_texts())
def test_a_schema_is_up_to_date(name: str) -> None:
    assert (ROOT / "schemas" / name).read_text(encoding="utf-8") == schema_texts()[name], (
        "run `attain schema`"
    )


@pytest.mark.parametrize("schema", [plan_schema(), case_schema()], ids=["plan", "case"])
def test_a_schema_is_a_schema(schema: dict[str, object]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.dumps(schema)


def _accepts(schema: dict[str, object], text: str) -> bool:
    """Read as YAML 1.2 does, in which `on` is a word and only true and false are booleans."""
    document = json.loads(json.dumps(yaml.load(text, yaml.BaseLoader)).replace('"true"', "true"))
    return jsonschema.Draft202012Validator(schema).is_valid(document)


def test_the_schemas_accept_the_examples_of_the_page() -> None:
    schemas = {"plan": plan_schema(), "cases": case_schema()}
    for line, label, text in _blocks():
        kind = label.split("=")[0]
        if kind in schemas:
            assert _accepts(schemas[kind], text), f"line {line}"


def test_the_schemas_refuse_a_misspelt_field() -> None:
    for line, label, text in _blocks():
        if label.startswith("plan="):
            assert not _accepts(plan_schema(), text.replace("kind:", "knd:")), f"line {line}"
        if label.startswith("cases="):
            assert not _accepts(case_schema(), text.replace("transactions:", "transaktions:")), f"line {line}"
