from __future__ import annotations

import datetime as dt

import pytest

from attain.engine import calculate
from tests.support.company import DEALS, WHOLE, Company, plan_of

FLAT = """
parameters:
  base: {type: rate, default: 5%}
components:
  flat: {kind: commission, on: deals, rate: base}
"""


@pytest.fixture
def company() -> Company:
    company = Company((plan_of(DEALS, FLAT),))
    company.seat("ann")
    company.deal("d1", "06-01", 10_000, ("ann", WHOLE))
    return company


def _base(company: Company, value: str, start: dt.date, end: dt.date | None = None) -> None:
    days = {"valid_from": start, "valid_to": end}
    company.add("parameters", name="base", scope="person", scope_id="ann", value=value, **days)


def test_of_two_values_that_overlap_the_later_one_counts_and_it_is_said(company: Company) -> None:
    _base(company, "7%", dt.date(2026, 1, 1), dt.date(2027, 1, 1))
    _base(company, "9%", dt.date(2026, 6, 1))
    assert [amount for *_, amount in company.pay("flat")] == [900]
    assert company.codes() == {"effective-overlap"}


def test_an_open_value_ends_where_the_next_one_starts_without_a_word(company: Company) -> None:
    _base(company, "7%", dt.date(2026, 1, 1))
    _base(company, "9%", dt.date(2026, 7, 1))
    assert [amount for *_, amount in company.pay("flat")] == [700]
    assert company.codes() == set()


@pytest.mark.parametrize("value", ["7", "seven", "", "1e9999999%", "0." + "1" * 60 + "%"])
def test_a_value_that_is_no_rate_is_said_and_the_default_holds(company: Company, value: str) -> None:
    _base(company, value, dt.date(2026, 1, 1))
    assert [amount for *_, amount in company.pay("flat")] == [500]
    assert company.codes() == {"parameter-invalid"}


def test_a_table_may_lack_columns_that_are_not_needed(company: Company) -> None:
    inputs = company.inputs
    lean = inputs.tables["transactions"].select(
        ["transaction_id", "kind", "occurred_on", "amount_minor", "currency"]
    )
    found = calculate(inputs.with_tables(transactions=lean))
    assert found.earnings.equals(calculate(inputs).earnings)
