"""A compensation admin: people with history, plans from draft to force, runs and their change, imports."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.walk import Walk

PLAN = "/plans/account-executive/"
TRANSACTIONS = """\
Transaction,Kind,Date,Amount,Currency
E2E-1,booking,2026-11-02,1000.00,USD
E2E-2,booking,2026-11-03,2500.50,EUR
E2E-3,booking,not a day,2500.50,EUR
E2E-4,gift,2026-11-03,2500.50,EUR
E2E-1,booking,2026-11-02,1000.00,USD
"""


def test_people_and_seats_have_a_history(walk: Walk) -> None:
    walk.sign_in("compensation_admin")
    walk.go("/people/P1013/")
    expect(walk.page.locator("main")).to_contain_text("Preston Haverstock")
    expect(walk.page.locator("main")).to_contain_text(re.compile("What was known when|History"))
    walk.go("/positions/")
    walk.page.locator("main a[href^='/positions/']").nth(1).click()
    expect(walk.page.locator("main")).to_contain_text(re.compile("What was known when|History"))


def test_a_plan_is_read_as_document_curves_cases_and_text(walk: Walk) -> None:
    walk.sign_in("compensation_admin")
    walk.go(PLAN)
    expect(walk.page.locator(".prose h2").first).to_be_visible()
    for view, words in (
        ("Payout curves", "Commission on new business"),
        ("Cases", "Passes"),
        ("Text", "plan: account-executive"),
        ("Versions", "2025"),
    ):
        walk.page.locator("main").get_by_role("link", name=view, exact=True).click()
        expect(walk.page.locator("main")).to_contain_text(words)
    walk.go(f"{PLAN}?view=curve")
    assert walk.page.locator("main svg[role=img], main figure svg").count() >= 1


def test_a_mistake_in_a_plan_is_shown_with_its_line_while_typing(walk: Walk) -> None:
    walk.sign_in("compensation_admin")
    walk.go(f"{PLAN}2026/edit/")
    box = walk.page.get_by_label("Text of the plan")
    text = box.input_value()
    line = next(number for number, row in enumerate(text.splitlines(), 1) if "kind: tiered-commission" in row)
    box.fill(text.replace("kind: tiered-commission", "kind: tierd-commission", 1))
    box.press("End")
    review = walk.page.locator("#review")
    expect(review).to_contain_text("cannot be kept")
    expect(review).to_contain_text(re.compile(rf"line {line}\b|:{line}:", re.IGNORECASE))
    expect(review).to_contain_text("tiered-commission")  # what was meant
    walk.page.get_by_role("button", name="Save draft").click()
    expect(walk.page.get_by_label("Text of the plan")).to_have_value(re.compile("tierd-commission"))
    walk.errors[:] = [error for error in walk.errors if "422" not in error]


def test_one_writes_a_draft_another_approves_it(writing_walk: Walk) -> None:
    walk = writing_walk
    walk.sign_in("compensation_admin")
    walk.go(f"{PLAN}2026/edit/")
    box = walk.page.get_by_label("Text of the plan")
    text = box.input_value().replace('version: "2026"', 'version: "2027"')
    box.fill(re.sub(r"effective: .*", "effective: {from: 2027-01-01}", text))
    walk.page.get_by_label("What changes, and why").fill("Next year")
    walk.page.get_by_role("button", name="Save draft").click()
    expect(walk.page.locator("main")).to_contain_text("A draft by")
    expect(walk.page.get_by_role("button", name="Approve")).to_have_count(0)
    walk.sign_in_again("compensation_admin", 1)
    expect(walk.page.locator("main")).to_contain_text("Account executive 2027 waits for approval")
    walk.page.get_by_role("link", name="Account executive 2027 waits for approval").click()
    walk.page.get_by_role("button", name="Approve").click()
    expect(walk.page.locator("main")).to_contain_text("Approved by")
    walk.sign_in_again("auditor")
    walk.go("/audit/")
    expect(walk.page.locator("main")).to_contain_text("plan.approved")


def test_a_run_shows_its_progress_and_two_runs_are_compared(writing_walk: Walk) -> None:
    walk = writing_walk
    walk.sign_in("compensation_admin")
    walk.go("/runs/")
    walk.page.get_by_label("Note").fill("From the page")
    walk.page.get_by_role("button", name="Start run").click()
    walk.page.wait_for_url(re.compile(r"/runs/\d+/$"))
    expect(walk.page.locator("main")).to_contain_text(re.compile("Calculat|Waiting|Queued|Starting"))
    # The page of a run shows its result by itself once the work is over.
    expect(walk.page.locator("main")).to_contain_text("earning lines", timeout=60_000)
    expect(walk.page.locator("main")).to_contain_text("From the page")
    walk.page.get_by_role("link", name=re.compile("Compare with run")).click()
    expect(walk.page.locator("main")).to_contain_text("Both runs pay exactly the same")
    walk.go("/runs/1/compare/2/")
    expect(walk.page.locator("main")).to_contain_text("amounts differ")
    expect(walk.page.locator("main tbody tr").first).to_be_visible()
    export = walk.page.request.get(f"{walk.product.url}/runs/1/compare/2/?format=csv")
    rows = list(csv.DictReader(io.StringIO(export.text().lstrip("\ufeff"))))
    assert rows
    assert all(row["Before"] != row["After"] for row in rows)


def test_a_file_is_mapped_checked_and_imported_and_its_bad_rows_come_back(
    writing_walk: Walk, tmp_path: Path
) -> None:
    walk = writing_walk
    file = tmp_path / "more bookings.csv"
    file.write_text(TRANSACTIONS)
    walk.sign_in("compensation_admin")
    walk.go("/imports/new/")
    walk.page.locator("input[type=file]").set_input_files(file)
    walk.page.get_by_role("button", name="Continue").click()
    expect(walk.page.locator("h1")).to_contain_text("more bookings.csv")
    expect(walk.page.get_by_label("Table to fill")).to_have_value("transactions")
    walk.page.get_by_role("button", name=re.compile("Check")).last.click()
    expect(walk.page.locator("main")).to_contain_text("Nothing has changed yet")
    walk.page.get_by_role("button", name=re.compile("^Import: ")).click()
    expect(walk.page.locator("main")).to_contain_text("Imported", timeout=30_000)
    words = " ".join(walk.page.locator("main .stat").all_inner_texts()).split()
    for label, number in (("read", "5"), ("Accepted", "2"), ("Rejected", "2"), ("Duplicate", "1")):
        assert number in words[[word.casefold() for word in words].index(label.casefold()) + 1 :][:1], words
    with walk.page.expect_download() as download:
        walk.page.locator("#rejected").get_by_role("link", name="CSV").click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
    assert len(rows) == 3
    assert {"E2E-3", "E2E-4"} <= {value for row in rows for value in row}
