from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml

from attain.connect import dump_mapping, load_mapping, mapping_schema
from tests.unit.attain.connect.support import mapping

EXAMPLES = sorted((Path(__file__).parents[4] / "examples" / "mappings").rglob("*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_loads_fulfils_the_schema_and_survives_being_written(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    jsonschema.validate(yaml.safe_load(text), mapping_schema())
    rule = mapping(text)
    assert load_mapping(dump_mapping(rule))[0] == rule


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 14


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(mapping_schema())


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("mapping: m\ntargets:\n  - table: nothing\n    columns: {}\n", "mapping-table-unknown", 3),
        (
            "mapping: m\ntargets:\n  - table: splits\n    columns:\n      persn_id: A\n",
            "mapping-column-unknown",
            5,
        ),
        ("mapping: m\nwhat: 1\ntarget: splits\ncolumns: {share: A}\n", "mapping-key-unknown", 2),
        ("mapping: m\nmapping: n\ntarget: splits\n", "mapping-key-twice", 2),
        ("target: splits\ncolumns: {share: A}\n", "mapping-name-missing", 1),
        ("mapping: m\n", "mapping-target-missing", 1),
        ("mapping: m\ntarget: splits\ncolumns:\n  share: {from: A, value: B}\n", "mapping-source", 4),
        ("mapping: m\ntarget: splits\ncolumns:\n  share: {from: A, round: up-ish}\n", "mapping-choice", 4),
        (
            "mapping: m\ntarget: splits\ncolumns:\n  share: {from: A, lookup: x}\n",
            "mapping-lookup-unknown",
            4,
        ),
        ("mapping: m\ntarget: splits\ncolumns:\n  share: {from: A, times: 1e9}\n", "mapping-number", 4),
        ("mapping: m\nfile: {encoding: rot13}\ntarget: splits\ncolumns: {share: A}\n", "mapping-encoding", 2),
        (
            "mapping: m\nfile: {delimiter: '||'}\ntarget: splits\ncolumns: {share: A}\n",
            "mapping-delimiter",
            2,
        ),
        ("mapping: [m\n", "yaml-invalid", 2),
        ("- a\n- b\n", "mapping-shape", 1),
        ("", "mapping-name-missing", 1),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, code: str, line: int) -> None:
    found, problems = load_mapping(text, "m.yaml")
    assert found is None
    assert (problems[0].code, problems[0].where.line) == (code, line)


def test_a_few_aliases_that_stand_for_millions_of_nodes_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    found, problems = load_mapping("\n".join(lines))
    assert found is None
    assert problems[0].code == "mapping-too-large"


def test_texts_stay_texts_whatever_yaml_thinks_of_them() -> None:
    rule = mapping("mapping: m\ntarget: splits\ncolumns:\n  share: {from: A, values: {NO: yes, 1e3: 010}}\n")
    assert rule.targets[0].columns["share"].values == {"NO": "yes", "1e3": "010"}
