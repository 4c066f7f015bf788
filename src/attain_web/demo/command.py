"""``attain demo``: make the example company, calculate its pay, serve the product, or check it all."""

from __future__ import annotations

import os
import sys
import time

import click


@click.command("demo")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8800, show_default=True, help="Port to listen on; the next free one if it is taken."
)
@click.option(
    "--check", is_flag=True, help="Prepare, request the main pages as each role, print a line each, exit."
)
@click.option("--prepare-only", is_flag=True, help="Prepare the company and exit without serving.")
def demo(host: str, port: int, check: bool, prepare_only: bool) -> None:
    """Look around in a company that sells.

    Everything is kept in one folder, ATTAIN_HOME, and prepared once; the second start takes seconds. Set
    ATTAIN_HOME to another folder to have another company beside it. Ctrl-C stops the product; nothing is
    lost.

    \b
    Examples:
      attain demo
      attain demo --port 9000
      ATTAIN_HOME=/tmp/second attain demo --port 9001
      attain demo --check
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "attain_web.settings.production")
    started = time.monotonic()
    import django

    django.setup()
    from attain_web.demo.prepare import prepare
    from attain_web.demo.report import Progress

    progress = Progress()
    prepared = prepare(progress)
    progress.say(f"{prepared.name} is ready ({time.monotonic() - started:.1f} s).")
    if prepare_only:
        return
    if check:
        from attain_web.demo.check import check_product

        sys.exit(0 if check_product(prepared, progress) else 1)
    from attain_web.demo.serving import serve_demo

    serve_demo(prepared, host=host, port=port, progress=progress)
