"""What a command does before it works with the product: settings, database, static files."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click


def start_django() -> None:
    """Load the settings and the apps; what the environment says wrong ends the command with its hint."""
    os.umask(0o077)  # what is kept here is nobody else's to read
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "attain_web.settings.production")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from error


def prepare_database() -> bool:
    """Bring the database to this version's tables, one process at a time; whether anything had to be done."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import OperationalError, connection

    from attain_web.core.health import is_migrated

    with _one_at_a_time(Path(settings.HOME) / "prepare.lock"):
        try:
            if is_migrated():
                return False
            call_command("migrate", interactive=False, verbosity=0)
        except OperationalError as error:
            where = connection.settings_dict["HOST"] or connection.settings_dict["NAME"]
            raise click.ClickException(
                f"The database at {where} cannot be used: {str(error).strip().splitlines()[0]}.\n"
                "Check that it runs and that ATTAIN_DATABASE_URL is right, then try again."
            ) from error
        finally:
            connection.close()
    return True


def prepare_assets() -> bool:
    """Collect the static files where that is needed; whether it was."""
    from django.conf import settings

    from attain_web.core.assets import collect_assets

    storages: Any = settings.STORAGES
    if storages["staticfiles"]["BACKEND"] != "attain_web.core.assets.AssetStorage":
        return False
    with _one_at_a_time(Path(settings.HOME) / "prepare.lock"):
        return collect_assets()


def sweep_facts() -> int:
    """Remove the files that an earlier crash left behind; how many there were."""
    from attain_web.incentives import housekeeping

    return housekeeping.sweep_facts()


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
