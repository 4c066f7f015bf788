"""The command ``attain differential``."""

from __future__ import annotations

import sys

import click


@click.command()
@click.option(
    "--cases", default=1_000, show_default=True, type=click.IntRange(min=1), help="How many payees."
)
@click.option("--seed", default=1, show_default=True, type=int, help="Another seed gives other cases.")
def differential(cases: int, seed: int) -> None:
    """Compare the two engines on random plans and data, to the last unit.

    A case is one payee's history under a random plan: splits, roll-ups, currencies, tiers of every mode,
    caps, missing values. The reference interpreter and DuckDB must give the same rows. The last line counts
    cases and differences; this command ends with 1 if there is a difference.

    \b
    Examples:
      attain differential
      attain differential --cases 200000 --seed 7
    """
    from attain.engine.differential import run_differential

    is_terminal = sys.stderr.isatty()

    def progress(done: int, of: int) -> None:
        if is_terminal:
            click.echo(f"\r{done:,} of {of:,} cases", nl=False, err=True)

    result = run_differential(cases, seed, progress=progress)
    if is_terminal:
        click.echo("", err=True)
    for words in result.shown:
        click.echo(words)
    click.echo(f"{result.cases} cases, {result.differences} differences")
    if result.differences:
        raise SystemExit(1)
