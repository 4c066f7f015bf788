"""What surrounds every page: palette, keyboard, themes, exports."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest
from playwright.sync_api import expect

from tests.e2e.walk import Walk


def test_the_palette_finds_a_person_and_goes_there_by_keyboard(walk: Walk) -> None:
    walk.sign_in("compensation_admin")
    walk.page.keyboard.press("Control+k")
    walk.page.keyboard.type("haverstock", delay=20)
    option = walk.page.locator("#palette-list [role=option]").first
    expect(option).to_contain_text("Haverstock")
    walk.page.keyboard.press("Enter")
    walk.page.wait_for_url(re.compile("P1013"))
    expect(walk.page.locator("main")).to_contain_text("Haverstock")


def test_the_palette_of_a_rep_finds_nobody_elses_pay(walk: Walk) -> None:
    walk.sign_in("rep")
    answer = walk.page.request.get(f"{walk.product.url}/palette/?q=herrenza")
    assert answer.json()["items"] == []


def test_a_chosen_theme_stays(walk: Walk) -> None:
    walk.sign_in("rep")
    root = walk.page.locator("html")
    for theme in ("Dark", "Light"):
        walk.page.locator("details.menu summary").click()
        walk.page.get_by_role("button", name=theme).click()
        expect(root).to_have_attribute("data-theme", theme.casefold())
        walk.go("/statements/")
        expect(root).to_have_attribute("data-theme", theme.casefold())
    background = "getComputedStyle(document.body).backgroundColor"
    light = walk.page.evaluate(background)
    walk.page.evaluate("window.attainTheme.choose('dark')")
    assert walk.page.evaluate(background) != light


@pytest.mark.parametrize(
    ("role", "paths"),
    [
        ("compensation_admin", ["/runs/1/compare/2/", "/people/", "/data/transactions/", "/imports/"]),
        ("finance", ["/ledger/", "/statements/", "/periods/", "/team/"]),
        ("rep", ["/statements/P1013/2026-09/"]),
        ("auditor", ["/audit/", "/runs/2/problems/", "/jobs/"]),
    ],
)
def test_a_table_comes_as_csv_and_xlsx(walk: Walk, role: str, paths: list[str]) -> None:
    walk.sign_in(role)
    for path in paths:
        text = walk.page.request.get(f"{walk.product.url}{path}?format=csv")
        assert text.headers["content-type"].startswith("text/csv"), path
        rows = list(csv.reader(io.StringIO(text.body().decode("utf-8-sig"))))
        assert len(rows) > 1, path
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "\t"))], path
        book = walk.page.request.get(f"{walk.product.url}{path}?format=xlsx")
        with zipfile.ZipFile(io.BytesIO(book.body())) as archive:
            assert "xl/workbook.xml" in archive.namelist(), path
