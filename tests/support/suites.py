"""Runs the whole test suite and closes with one line that sums it up.

    python -m tests.support.suites [pytest arguments]

There are three calls of pytest, because one process has one default database, and because Playwright's event
loop and Django's database access do not go together in one process:

1. everything but the browser tests, records in SQLite;
2. the tests that touch the records database (marker `records`, given by tests/conftest.py), once more on the
   throw-away PostgreSQL server that this program starts;
3. the browser tests, against the product started for real.

A call that cannot run is named loudly at the end; in CI (CI=true) it is a failure, and so is one that ran no
test.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.support import browser, postgres

ROOT = Path(__file__).resolve().parents[2]
NO_TESTS_COLLECTED = 5
CALLERS_OWN = {"ATTAIN_HOME", "ATTAIN_DATABASE_URL", "DJANGO_SETTINGS_MODULE"}


@dataclass(frozen=True, slots=True)
class Suite:
    """One call of pytest: what it covers, which tests it selects, and what it sets for them."""

    title: str
    select: str
    environment: Mapping[str, str]


def main(arguments: Sequence[str]) -> int:
    """Run the three suites; 0 only when every one passed."""
    in_ci = os.environ.get("CI") == "true"
    started = time.monotonic()
    totals: Counter[str] = Counter()
    troubles: list[str] = []
    with ExitStack() as stack, tempfile.TemporaryDirectory(prefix="attain-test-") as folder:
        suites, absent = _plan(stack)
        for number, suite in enumerate(suites):
            outcome, code = _run(suite, arguments, Path(folder) / f"{number}.xml")
            totals += outcome
            ran = outcome["passed"] + outcome["failed"]
            if code not in (0, NO_TESTS_COLLECTED) or (in_ci and not arguments and not ran):
                troubles.append(f"{suite.title}: {ran} tests ran, pytest ended with exit code {code}")
    for line in absent:
        print(f"!! NOT TESTED: {line}")
    troubles += absent if in_ci else []
    for line in troubles:
        print(f"!! {line}")
    print(_closing_line(totals, time.monotonic() - started), flush=True)
    return 1 if troubles else 0


def _plan(stack: ExitStack) -> tuple[list[Suite], list[str]]:
    """The suites this machine can run, and a sentence for each it cannot."""
    absent = []
    shared: dict[str, str] = {}
    if postgres.find_binaries():
        shared[postgres.URL_VARIABLE] = stack.enter_context(postgres.serve_postgres())
    suites = [Suite("everything but the browser, records in SQLite", "not browser and not benchmark", shared)]
    if shared:
        on_server = {**shared, "ATTAIN_DATABASE_URL": shared[postgres.URL_VARIABLE]}
        suites.append(Suite("records in PostgreSQL", "records and not browser and not benchmark", on_server))
    else:
        absent.append("PostgreSQL, as there is no server here (Debian: apt-get install postgresql)")
    if browser.find_chromium():
        suites.append(Suite("the product in a real browser", "browser and not benchmark", shared))
    else:
        absent.append("the pages, as there is no Chromium here (Debian: apt-get install chromium)")
    return suites, absent


def _run(suite: Suite, arguments: Sequence[str], report: Path) -> tuple[Counter[str], int]:
    print(f"\n#### {suite.title}", flush=True)
    workers = os.environ.get("ATTAIN_TEST_WORKERS", "2")
    command = [sys.executable, "-m", "pytest", "-m", suite.select, f"--junitxml={report}", "--quiet"]
    command += ["-n", workers, "--dist", "worksteal", *arguments]
    # Tests bring their own state: a caller's folder, database or settings are not theirs to use.
    inherited = {name: value for name, value in os.environ.items() if name not in CALLERS_OWN}
    environment = {"OMP_NUM_THREADS": "1", **inherited, **suite.environment}
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    return _count(report), code


def _count(report: Path) -> Counter[str]:
    """Outcomes by pytest's words; nothing when pytest stopped before it wrote a report."""
    counted: Counter[str] = Counter()
    if report.exists():
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped = int(suite.get("skipped", 0))
            passed = int(suite.get("tests", 0)) - failed - skipped
            counted.update(failed=failed, skipped=skipped, passed=passed)
    return counted


def _closing_line(totals: Counter[str], seconds: float) -> str:
    parts = [f"{totals[word]} {word}" for word in ("failed", "passed", "skipped") if totals[word]]
    return f" {', '.join(parts) or 'no tests ran'} in {seconds:.2f}s ".center(80, "=")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
