"""What the demo prints: one line per step, with how long it took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import click


class Progress:
    """Lines on the terminal. A step shows its title while it runs and its time once it is done."""

    def say(self, text: str) -> None:
        """A line."""
        click.echo(text)

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """A step that takes time."""
        click.echo(f"  {title} …", nl=False)
        started = time.monotonic()
        try:
            yield
        except BaseException:
            click.echo(" failed")
            raise
        click.echo(f" {time.monotonic() - started:.1f} s")
