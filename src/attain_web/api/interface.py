"""The API as Ninja knows it: its resources, and how errors are answered."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

import attain
from attain_web.api.body import StrictParser
from attain_web.api.entrance import answer_error, validation_refusal
from attain_web.api.problem import Refusal
from attain_web.api.routes.general import general
from attain_web.api.routes.imports import imports
from attain_web.api.routes.inquiries import inquiries
from attain_web.api.routes.people import people
from attain_web.api.routes.periods import periods
from attain_web.api.routes.plans import plans
from attain_web.api.routes.results import results
from attain_web.api.routes.runs import runs
from attain_web.api.routes.statements import statements
from attain_web.api.routes.tables import tables

DESCRIPTION = """\
Everything that the pages show and do, for programs, with the same permissions.

**Signing in.** Make a token under Settings, Tokens, and send it as `Authorization: Bearer attain_…`. It acts
in your name; with the scope *Read* it changes nothing. In a browser that is signed in, addresses that read
also work without.

**Numbers.** Amounts are integers of minor units, with their currency beside them (`amount_minor` 4800000 and
`currency` USD are $48,000.00; yen have no minor unit). Rates, shares and attainments are integers at eight
decimal places (10 % is 10000000), quantities at four (1.5 is 15000). They are the same in JSON, CSV, Parquet
and the Python library, and nothing is ever rounded on the way.

**Time.** Days are ISO 8601 dates, moments are UTC. Ranges are half-open: `valid_to` is the first day on which
a row no longer holds. Months are named `2026-11`.

**Lists** come in parts of `limit` (100 unless given, at most 1000) from `offset` on; `count` says how many
there are, `next` is the address of the next part.

**Errors** are problem documents (`application/problem+json`, RFC 9457) with a stable `code` and a list of
`problems`, each with what is wrong, where, and what to do. What you may not see answers 404, exactly like
what does not exist.

**Sending twice.** Give a POST an `Idempotency-Key` of your own (a UUID, say), and it happens once, however
often it is sent within a day: the same request gets the same answer, with `Idempotency-Replayed: true`.

**Limits.** 600 requests a minute for each token; beyond, 429 with `Retry-After` in seconds. A JSON body has
at most 10 MB; bring more in as a file. Every answer carries an `X-Request-ID`, by which the log knows it.
"""


def _interface() -> NinjaAPI:
    api = NinjaAPI(
        title="Attain",
        version=attain.__version__,
        description=DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
        parser=StrictParser(),
    )
    for resource in (general, people, tables, imports, plans, runs, results, statements, inquiries, periods):
        api.add_router("", resource.router)
    api.add_exception_handler(Exception, answer_error)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _unreadable)
    return api


def _invalid(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    assert isinstance(error, ValidationError)
    return answer_error(request, validation_refusal(error.errors))


def _unreadable(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    return answer_error(request, Refusal("body-unreadable"))


interface = _interface()
