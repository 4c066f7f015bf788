"""`attain import`: brings files into tables."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from attain_web.commands.setup import prepare_database, start_django

REASONS = 5
_HEADINGS = ("rows_in", "accepted", "rejected", "duplicate", "inserted", "updated", "unchanged")

# The columns of a file, and its rejected rows: line, texts, reasons.
Refused = tuple[tuple[str, ...], list[tuple[int, tuple[str, ...], str]]]


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
    from attain.connect import rejected_rows
    from attain.kernel.problem import ProblemError
    from attain_web.datahub import batch

    reports: list[dict[str, Any]] = []
    refused: list[Refused] = []
    failed = False
    try:
        tasks, left = batch.tasks_of(file, mapping, table)
    except ProblemError as error:
        raise click.ClickException("\n".join(map(str, error.problems))) from None
    for task in tasks:
        report: dict[str, Any] = {"file": task.path.name, "mapping": task.mapping.name}
        try:
            done = batch.run(task, None, dry_run=dry_run)
            report |= done.report
            rows = rejected_rows(done.converted)
            if rows:
                refused.append((done.converted.columns, rows))
                report["reasons"] = [f"line {line}: {reason}" for line, _, reason in rows[:REASONS]]
        except ProblemError as error:
            failed = True
            report["failed"] = [str(problem) for problem in error.problems]
        reports.append(report)
        if not as_json:
            _print(report, dry_run=dry_run, is_told=rejected is not None)
    if as_json:
        click.echo(json.dumps({"files": reports, "left_alone": [path.name for path in left]}, indent=2))
    elif left:
        click.echo(f"Left alone, no mapping names them: {', '.join(path.name for path in left)}")
    if rejected is not None:
        _write_rejected(rejected, refused)
    was_rejected = any(item["rejected"] for report in reports for item in report.get("tables", []))
    sys.exit(2 if failed else 1 if was_rejected else 0)


def _print(report: dict[str, Any], *, dry_run: bool, is_told: bool) -> None:
    words = " (checked only)" if dry_run else ""
    click.secho(f"{report['file']}: mapping “{report['mapping']}”{words}", bold=True)
    for text in report.get("failed", []):
        click.secho(f"  {text}", fg="red")
    for problem in report.get("problems", []):
        click.echo(f"  {problem['severity']} {problem['code']}: {problem['message']} {problem['hint']}")
    for item in report.get("tables", []):
        numbers = ", ".join(f"{item[name]:,} {_word(name, dry_run)}" for name in _HEADINGS)
        click.echo(f"  {item['table']}: {numbers}")
    for text in report.get("reasons", []):
        click.echo(f"  rejected {text}")
    more = report.get("rejected_lines", 0) - len(report.get("reasons", []))
    if more > 0:
        click.echo(f"  and {more:,} more")
    if report.get("reasons") and not is_told:
        click.echo("  --rejected FILE.csv writes the rejected rows with their reasons, to be corrected.")


def _word(name: str, dry_run: bool) -> str:
    return ("to be " if dry_run and name in ("inserted", "updated") else "") + name.replace("_", " ")


def _write_rejected(path: Path, refused: list[Refused]) -> None:
    from attain.connect import write_rejected

    if len(refused) > 1:
        raise click.ClickException("Rejected rows of several files differ in their columns: import one file.")
    for columns, rows in refused:
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            write_rejected(stream, columns, rows)
