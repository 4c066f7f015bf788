"""The reference as a document: ``docs/reference/api.md``, from the same description as the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings

from attain_web.api import openapi
from attain_web.api.interface import DESCRIPTION
from attain_web.api.problem import KINDS

FILE = Path("docs") / "reference" / "api.md"
HEAD = """\
# The REST API

This page is written by `python manage.py openapi`. As a page of the product: `/api/docs/`; for tools:
[`schemas/openapi.json`](../../schemas/openapi.json), or `/api/v1/openapi.json` of an installation.

```sh
curl -H "Authorization: Bearer $ATTAIN_TOKEN" https://attain.example.com/api/v1/me
```
"""


def text() -> str:
    """The document."""
    groups: dict[str, list[str]] = {}
    for path, methods in openapi.document()["paths"].items():
        for method, operation in methods.items():
            groups.setdefault(operation["tags"][0], []).append(_row(path, method, operation))
    parts = [HEAD, DESCRIPTION]
    for tag, rows in groups.items():
        parts.append(
            "\n".join([f"## {tag}\n", "| | operation | what it does |", "|---|---|---|", *rows]) + "\n"
        )
    errors = [f"| `{code}` | {status} | {advice} |" for code, (status, advice) in KINDS.items()]
    parts.append(
        "\n".join(["## Errors\n", "| code | status | what to do |", "|---|---|---|", *errors]) + "\n"
    )
    return "\n".join(parts)


def file_path() -> Path:
    """Where the document is kept in the checkout."""
    return Path(settings.PROJECT_ROOT) / FILE


def _row(path: str, method: str, operation: dict[str, Any]) -> str:
    summary, _, rest = operation["description"].partition("\n\n")
    words = " ".join(f"{summary} {rest}".replace("``", "`").split()).replace("|", "\\|")
    return f"| `{method.upper()}` | `{path}`<br>`{operation['operationId']}` | {words} |"
