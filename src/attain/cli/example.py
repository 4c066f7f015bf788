"""The command ``attain example``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("--out", "folder", required=True, type=click.Path(file_okay=False, path_type=Path),
              help="The folder to write to.")  # fmt: skip
@click.option("--payees", type=click.IntRange(min=1), help="With --transactions: how many payees.")
@click.option("--transactions", type=click.IntRange(min=1), help="With --payees: how many transactions.")
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Another seed gives another large company."
)
def example(folder: Path, payees: int | None, transactions: int | None, seed: int) -> None:
    """Write the example company as files; the same choice gives the same bytes.

    Without a size it is the company of the docs, as files to import. With --payees and --transactions it is
    a large one for measuring speed, as Parquet tables.

    \b
    Examples:
      attain example --out company
      attain example --payees 5000 --transactions 1000000 --out large
    """
    if (payees is None) != (transactions is None):
        raise click.UsageError("Give both --payees and --transactions, or neither.")
    if payees is None or transactions is None:
        from attain.example.delivery import write_company

        for file in write_company(folder):
            click.echo(f"{file.path}  {file.rows:,} rows, mapping {file.mapping}")
        return
    from attain.example import write_scaled

    try:
        written = write_scaled(folder, payees, transactions, seed)
    except ValueError as error:
        raise click.UsageError(f"{error}.") from None
    for table, rows in written.rows.items():
        click.echo(f"{folder / table}  {rows:,} rows")
