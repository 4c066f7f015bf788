"""Brings the example company in, step by step. Each step can be repeated, so a stop in the middle loses
nothing.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from attain.example import DemoUser, ExampleCompany, generate
from attain_web.core.models import Company
from attain_web.demo import books, sources, users
from attain_web.demo.report import Progress

PASSWORD = "attain-demo"  # noqa: S105 — printed on the terminal for everyone who starts the demo
STATE_VERSION = 2


@dataclass(frozen=True, slots=True)
class Demo:
    """A prepared company: its name and who can sign in."""

    name: str
    users: tuple[DemoUser, ...]


def prepare(progress: Progress) -> Demo:
    """The example company, ready to be served; does only what has not been done yet."""
    with progress.step("Preparing the database"):
        call_command("migrate", verbosity=0, interactive=False)
    done = _done()
    if done is not None:
        return done
    with progress.step("Generating the company"):
        company = generate()
    with progress.step("Setting up the company and its users"):
        _set_up_company(company)
        users.ensure_users(company, PASSWORD)
    folder = settings.HOME / "example"
    with progress.step("Writing the company's files"):
        files = sources.write_sources(company, folder)
    first = [file for file in files if file.arrived_on is None]
    with progress.count("Importing files", len(first)) as advance:
        for file in first:
            advance(f"{file.path.relative_to(folder)}, {file.rows:,} rows")
            sources.import_source(file)
    with progress.step(f"Approving {len(company.plans)} plan versions"):
        books.approve_plans(company)
    with progress.step("Calculating all history"):
        books.calculate("First calculation")
    books.close_months(progress)
    for file in files:
        if file.arrived_on is not None:
            with progress.step(f"Importing late data, {file.path.relative_to(folder)}"):
                sources.import_source(file)
    with progress.step("Calculating again: only the difference is posted"):
        books.calculate("After late data")
    with progress.step("Asking the company's inquiries"):
        books.ask_inquiries(company)
    return _mark_done(company)


@transaction.atomic
def _set_up_company(company: ExampleCompany) -> None:
    record = Company.objects.filter(pk=1).first() or Company()
    record.name, record.currency, record.clock_on = company.name, company.currency, company.as_of
    record.fiscal_start_month, record.timezone, record.locale = 1, "UTC", "en"
    record.save()


def _state_file() -> Path:
    return Path(settings.HOME) / "demo.json"


def _done() -> Demo | None:
    """What an earlier start has prepared to the end."""
    try:
        state = json.loads(_state_file().read_text())
    except (OSError, ValueError):
        return None
    if state.get("version") != STATE_VERSION:
        return None
    users = (DemoUser(**{**user, "roles": tuple(user["roles"])}) for user in state["users"])
    return Demo(state["name"], tuple(users))


def _mark_done(company: ExampleCompany) -> Demo:
    demo = Demo(company.name, company.users)
    _state_file().write_text(json.dumps({"version": STATE_VERSION, **asdict(demo)}))
    return demo
