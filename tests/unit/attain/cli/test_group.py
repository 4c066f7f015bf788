from __future__ import annotations

from importlib.metadata import EntryPoint

import click
import pytest
from click.testing import CliRunner

from attain.cli import group
from attain.cli.group import LazyGroup, Listed
from attain.cli.main import main


def _plain() -> None:
    """Say hello."""
    click.echo("hello from a function")


def _points(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    target = f"{__name__}:_plain"
    points = [EntryPoint(name, target, group.ENTRY_POINT_GROUP) for name in names]
    monkeypatch.setattr(group, "entry_points", lambda group: points)


def test_a_command_of_another_package_is_found_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EntryPoint, "load", lambda self: _plain)
    _points(monkeypatch, "demo", "unheard-of")
    shown = CliRunner().invoke(main, ["--help"]).output
    assert "  demo          Create the example company" in shown
    assert "More:\n  unheard-of" in shown
    assert CliRunner().invoke(main, ["unheard-of"]).output == "hello from a function\n"


def test_a_command_of_the_product_is_known_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    _points(monkeypatch)
    shown = CliRunner().invoke(main, ["serve"])
    assert shown.exit_code == 2
    assert "It belongs to the product, which is not installed here." in shown.output
    assert "serve" not in CliRunner().invoke(main, ["--help"]).output


def test_a_group_imports_a_command_only_when_it_is_called() -> None:
    lazy = LazyGroup(
        name="lazy", listed={"gone": Listed("Commands", "Is not there.", "attain.cli.gone:gone")}
    )
    assert "Is not there." in CliRunner().invoke(lazy, ["--help"]).output
    assert isinstance(CliRunner().invoke(lazy, ["gone"]).exception, ModuleNotFoundError)
    assert CliRunner().invoke(lazy, ["zzz"]).exit_code == 2
