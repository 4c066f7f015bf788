"""What the demo prints: one line per step, with how long it took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
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

    @contextmanager
    def count(self, title: str, total: int) -> Iterator[Callable[[str], None]]:
        """A step with parts: gives the function that names the next part."""
        done = 0
        started = time.monotonic()

        def advance(part: str) -> None:
            nonlocal done
            done += 1
            click.echo(f"  {title} {done} of {total}: {part}")

        yield advance
        click.echo(f"  {title} … {time.monotonic() - started:.1f} s")
