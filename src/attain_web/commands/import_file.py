"""`attain import`: brings files into tables."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from attain_web.commands.setup import prepare_database, start_django

_HEADINGS = ("rows_in", "accepted", "rejected", "duplicate", "inserted", "updated", "unchanged")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--mapping", default="", help="A mapping file, a folder of them, or the name of a kept mapping."
)
@click.option("--table", default="", help="The table to fill, where the headers say which column is which.")
@click.option("--dry-run", is_flag=True, help="Check only; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON.")
@click.option("--rejected", type=click.Path(path_type=Path), help="Write rejected rows here, as CSV.")
def import_file(
    file: Path, mapping: str, table: str, dry_run: bool, as_json: bool, rejected: Path | None
) -> None:
    """Bring a CSV, Excel or Parquet FILE, or a folder of files, into tables.

    \b
      attain import accounts.csv --table accounts --dry-run
      attain import sales.xlsx --mapping sales.yaml
      attain import crm/ --mapping crm-mappings/

    Importing a file again changes nothing; importing a corrected file changes the corrected rows and keeps
    their earlier versions. The command ends with 1 where rows were rejected, with 2 where a file was not
    taken.
    """
    start_django()
    prepare_database()
    from attain.kernel.problem import ProblemError
    from attain_web.datahub import batch

    reports: list[dict[str, Any]] = []
    failed = False
    try:
        tasks, left = batch.tasks_of(file, mapping, table)
    except ProblemError as error:
        raise click.ClickException("\n".join(map(str, error.problems))) from None
    for task in tasks:
        report: dict[str, Any] = {"file": task.path.name, "mapping": task.mapping.name}
        try:
            report |= batch.run(task, None, dry_run=dry_run)
        except ProblemError as error:
            failed = True
            report["failed"] = [str(problem) for problem in error.problems]
        reports.append(report)
        if not as_json:
            _print(report, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps({"files": reports, "left_alone": [path.name for path in left]}, indent=2))
    elif left:
        click.echo(f"Left alone, no mapping names them: {', '.join(path.name for path in left)}")
    if rejected is not None:
        _write_rejected(rejected, reports)
    was_rejected = any(item["rejected"] for report in reports for item in report.get("tables", []))
    sys.exit(2 if failed else 1 if was_rejected else 0)


def _print(report: dict[str, Any], *, dry_run: bool) -> None:
    words = " (checked only)" if dry_run else ""
    click.secho(f"{report['file']}: mapping “{report['mapping']}”{words}", bold=True)
    for text in report.get("failed", []):
        click.secho(f"  {text}", fg="red")
    for problem in report.get("problems", []):
        click.echo(f"  {problem['severity']} {problem['code']}: {problem['message']} {problem['hint']}")
    headings = _HEADINGS[:4] if dry_run else _HEADINGS
    for item in report.get("tables", []):
        numbers = ", ".join(f"{item[name]:,} {name.replace('_', ' ')}" for name in headings)
        click.echo(f"  {item['table']}: {numbers}")


def _write_rejected(path: Path, reports: list[dict[str, Any]]) -> None:
    from attain.connect import write_rejected
    from attain_web.datahub.models import Import
    from attain_web.datahub.rejected import rejected_lines

    done = [Import.objects.get(pk=report["import"]) for report in reports if "import" in report]
    done = [record for record in done if record.rejections.exists()]
    if len(done) > 1:
        raise click.ClickException("Rejected rows of several files differ in their columns: import one file.")
    for record in done:
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            write_rejected(stream, (record.report or {})["columns"], rejected_lines(record))
