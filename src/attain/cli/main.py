"""The command ``attain``: what it can do, in the order in which one comes to need it."""

from __future__ import annotations

import click

import attain
from attain.cli.group import LazyGroup, Listed

_TRY, _WRITE, _PROVE, _RUN = "Try it", "Write plans", "Prove the calculation", "Run the product"
COMMANDS = {
    "demo": Listed(_TRY, "Create the example company, calculate its pay, and serve the product."),
    "example": Listed(
        _TRY, "Write the example company, at any size, as files.", "attain.cli.example:example"
    ),
    "plan": Listed(
        _WRITE, "Check a plan, show it as a document, draw its payout curve.", "attain.cli.plan:plan"
    ),
    "test": Listed(_WRITE, "Run the cases of plans; write a first case for a plan.", "attain.cli.test:test"),
    "schema": Listed(_WRITE, "Write the JSON Schemas with which editors help.", "attain.cli.schema:schema"),
    "differential": Listed(
        _PROVE, "Compare the two engines on random plans and data.", "attain.cli.differential:differential"
    ),
    "reference": Listed(_PROVE, "Write the generated pages of the docs.", "attain.cli.reference:reference"),
    "verify": Listed(_PROVE, "Check the books: entries, chain, statements, payout files."),
    "import": Listed(_RUN, "Bring a CSV, Excel or Parquet file into a table."),
    "run": Listed(_RUN, "Calculate the pay of a period."),
    "serve": Listed(_RUN, "Serve the product on this machine."),
    "worker": Listed(_RUN, "Work on background jobs."),
    "version": Listed(
        _RUN, "Show the versions of Attain and of what it calculates with.", "attain.cli.version:version"
    ),
}


@click.group(
    cls=LazyGroup,
    listed=COMMANDS,
    has_entry_points=True,
    subcommand_metavar="COMMAND …",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    next_steps=(
        ("attain demo", "look around in a company that sells"),
        ("attain plan check my-plan.yaml", "is this plan sound?"),
        ("attain test --write my-plan.yaml", "a first case to change"),
        ("attain COMMAND --help", "examples for each command"),
    ),
)
@click.version_option(
    attain.__version__, "-V", "--version", prog_name="attain", message="%(prog)s %(version)s"
)
def main() -> None:
    """Attain plans, pays, measures and develops a sales team, and explains every number.

    Plans are text: write one, check it, let it carry its own cases, and calculate.
    """
