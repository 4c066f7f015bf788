"""The command ``attain plan check``."""

from __future__ import annotations

from pathlib import Path

import click

from attain.cli.plan_file import read_plan
from attain.cli.report import count_words, finish, report
from attain.kernel.problem import Problem, Severity


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--quiet", "-q", is_flag=True, help="Leave out notes.")
@click.option("--json", "as_json", is_flag=True, help="Print problems as JSON.")
def check(files: tuple[Path, ...], quiet: bool, as_json: bool) -> None:
    """Find errors in plans, and what was perhaps not meant.

    Errors stop a plan from being used and make this command end with 1. Warnings and notes are advice: a
    cliff in a rate table, a parameter that nothing uses.

    \b
    Examples:
      attain plan check my-plan.yaml
      attain plan check plans/*.yaml --quiet
      attain plan check my-plan.yaml --json
    """
    found: list[Problem] = []
    for file in files:
        problems = _problems(file)
        if quiet:
            problems = [one for one in problems if one.severity is not Severity.NOTE]
        found += problems
        if not as_json:
            report(problems)
            click.echo(f"{file}: {count_words(problems)}")
    if as_json:
        report(found, as_json=True)
    finish(found)


def _problems(file: Path) -> list[Problem]:
    from attain.plans.lint import lint_plan

    plan, problems = read_plan(file)
    return [*problems, *(lint_plan(plan) if plan is not None else ())]
