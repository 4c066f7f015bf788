"""Finance, audit, planning, enablement and the system: each finds their own, and cannot do another's."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.walk import Walk


def test_finance_reads_periods_and_the_ledger(walk: Walk) -> None:
    walk.sign_in("finance")
    walk.go("/periods/")
    walk.page.get_by_role("link", name=re.compile("September 2026|2026-09")).first.click()
    expect(walk.page.locator("main")).to_contain_text("Closed")
    walk.go("/ledger/")
    walk.page.locator("main tbody a").first.click()
    expect(walk.page.locator("main")).to_contain_text("Earned, run 2")


def test_the_auditor_reads_everything_and_writes_nothing(walk: Walk) -> None:
    walk.sign_in("auditor")
    walk.go("/audit/")
    walk.page.locator("main tbody tr").first.wait_for()
    walk.go("/runs/")
    expect(walk.page.get_by_role("button", name="Start run")).to_have_count(0)
    walk.go("/plans/account-executive/")
    expect(walk.page.get_by_role("link", name="New version")).to_have_count(0)
    token = walk.page.context.cookies()
    csrf = next(cookie["value"] for cookie in token if "csrf" in cookie["name"])
    headers = {"X-CSRFToken": csrf, "Referer": walk.product.url + "/"}
    for path in ("/runs/start/", "/plans/account-executive/2026/approve/", "/imports/new/", "/people/new/"):
        answer = walk.page.request.post(walk.product.url + path, headers=headers, max_redirects=0)
        assert answer.status == 403, (path, answer.status)


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        ("planner", "/positions/", ["/statements/P1013/2026-09/", "/runs/", "/ledger/", "/team/"]),
        ("enablement", "/people/", ["/statements/P1013/2026-09/", "/plans/", "/runs/", "/data/"]),
        ("executive", "/team/", ["/audit/", "/users/", "/imports/new/"]),
        ("system_admin", "/users/", ["/statements/P1013/2026-09/", "/runs/", "/plans/", "/team/"]),
        ("rep", "/plans/", ["/team/", "/runs/", "/audit/", "/users/", "/data/", "/people/P1001/"]),
    ],
)
def test_each_sees_their_own_and_is_refused_the_rest(
    walk: Walk, role: str, may: str, may_not: list[str]
) -> None:
    walk.sign_in(role)
    walk.go(may)
    assert {path: walk.status(path) for path in may_not}.keys() == set(may_not)
    assert [path for path in may_not if walk.status(path) not in (403, 404)] == []


def test_who_has_not_signed_in_is_taken_to_sign_in_and_back(walk: Walk) -> None:
    assert walk.status("/plans/") == 302
    walk.go("/plans/")
    assert "/sign-in/" in walk.page.url
