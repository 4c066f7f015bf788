"""Serving the demo in the foreground."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from attain_web.commands.serve import serve_product
from attain_web.demo.prepare import PASSWORD, Demo
from attain_web.demo.report import Progress

PORTS_TRIED = 20
START_SECONDS = 60
_ATTAIN = (sys.executable, "-c", "from attain.cli.main import main; main()")


def serve_demo(demo: Demo, *, host: str, port: int, progress: Progress) -> None:
    """Prints the address and who can sign in, then serves until Ctrl-C."""
    port = free_port(host, port)
    progress.say(f"\nOpen http://{host}:{port} and sign in as one of these; the password is {PASSWORD}\n")
    width = max(len(user.email) for user in demo.users)
    for user in demo.users:
        progress.say(f"  {user.email.ljust(width)}  {user.note}")
    progress.say("\nCtrl-C stops; everything is kept for the next start.\n")
    serve_product(host, port)


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or the next one on which nobody listens."""
    for port in range(wanted, wanted + PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise SystemExit(
        f"Ports {wanted} to {wanted + PORTS_TRIED - 1} are taken. Choose another: attain demo --port 9100"
    )


@contextmanager
def served(host: str, port: int) -> Iterator[str]:
    """The product in a process of its own until the block ends; gives its address."""
    command = [*_ATTAIN, "serve", "--host", host, "--port", str(port)]
    address = f"http://{host}:{port}"
    with (Path(settings.HOME) / "serve.log").open("ab") as log:
        process = subprocess.Popen(command, env=os.environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        _wait_until_ready(process, address)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            message = f"The server stopped with exit code {process.returncode}; see serve.log in ATTAIN_HOME."
            raise SystemExit(message)
        try:
            urllib.request.urlopen(f"{address}/health/ready", timeout=5).close()  # noqa: S310
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"The server did not answer within {START_SECONDS} s.")
