"""`attain serve`: the product on this machine, with its background worker."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import click

from attain_web.commands.setup import prepare_assets, prepare_database, start_django, sweep_facts

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, never bound by itself
WORKER = (sys.executable, "-m", "attain_web.commands.worker")
STOP_SECONDS = 15
RESTART_SECONDS = 3


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
@click.option("--jobs/--no-jobs", default=True, help="Also run a background worker.")
def serve(host: str, port: int, workers: int, jobs: bool) -> None:
    """Serve the product: applies migrations, starts the web server and a background worker.

    State lives in ATTAIN_HOME. Ctrl-C stops everything; nothing is lost.
    """
    _allow_host(host)
    start_django()
    serve_product(host, port, workers=workers, with_jobs=jobs)


def serve_product(host: str, port: int, *, workers: int = 1, with_jobs: bool = True) -> None:
    """Serve until SIGINT or SIGTERM. Django is set up already; the caller has said what is being served."""
    _require_free(host, port)
    if prepare_database():
        click.echo("The database is ready.")
    prepare_assets()
    sweep_facts()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "attain_web.settings.production")
    _announce(host, port)
    with _background_worker(enabled=with_jobs):
        _run_server(host, port, workers)
    click.echo("Stopped.")


def _run_server(host: str, port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "attain_web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=8,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        websockets=False,
        log_enabled=False,
    ).serve()


def _allow_host(host: str) -> None:
    """A name or address that one listens on is one under which the product may be asked."""
    if host not in EVERYWHERE:
        known = os.environ.get("ATTAIN_ALLOWED_HOSTS", "")
        os.environ["ATTAIN_ALLOWED_HOSTS"] = f"{known},{host}" if known else host


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise click.ClickException(
                f"Port {port} may not be used without special rights. Choose one above 1023: --port 8000."
            ) from error
        except OSError as error:
            raise click.ClickException(
                f"{host}:{port} cannot be used ({error.strerror}): another program, perhaps another Attain, "
                f"listens there.\nStop it, or choose another port: attain serve --port {_next_free(port)}"
            ) from error


def _next_free(port: int) -> int:
    for candidate in range(port + 1, min(port + 50, 65536)):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", candidate)):
                return candidate
    return port + 1


def _announce(host: str, port: int) -> None:
    """Print the address as soon as the server answers there."""
    reached = "127.0.0.1" if host in EVERYWHERE else host
    shown = f"[{reached}]" if ":" in reached else reached

    def wait() -> None:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://{shown}:{port}/health/live", timeout=2).close()
            except urllib.error.HTTPError:
                pass
            except OSError:
                time.sleep(0.1)
                continue
            click.echo(f"Attain is at http://{shown}:{port}  (Ctrl-C stops it)")
            if host in EVERYWHERE:
                click.echo("Set ATTAIN_ALLOWED_HOSTS to the names under which others reach this machine.")
            return

    threading.Thread(target=wait, name="announce", daemon=True).start()


@contextmanager
def _background_worker(*, enabled: bool) -> Iterator[None]:
    """A worker process beside the server, started again if it dies, and stopped with it."""
    if not enabled:
        yield
        return
    keeper = _Keeper()
    keeper.thread.start()
    try:
        yield
    finally:
        keeper.stop()


class _Keeper:
    """Starts the worker, and again when it dies."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        self.lock = threading.Lock()
        self.thread = threading.Thread(target=self._keep, name="worker-keeper", daemon=True)

    def _keep(self) -> None:
        while not self.over.is_set():
            with self.lock:
                if self.over.is_set():
                    return
                self.process = subprocess.Popen([*WORKER, "--parent", str(os.getpid())])
            self.process.wait()
            self.over.wait(RESTART_SECONDS)

    def stop(self) -> None:
        with self.lock:
            self.over.set()
            process = self.process
        if process is None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


if __name__ == "__main__":
    serve()
