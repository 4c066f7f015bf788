"""``attain verify``: proves that ledger, statements and results agree."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from attain_web.commands.setup import start_django

SHOWN_PROBLEMS = 10


@click.command()
@click.option(
    "--heads", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Another file of heads."
)
@click.option("--all", "show_all", is_flag=True, help="Print every problem, not the first of each check.")
def verify(heads: Path | None, show_all: bool) -> None:
    """Prove that the ledger is whole and agrees with statements, calculations and files.

    Reads the records database and the files of results by itself, without the code that wrote them: entries
    balance, the chain of hashes is unbroken and ends where its heads say, closed periods are settled,
    opening + movement = closing, statement lines = ledger movement for every payee and period, splits sum
    to the whole. Prints a line for each check; exits with 1 if anything is wrong, and says what, where, and
    what to do.

    Keep copies of ATTAIN_HOME/ledger-heads.txt on another machine: --heads compares with such a copy.
    """
    start_django()
    from attain.verify import verify as prove
    from attain_web.payouts.evidence import gather_evidence

    evidence = gather_evidence(heads=heads)
    failed = 0
    for check in prove(evidence):
        click.echo(f"{'ok' if not check.problems else 'WRONG':5}  {check.name:10}  {check.title}")
        shown = check.problems if show_all else check.problems[:SHOWN_PROBLEMS]
        for problem in shown:
            click.echo(f"       {problem.where}: {problem.message} {problem.hint} [{problem.code}]")
        if len(shown) < len(check.problems):
            click.echo(f"       … and {len(check.problems) - len(shown)} more; --all prints them.")
        failed += bool(check.problems)
    entries, postings = len(evidence.entries), len(evidence.postings)
    click.echo(f"{entries:,} entries, {postings:,} postings, {len(evidence.periods):,} periods examined.")
    if failed:
        click.echo(f"{failed} of the checks failed. Pay nothing until you know why.", err=True)
        sys.exit(1)
