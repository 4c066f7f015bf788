"""An office that works, with a plan, transactions and a posted run; and programs that ask it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.test import Client
from jsonschema import Draft202012Validator

from attain.tables import IMPORTABLE_TABLES
from attain_web.api import openapi
from attain_web.core.models import Company as CompanyRecord
from attain_web.datahub import services
from attain_web.identity.models import User
from attain_web.identity.services import create_token
from attain_web.incentives import plan_records
from attain_web.incentives.models import Run
from attain_web.incentives.runs import perform_run, request_run
from tests.support.organisation import Company

PLAN = """\
plan: account-executive
title: Account executive
version: "2026"
effective: {from: 2026-01-01}
summary: Pays a flat commission on what is booked.
currency: payee
credits:
  bookings:
    title: Bookings
    of: [booking, cancellation]
    on: occurred_on
    amount: amount
    to: {split: [owner]}
components:
  commission:
    title: Commission
    kind: commission
    on: bookings
    rate: 10%
"""


@dataclass
class Program:
    """A program that asks with a token; every answer is held against the description of the API."""

    user: User
    scope: str = "write"
    client: Client = field(default_factory=Client)
    secret: str = ""

    def __post_init__(self) -> None:
        self.token, self.secret = create_token(self.user, name="test", scope=self.scope, expires_at=None)

    def get(self, path: str, **headers: str) -> Any:
        """GET below /api/v1."""
        return self._checked("get", path, self.client.get(f"/api/v1{path}", headers=self._headers(headers)))

    def post(self, path: str, data: Any = None, **headers: str) -> Any:
        """POST of JSON below /api/v1."""
        body = data if isinstance(data, str | bytes) else json.dumps(data)
        answer = self.client.post(
            f"/api/v1{path}", body, content_type="application/json", headers=self._headers(headers)
        )
        return self._checked("post", path, answer)

    def send(self, path: str, data: dict[str, Any], **headers: str) -> Any:
        """POST of a form with files below /api/v1."""
        answer = self.client.post(f"/api/v1{path}", data, headers=self._headers(headers))
        return self._checked("post", path, answer)

    def _headers(self, headers: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return {"Authorization": f"Bearer {self.secret}"} | named

    def _checked(self, method: str, path: str, answer: Any) -> Any:
        assert "X-Request-ID" in answer.headers
        assert not mismatches(method, path.partition("?")[0], answer)
        return answer


def mismatches(method: str, path: str, answer: Any) -> list[str]:
    """How an answer differs from what the description says of this operation and status."""
    if answer.status_code == 304:
        return []
    media_type = answer.headers["Content-Type"].partition(";")[0]
    operation = operation_at(method, path)
    if answer.status_code >= 400:
        schema = {"$ref": "#/components/schemas/ProblemDocument"}
        if media_type != "application/problem+json":
            return [f"an error as {media_type}: {answer.content[:200]!r}"]
        if operation and answer.status_code != 405 and str(answer.status_code) not in operation["responses"]:
            return [f"{answer.status_code} is not described"]
    else:
        assert operation is not None, (method, path)
        described = operation["responses"].get(str(answer.status_code))
        if described is None:
            return [f"{answer.status_code} is not described"]
        if media_type not in described["content"]:
            return [f"{media_type} is not described"]
        schema = described["content"][media_type]["schema"]
    if "json" not in media_type:
        return []
    return [error.message for error in validator(json.dumps(schema)).iter_errors(answer.json())]


@cache
def validator(schema: str) -> Draft202012Validator:
    """A validator of a schema in the description."""
    return Draft202012Validator({**json.loads(schema), "components": openapi.document()["components"]})


def operation_at(method: str, path: str) -> dict[str, Any] | None:
    """The described operation of a concrete path."""
    steps = f"/api/v1{path}".split("/")
    for template, methods in openapi.document()["paths"].items():
        parts = template.split("/")
        fits = len(parts) == len(steps) and all(
            part == step or part.startswith("{") for part, step in zip(parts, steps, strict=True)
        )
        if fits and method in methods:
            return methods[method]
    return None


def transaction(
    number: int, person_id: str, amount_minor: int, **other: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A booking and its split."""
    key = f"T-{number}"
    row = {
        "transaction_id": key,
        "kind": "booking",
        "occurred_on": dt.date(2026, 1, 10 + number),
        "amount_minor": amount_minor,
        "currency": "USD",
        "deal_type": "new",
    }
    split = {"transaction_id": key, "person_id": person_id, "split_role": "owner", "share": 10**8}
    return row | other, split


def open_office(company: Company) -> Run:
    """Approves the plan, records three bookings and posts a run through February 2026; it is 20 February."""
    CompanyRecord.objects.update_or_create(
        pk=1, defaults={"name": "Ulverane", "clock_on": dt.date(2026, 2, 20)}
    )
    author, approver = company.users["compensation_admin"], company.users["finance"]
    version, problems = plan_records.save_draft(PLAN, actor=author)
    assert version is not None, problems
    assert not plan_records.approve_version(version, actor=approver)
    pairs = [
        transaction(1, "alice", 1_000_000),
        transaction(2, "bob", 2_000_000),
        transaction(3, "charlie", 500_000),
    ]
    for name, rows in (
        ("transactions", [one for one, _ in pairs]),
        ("splits", [split for _, split in pairs]),
    ):
        contract = IMPORTABLE_TABLES[name]
        services.save_rows(contract, contract.table(rows), author, "test")
    run = request_run(actor=author, through="2026-02")
    assert isinstance(run, Run), run
    return perform_run(run)
