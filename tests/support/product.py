"""Starts the real product for a test: `attain serve` in a process of its own, on a free loopback port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 60

# The two command lines of the product that tests use, as its users type them; both read ATTAIN_HOME.
ATTAIN = str(Path(sys.executable).with_name("attain"))
PREPARE = (ATTAIN, "demo", "--prepare-only")
SERVE = (ATTAIN, "serve", "--host", "127.0.0.1", "--port", "{port}")
HEALTH_PATH = "/health/ready"


@dataclass(frozen=True, slots=True)
class Product:
    """A running product: its address without a trailing slash, its state folder, and what it has printed."""

    url: str
    home: Path
    log: Path


def prepare_home(home: Path) -> None:
    """Fill `home` with the example company, imported and calculated. Raises RuntimeError with the output."""
    done = subprocess.run(PREPARE, env=_environment(home, {}), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(PREPARE)} failed:\n{done.stdout}{done.stderr}")


@contextmanager
def serve_product(home: Path, environment: Mapping[str, str] | None = None) -> Iterator[Product]:
    """Serves the state in `home` until the block ends; RuntimeError with its log if it does not come up."""
    port = _free_port()
    product = Product(url=f"http://127.0.0.1:{port}", home=home, log=home / "serve.log")
    command = [part.format(port=port) for part in SERVE]
    with product.log.open("wb") as log:
        process = subprocess.Popen(
            command,
            env=_environment(home, environment or {}),
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
    try:
        _wait_until_healthy(process, product)
        yield product
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _environment(home: Path, extra: Mapping[str, str]) -> dict[str, str]:
    # The tests' own settings module and database are not the product's.
    inherited = {
        k: v for k, v in os.environ.items() if k not in ("DJANGO_SETTINGS_MODULE", "ATTAIN_DATABASE_URL")
    }
    return {**inherited, "ATTAIN_HOME": str(home), **extra}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(process: subprocess.Popen[bytes], product: Product) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(product.url + HEALTH_PATH, timeout=5):
                return
        except urllib.error.HTTPError as answer:
            if answer.code < 500:  # it answers: a missing page is for the tests to find
                return
        except OSError:
            pass
        time.sleep(0.1)
    log = product.log.read_text(errors="replace")
    raise RuntimeError(f"The product did not answer at {product.url}{HEALTH_PATH}.\n{log}")
