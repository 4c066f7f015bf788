"""The command ``attain plan show``."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from attain.cli.plan_file import require_plan


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the document as JSON.")
def show(file: Path, as_json: bool) -> None:
    """Show a plan as the document that payees read and sign.

    Every sentence comes from the plan itself, so what is read is what is calculated.

    \b
    Examples:
      attain plan show my-plan.yaml
      attain plan show my-plan.yaml > my-plan.txt
    """
    from attain.plans.render import render_document
    from attain.plans.render_text import document_text

    document = render_document(require_plan(file))
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(document), indent=2, ensure_ascii=False))
    else:
        click.echo(document_text(document), nl=False)
