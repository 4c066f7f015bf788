"""``manage.py openapi`` writes the description of the API and its reference; ``--check`` compares them."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from attain_web.api import openapi, reference


class Command(BaseCommand):
    """Writes or checks ``schemas/openapi.json`` and ``docs/reference/api.md``."""

    help = "Writes the description of the API to schemas/openapi.json and docs/reference/api.md."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--check`` and nothing else."""
        parser.add_argument("--check", action="store_true", help="Only say whether the files are up to date.")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Write, or compare and fail."""
        for document in (openapi, reference):
            path = document.file_path()
            if not check:
                path.write_text(document.text(), encoding="utf-8")
                self.stdout.write(f"Wrote {document.FILE}.")
            elif not path.is_file() or path.read_text(encoding="utf-8") != document.text():
                raise CommandError(f"{document.FILE} is out of date. Run: python manage.py openapi")
