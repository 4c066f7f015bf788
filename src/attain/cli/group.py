"""A group of commands that knows their names and summaries, and imports a command only when it is called."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import click

from attain.expressions.suggestion import closest

ENTRY_POINT_GROUP = "attain.commands"


@dataclass(frozen=True, slots=True)
class Listed:
    """A command as help shows it: its section, its summary and where it is found (``module:attribute``).

    Without a target the command is one that another package brings by entry point.
    """

    section: str
    summary: str
    target: str = ""


class LazyGroup(click.Group):
    """Shows its commands in sections, in the order in which they were listed."""

    def __init__(
        self,
        *arguments: Any,
        listed: Mapping[str, Listed],
        next_steps: Iterable[tuple[str, str]] = (),
        has_entry_points: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self._listed = listed
        self._next_steps = tuple(next_steps)
        self._has_entry_points = has_entry_points

    def list_commands(self, ctx: click.Context) -> list[str]:
        brought = self._brought()
        own = [name for name, one in self._listed.items() if one.target or name in brought]
        return own + sorted(set(brought) - set(own))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        listed = self._listed.get(cmd_name)
        if listed is not None and listed.target:
            module, _, attribute = listed.target.partition(":")
            return _command(getattr(importlib.import_module(module), attribute), cmd_name)
        entry_point = self._brought().get(cmd_name)
        return _command(entry_point.load(), cmd_name) if entry_point else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = self._hint(ctx, args[0]) if args else ""
            raise click.UsageError(error.message + hint, ctx) from None

    def _hint(self, ctx: click.Context, name: str) -> str:
        meant = closest(name, self.list_commands(ctx))
        if name in self._listed:
            return " It belongs to the product, which is not installed here."
        return f" Did you mean “{meant}”?" if meant else ""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.format_commands(ctx, formatter)
        click.Command.format_options(self, ctx, formatter)
        if self._next_steps:
            with formatter.section("Next steps"):
                formatter.write_dl(self._next_steps)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        sections: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            one = self._listed.get(name, Listed("More", ""))
            sections.setdefault(one.section, []).append((name, one.summary))
        width = max((len(name) for rows in sections.values() for name, _ in rows), default=0)
        for section, rows in sections.items():
            with formatter.section(section):
                formatter.write_dl([(name.ljust(width), summary) for name, summary in rows])

    def _brought(self) -> dict[str, EntryPoint]:
        if not self._has_entry_points:
            return {}
        return {point.name: point for point in entry_points(group=ENTRY_POINT_GROUP)}


def _command(found: click.Command | Callable[..., Any], name: str) -> click.Command:
    if isinstance(found, click.Command):
        return found
    return click.command(name)(found)
