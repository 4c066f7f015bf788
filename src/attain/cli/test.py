"""The command ``attain test``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attain.cli.plan_file import require_plan
from attain.cli.report import problem_dict, report
from attain.kernel.problem import Problem

if TYPE_CHECKING:
    from attain.cases import Outcome


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--write", "plan", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="PLAN",
              help="Write a first case beside this plan.")  # fmt: skip
@click.option("--match", "-k", default="", help="Run only cases whose sentence contains this.")
@click.option("--json", "as_json", is_flag=True, help="Print outcomes as JSON.")
def test(paths: tuple[Path, ...], plan: Path | None, match: str, as_json: bool) -> None:
    """Run the cases of plans.

    Cases stand in NAME.cases.yaml beside NAME.yaml. Without PATHS all cases below this folder are run. Each
    case runs through both engines. This command ends with 1 if a case fails or cannot be read.

    \b
    Examples:
      attain test
      attain test examples/plans -k "beyond quota"
      attain test my-plan.cases.yaml
      attain test --write my-plan.yaml      a first case, to be changed
    """
    if plan is not None:
        _write(plan)
        return
    from attain.cases import find_case_files, read_case_file, run_case

    files = find_case_files(paths or (Path(),))
    if not files:
        click.echo("There are no case files here. Write a first one: attain test --write my-plan.yaml")
        raise SystemExit(1)
    outcomes: list[Outcome] = []
    problems: list[Problem] = []
    for file in files:
        cases, found = read_case_file(file)
        problems += found
        if cases is not None:
            outcomes += [run_case(case) for case in cases.cases if match.lower() in case.sentence.lower()]
    if as_json:
        _print_json(outcomes, problems)
    else:
        report(problems)
        for outcome in outcomes:
            _print(outcome)
        _print_summary(outcomes, problems, len(files))
    if problems or any(not outcome.passed for outcome in outcomes):
        raise SystemExit(1)


def _write(plan: Path) -> None:
    from attain.cases import cases_beside, scaffold

    target = cases_beside(plan)
    if target.exists():
        click.echo(f"{target} is there already; nothing was written. Run it: attain test {target}")
        raise SystemExit(1)
    target.write_text(scaffold(require_plan(plan), target.name), encoding="utf-8")
    click.echo(f"Wrote {target}. Change it, then run: attain test {target}")


def _print(outcome: Outcome) -> None:
    mark = click.style("pass", fg="green") if outcome.passed else click.style("FAIL", fg="red", bold=True)
    click.echo(f"{mark}  {outcome.case.sentence}")
    for failure in outcome.failures:
        place = failure.where if failure.where.line is not None else outcome.case.where
        what, *because = str(failure).splitlines()
        click.echo(f"      {place}: {what}")
        for line in because:
            click.echo(f"      {line}")


def _print_summary(outcomes: list[Outcome], problems: list[Problem], files: int) -> None:
    failed = sum(not outcome.passed for outcome in outcomes)
    parts = [f"{len(outcomes) - failed} passed", f"{failed} failed"]
    if problems:
        parts.append(f"{len(problems)} problems in the files")
    click.echo(f"{', '.join(parts)} ({files} {'file' if files == 1 else 'files'})")


def _print_json(outcomes: list[Outcome], problems: list[Problem]) -> None:
    cases = [
        {
            "case": outcome.case.sentence,
            "file": outcome.case.where.file,
            "line": outcome.case.where.line,
            "passed": outcome.passed,
            "failures": [
                {
                    "what": one.what,
                    "expected": one.expected,
                    "got": one.got,
                    "line": one.where.line,
                    "because": list(one.because),
                }
                for one in outcome.failures
            ],
        }
        for outcome in outcomes
    ]
    shown = {"cases": cases, "problems": [problem_dict(one) for one in problems]}
    click.echo(json.dumps(shown, indent=2, ensure_ascii=False))
