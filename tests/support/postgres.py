"""A throw-away PostgreSQL server for the tests, made from the binaries that are installed.

`serve_postgres` makes a cluster in a temporary folder, starts a server on a free loopback port, yields its
URL and removes everything at the end. The server is kept by a small shell process that waits on a pipe: when
this process ends, however it ends, the pipe closes, the server stops and the folder goes.

    python -m tests.support.postgres make test     runs a command with ATTAIN_TEST_POSTGRES_URL set

PostgreSQL refuses to run as root, so for root the server runs as the user `postgres` (or `nobody`).
"""

from __future__ import annotations

import grp
import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

URL_VARIABLE = "ATTAIN_TEST_POSTGRES_URL"
START_SECONDS = 60

# Keeps "$@" running until standard input closes, then stops it and removes its folder, the first argument.
KEEPER = """
folder=$1; shift
"$@" & server=$!
read -r _
kill -INT $server 2>/dev/null
wait $server
rm -rf "$folder"
"""

# Nobody reads these data after a crash, so the server need not wait for the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def find_binaries() -> Path | None:
    """The folder of initdb: ATTAIN_POSTGRES_BIN, else in PATH, else Debian's newest, else None."""
    named = os.environ.get("ATTAIN_POSTGRES_BIN")
    on_path = shutil.which("initdb", path=named)
    if on_path:
        return Path(on_path).resolve().parent
    if named:
        return None
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda path: int(re.sub(r"\D.*", "", path.parent.name) or 0), default=None)


@contextmanager
def serve_postgres(*, durable: bool = False) -> Iterator[str]:
    """Yields `postgresql://attain@127.0.0.1:<port>/attain`, an empty database whose user may do anything.

    `durable` keeps fsync on, for tests of what survives a crash. Raises RuntimeError when there are no
    binaries or the server does not come up.
    """
    binaries = find_binaries()
    if binaries is None:
        raise RuntimeError(
            "There is no initdb in PATH or /usr/lib/postgresql (Debian: apt-get install postgresql)."
        )
    folder = Path(tempfile.mkdtemp(prefix="attain-pg-"))
    identity = _server_identity()
    if identity:
        shutil.chown(folder, identity["user"], identity["group"])
    data, port = folder / "data", _free_port()
    initdb = [binaries / "initdb", "-D", data, "-U", "attain", "--auth=trust", "--no-sync"]
    _run([*initdb, "--encoding=UTF8", "--locale=C.UTF-8"], identity)
    options = [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}"]
    options += ["max_connections=200", "logging_collector=off", *(() if durable else FAST)]
    command = [str(binaries / "postgres"), "-D", str(data)]
    for option in options:
        command += ["-c", option]
    with (folder / "log").open("wb") as log:
        keeper = subprocess.Popen(
            ["/bin/sh", "-c", KEEPER, "keeper", str(folder), *command],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=folder,
            start_new_session=True,  # Ctrl-C reaches the tests first; the closing pipe stops the server
            **identity,
        )
    try:
        _wait_until_ready(binaries, port, folder, identity)
        yield f"postgresql://attain@127.0.0.1:{port}/attain"
    finally:
        keeper.communicate(timeout=START_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _server_identity() -> dict[str, Any]:
    if os.getuid() != 0:
        return {}
    names = {user.pw_name for user in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    return {"user": user, "group": grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(command: list[object], identity: dict[str, Any]) -> None:
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, cwd="/", check=False, **identity
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def _wait_until_ready(binaries: Path, port: int, folder: Path, identity: dict[str, Any]) -> None:
    deadline = time.monotonic() + START_SECONDS
    create = [binaries / "createdb", "-h", folder, "-p", port, "-U", "attain", "attain"]
    while True:
        try:
            return _run(create, identity)
        except RuntimeError as error:
            if time.monotonic() > deadline:
                log = (folder / "log").read_text(errors="replace")
                raise RuntimeError(f"PostgreSQL did not start.\n{error}\n{log}") from error
            time.sleep(0.1)


def main(command: list[str]) -> int:
    """Run `command` beside a server and return its exit code."""
    with serve_postgres() as url:
        return subprocess.run(command, env={**os.environ, URL_VARIABLE: url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
