from __future__ import annotations

from attain.plans import load_plan
from attain.plans.render import PlanDocument, render_document
from attain.plans.render_text import document_text

PLAN = """\
plan: seller
title: Account executive
version: "2026"
effective: {from: 2026-01-01, to: 2027-01-01}
summary: Pays on new business.
currency: EUR
fx: {type: spot, on: period-end}
parameters:
  base_rate: {type: rate, default: 8%, description: Commission rate up to quota}
  kicker: {type: money, default: 1234.5}
  level: {type: text}
credits:
  sales:
    title: New business
    of: [booking, cancellation]
    when: deal_type in ("new", "expansion") and amount >= 1000
    to: {split: [owner]}
    pay: 50%
  team: {title: Team, of: [booking], on: starts_on, to: {roll_up: [owner]}}
  margin: {title: Margin, of: [invoice], amount: "amount - coalesce(cost, 0)", to: {split: [owner]}}
measures:
  year: {title: Bookings, sum: sales, over: year, quota: bookings}
components:
  flat:
    title: Commission
    kind: commission
    on: sales
    rate: base_rate
    cap: {amount: kicker * 10, per: month}
  bonus:
    title: Bonus at quota
    kind: attainment-bonus
    measure: year
    table: {by: attainment, boundary: higher, tiers: [{up_to: 100%, pay: 0}, {pay: kicker}]}
  override: {title: Override, kind: commission, on: team, rate: "if(term_months > 12, 2%, 1%)"}
"""


def _document() -> PlanDocument:
    plan, problems = load_plan(PLAN, "seller.yaml")
    assert plan is not None, problems
    return render_document(plan)


def _clause(section: str, title: str) -> tuple[str, ...]:
    (found,) = [one for one in _document().sections if one.key == section]
    (clause,) = [one for one in found.clauses if one.title == title]
    return clause.sentences


def _table(section: str, title: str) -> tuple[tuple[str, ...], ...]:
    (found,) = [one for one in _document().sections if one.key == section]
    (table,) = [one.table for one in found.clauses if one.title == title]
    assert table is not None
    return table.rows


def test_a_document_says_what_counts_in_plain_words() -> None:
    said = _clause("credits", "New business")
    assert said[0] == (
        "A booking or cancellation earns credit on the day it happens, if deal type is “new” or “expansion” "
        "and amount is at least 1,000."
    )
    assert said[-1] == "50% of the credit earns pay; all of it counts towards quota."
    assert _clause("credits", "Team")[-1] == "Every manager above its owners on that day is credited in full."
    assert "on the first day of service" in _clause("credits", "Team")[0]


def test_a_document_says_how_progress_is_measured_and_what_is_paid() -> None:
    assert "each fiscal year, against the quota “bookings”" in _clause("measures", "Bookings")[0]
    assert _clause("components", "Commission")[-1] == (
        "It never pays more than 12,345 EUR (kicker times 10; yours may differ) per month."
    )
    assert "spot rate of the last day of the month" in _clause("currency", "Currency")[1]
    assert "paid in EUR" in _clause("currency", "Currency")[0]


def test_a_document_has_values_and_words_instead_of_code() -> None:
    assert _clause("components", "Commission")[0] == (
        "Each credit of “New business” pays 8% (base_rate; yours may differ) of the credit."
    )
    assert _clause("components", "Override")[0] == (
        "Each credit of “Team” pays a part of the credit: 2% if term months is more than 12, otherwise 1%."
    )
    assert _table("components", "Bonus at quota") == (
        ("up to 100%", "0 EUR"),
        ("above 100%", "1,234.50 EUR (kicker; yours may differ)"),
    )


def test_a_credit_that_is_worked_out_reads_as_a_sentence() -> None:
    assert _clause("credits", "Margin")[:2] == (
        "An invoice earns credit on the day it happens.",
        "For each transaction the credit is: amount minus (cost, or 0 where it is missing).",
    )


def test_a_document_has_the_defaults_and_an_example() -> None:
    sections = {section.key: section for section in _document().sections}
    table = sections["parameters"].clauses[0].table
    assert table is not None
    assert table.rows == (
        ("base_rate", "Commission rate up to quota", "8%"),
        ("kicker", "—", "1,234.50 EUR"),
        ("level", "—", "none: it must be set"),
    )
    example = sections["example"].clauses[0].table
    assert example is not None
    assert example.columns == ("Credit", "Of quota", "Commission", "Bonus at quota"), (
        "Override depends on each deal"
    )
    assert example.rows[2] == ("100,000.00 EUR", "100%", "8,000.00 EUR", "1,234.50 EUR")


def test_a_document_is_written_as_text() -> None:
    text = document_text(_document())
    assert text.startswith(
        "Account executive\n=================\nVersion 2026, from 1 Jan 2026, until 31 Dec 2026\n"
    )
    assert "\n3. What is paid\n---------------\n" in text
    assert all(len(line) <= 110 for line in text.splitlines())
