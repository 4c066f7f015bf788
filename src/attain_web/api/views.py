"""The reference as a page, and the description as a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from attain_web.api import openapi
from attain_web.api.interface import DESCRIPTION
from attain_web.api.problem import KINDS
from attain_web.core.access import public, signed_in


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value in the address, or a header."""

    name: str
    place: str
    required: bool
    description: str
    example: str


@dataclass(frozen=True, slots=True)
class Operation:
    """What one method of one address does."""

    id: str
    method: str
    path: str
    summary: str
    description: SafeString
    parameters: tuple[Parameter, ...]
    request_example: str
    status: str
    response_example: str


@public
@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """The description of the API as OpenAPI 3.1; the same for everyone."""
    return HttpResponse(openapi.text(), content_type="application/json")


@signed_in
@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """The reference: every operation with its parameters and examples."""
    described = openapi.document()
    groups: dict[str, list[Operation]] = {}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            groups.setdefault(operation["tags"][0], []).append(_operation(path, method, operation))
    context = {
        "introduction": [_paragraph(text) for text in DESCRIPTION.strip().split("\n\n")],
        "groups": [(tag, slugify(tag), operations) for tag, operations in groups.items()],
        "kinds": [(code, status, advice) for code, (status, advice) in KINDS.items()],
    }
    return render(request, "api/reference.html", context)


def _operation(path: str, method: str, operation: dict[str, Any]) -> Operation:
    status = next(code for code in operation["responses"] if code.startswith("2"))
    body = operation.get("requestBody", {}).get("content", {})
    _, _, rest = operation["description"].partition("\n\n")
    return Operation(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=_paragraph(" ".join(rest.split()).replace("``", "`")),
        parameters=tuple(_parameter(one) for one in operation["parameters"]),
        request_example=_example(body),
        status=status,
        response_example=_example(operation["responses"][status].get("content", {})),
    )


def _parameter(parameter: dict[str, Any]) -> Parameter:
    examples = parameter.get("examples") or [parameter.get("example", "")]
    return Parameter(
        parameter["name"],
        parameter["in"],
        parameter.get("required", False),
        parameter.get("description", ""),
        str(examples[0]),
    )


def _example(content: dict[str, Any]) -> str:
    found = content.get("application/json", {}).get("example")
    return "" if found is None else json.dumps(found, indent=2, ensure_ascii=False)


def _paragraph(text: str) -> SafeString:
    """A paragraph of our own text: ``**strong**`` and `` `code` `` become marks."""
    text = escape(text)
    for mark, tag in (("**", "strong"), ("`", "code"), ("*", "em")):
        parts = text.split(mark)
        text = "".join(
            part if number % 2 == 0 else f"<{tag}>{part}</{tag}>" for number, part in enumerate(parts)
        )
    return mark_safe(text)  # noqa: S308 — escaped above
