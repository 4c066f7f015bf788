from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import attain
from attain.cli.main import COMMANDS, main


def test_help_shows_the_commands_by_what_one_wants_to_do() -> None:
    shown = CliRunner().invoke(main, ["--help"])
    assert shown.exit_code == 0
    sections = [line for line in shown.output.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert sections[:4] == ["Try it:", "Write plans:", "Prove the calculation:", "Run the product:"]
    assert sections[-1] == "Next steps:"


@pytest.mark.parametrize("name", [name for name, one in COMMANDS.items() if one.target])
def test_every_command_teaches_by_its_help(name: str) -> None:
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0, shown.output
    assert "attain " in shown.output.replace("Usage: main", "") or name == "version"


def test_a_misspelt_command_is_recognised() -> None:
    shown = CliRunner().invoke(main, ["vrsion"])
    assert shown.exit_code == 2
    assert "Did you mean “version”?" in shown.output


def test_the_version_is_told_in_two_ways() -> None:
    assert CliRunner().invoke(main, ["--version"]).output.strip() == f"attain {attain.__version__}"
    shown = CliRunner().invoke(main, ["version", "--json"])
    assert json.loads(shown.output)["attain"] == attain.__version__
