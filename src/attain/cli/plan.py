"""The commands ``attain plan …``."""

from __future__ import annotations

import click

from attain.cli.group import LazyGroup, Listed

_COMMANDS = {
    "check": Listed(
        "Commands", "Find errors, and what was perhaps not meant.", "attain.cli.plan_check:check"
    ),
    "show": Listed("Commands", "Show a plan as the document that payees read.", "attain.cli.plan_show:show"),
    "curve": Listed(
        "Commands", "Show what a component pays at each attainment.", "attain.cli.plan_curve:curve"
    ),
}


@click.group(
    cls=LazyGroup,
    listed=_COMMANDS,
    subcommand_metavar="COMMAND …",
    next_steps=(
        ("attain plan check my-plan.yaml", "errors, warnings and notes"),
        ("attain plan show my-plan.yaml", "the plan in plain words"),
    ),
)
def plan() -> None:
    """Check a plan, show it as a document, draw its payout curve."""
