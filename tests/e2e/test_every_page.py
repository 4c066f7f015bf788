"""Each role's pages, on a wide screen and on a phone, in both themes, for everyone's eyes and tools."""

from __future__ import annotations

import pytest

from tests.e2e.walk import PHONE, WIDE, Walk, person_of

ROLES = (
    "rep", "manager", "executive", "compensation_admin", "planner", "finance", "enablement", "auditor",
    "system_admin",
)  # fmt: skip
EXPECTED = {
    "rep": {"/", "/statements/", "/inquiries/", "/plans/"},
    "manager": {"/", "/team/", "/statements/", "/people/"},
    "executive": {"/", "/team/", "/runs/", "/ledger/"},
    "compensation_admin": {"/", "/plans/", "/runs/", "/imports/", "/people/", "/positions/", "/inquiries/"},
    "planner": {"/", "/plans/", "/positions/", "/data/"},
    "finance": {"/", "/periods/", "/ledger/"},
    "enablement": {"/", "/people/"},
    "auditor": {"/", "/audit/", "/ledger/", "/runs/", "/inquiries/"},
    "system_admin": {"/", "/users/", "/settings/", "/audit/"},
}
MAIN_PAGES = {
    "rep": ["/", "/statements/{person}/2026-09/", "/inquiries/new/"],
    "manager": ["/", "/team/"],
    "compensation_admin": [
        "/plans/account-executive/",
        "/plans/account-executive/?view=curve",
        "/plans/account-executive/?view=cases",
        "/plans/account-executive/2026/edit/",
        "/runs/",
        "/runs/2/",
        "/runs/1/compare/2/",
        "/imports/new/",
        "/positions/",
        "/people/",
    ],
    "finance": ["/periods/", "/periods/2026-10/", "/ledger/"],
    "auditor": ["/audit/"],
    "system_admin": ["/users/"],
}


@pytest.mark.parametrize("role", ROLES)
def test_every_place_of_the_navigation_comes_and_fits_a_wide_screen_and_a_phone(
    walk: Walk, role: str
) -> None:
    walk.sign_in(role)
    paths = walk.navigation()
    assert EXPECTED[role] <= set(paths), paths
    too_wide = []
    for path in paths:
        walk.page.set_viewport_size(WIDE)
        walk.go(path)
        assert walk.page.locator("h1").inner_text()
        too_wide += [f"{path} at {WIDE['width']}"] if walk.overflow() else []
        walk.page.set_viewport_size(PHONE)
        too_wide += [f"{path} at {PHONE['width']}"] if walk.overflow() else []
    assert too_wide == []


@pytest.mark.parametrize("role", MAIN_PAGES)
def test_the_main_pages_have_no_barriers_in_either_theme(walk: Walk, role: str) -> None:
    person = person_of(walk.product, walk.sign_in(role)) or ""
    found, too_wide = [], []
    for pattern in MAIN_PAGES[role]:
        path = pattern.format(person=person)
        walk.page.set_viewport_size(WIDE)
        walk.go(path)
        found += [f"{path}: {barrier}" for theme in ("light", "dark") for barrier in walk.barriers(theme)]
        walk.page.set_viewport_size(PHONE)
        too_wide += [path] if walk.overflow() else []
    assert not found, "\n".join(found)
    assert too_wide == []
