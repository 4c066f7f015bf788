"""The command ``attain version``."""

from __future__ import annotations

import json
import platform
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of

import click

import attain

_PARTS = ("duckdb", "pyarrow", "Django")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def version(as_json: bool) -> None:
    """Show the versions of Attain and of what it calculates with."""
    found = {"attain": attain.__version__, "python": platform.python_version()}
    for part in _PARTS:
        try:
            found[part.lower()] = version_of(part)
        except PackageNotFoundError:
            continue
    if as_json:
        click.echo(json.dumps(found))
        return
    for name, number in found.items():
        click.echo(f"{name:8} {number}")
