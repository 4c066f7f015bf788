"""`attain worker`: works on background jobs until it is told to stop."""

from __future__ import annotations

import signal
from typing import Any

import click

from attain_web.commands.setup import start_django


@click.command()
@click.option("--parent", type=int, default=0, hidden=True, help="Stop when this process is gone.")
@click.option("--once", is_flag=True, help="Do the jobs that wait now, then stop.")
def worker(parent: int, once: bool) -> None:
    """Work on background jobs: imports, calculations, exports.

    `attain serve` starts one by itself. Start more on PostgreSQL; on SQLite one is fastest. Ctrl-C stops
    after putting back the job in hand.
    """
    start_django()
    from attain_web.core.worker import Worker

    loop = Worker()
    loop.parent = parent

    def stop(*_: Any) -> None:
        loop.stop.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if not once:
        loop.run()
        return
    while not loop.stop.is_set() and loop.work_once():
        pass


if __name__ == "__main__":
    worker()
