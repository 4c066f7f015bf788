"""The command ``attain schema``."""

from __future__ import annotations

import json
from pathlib import Path

import click


def schema_texts() -> dict[str, str]:
    """Each schema file's name with its text: generated from the fields that the readers know."""
    from attain.cases import case_schema
    from attain.connect.schema import mapping_schema
    from attain.plans.schema import plan_schema

    schemas = {
        "plan.schema.json": plan_schema(),
        "case.schema.json": case_schema(),
        "mapping.schema.json": mapping_schema(),
    }
    return {name: json.dumps(one, indent=2, ensure_ascii=False) + "\n" for name, one in schemas.items()}


@click.command()
@click.option("--dir", "folder", default="schemas", show_default=True, help="The folder of the schemas.",
              type=click.Path(file_okay=False, path_type=Path))  # fmt: skip
@click.option("--check", "is_check", is_flag=True, help="Write nothing; end with 1 if a file is out of date.")
def schema(folder: Path, is_check: bool) -> None:
    """Write the JSON Schemas of plans, cases and import mappings, with which editors complete and check.

    \b
    Examples:
      attain schema
      attain schema --check
      # yaml-language-server: $schema=schemas/plan.schema.json     first line of a plan
    """
    stale = []
    for name, text in schema_texts().items():
        path = folder / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path)
        if not is_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for path in stale:
        click.echo(f"{path} is out of date. Run attain schema." if is_check else f"Wrote {path}.")
    if not stale:
        click.echo("The schemas are up to date.")
    if stale and is_check:
        raise SystemExit(1)
