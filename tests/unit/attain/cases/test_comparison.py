from __future__ import annotations

import pytest

from tests.unit.attain.cases.example import run_one

GIVEN = (
    "{quotas: {sales: 1000, meetings: 4}, transactions: [{id: a, on: 2026-02-01, amount: 300},"
    " {id: b, on: 2026-03-01, amount: 700}, {id: m, on: 2026-03-02, kind: meeting, quantity: 2, sdr: rep}]}"
)


@pytest.mark.parametrize(
    "expect",
    [
        "{earnings: [{amount: 110}]}",
        "{earnings: [{component: commission, period: FY2026-Q1, amount: 100}]}",
        "{earnings: [{period: 2026-02, amount: 30.00}, {component: units, amount: 10}]}",
        "{only: true, earnings: [{transaction: a, amount: 30}, {period: 2026-03, amount: 80}]}",
        "{credits: [{rule: sales, amount: 1000}, {rule: meetings, amount: 2, share: 100%}]}",
        "{attainments: [{measure: quarter, amount: 1000, quota: 1000, attainment: 100%}]}",
        "{attainments: [{measure: quarter, month: 2026-02, attainment: 30%}]}",
        "{attainments: [{measure: meetings, period: 2026-03, attainment: 50%}]}",
        "{earnings: [{line: true-up, amount: 0}]}",
    ],
)
def test_what_holds_passes(expect: str) -> None:
    outcome = run_one(GIVEN, expect)
    assert outcome.passed, outcome.failures


@pytest.mark.parametrize(
    ("expect", "shown"),
    [
        ("{earnings: [{amount: 110.01}]}", "expected 110.01 USD, got 110.00 USD"),
        (
            "{earnings: [{component: commission, period: 2026-02, amount: 31}]}",
            "expected 31.00 USD, got 30.00 USD",
        ),
        ("{earnings: [{amount: 110.001}]}", "expected 110.001, got 110.00 USD"),
        ("{only: true, earnings: [{transaction: a, amount: 30}]}", "expected no more, got 2 more"),
        ("{only: true, earnings: []}", "expected no more, got 3 more"),
        ("{credits: [{share: 50%, rule: sales}]}", "expected 50%, got 100% and 100%"),
        ("{credits: [{rule: meetings, amount: 3}]}", "expected 3, got 2"),
        ("{attainments: [{measure: quarter, attainment: 99.99%}]}", "expected 99.99%, got 100%"),
        ("{attainments: [{measure: quarter, period: FY2025-Q1, amount: 0}]}", "expected 0, got nothing"),
        (
            "{attainments: [{measure: quarter, period: FY2025-Q1, attainment: 0%}]}",
            "expected 0%, got nothing",
        ),
        ("{earnings: [{amount: 110}], problems: [quota-missing]}", "expected quota-missing, got none"),
    ],
)
def test_what_does_not_hold_fails_with_both_values(expect: str, shown: str) -> None:
    outcome = run_one(GIVEN, expect)
    assert not outcome.passed
    assert shown in str(outcome.failures[0])


def test_a_failure_explains_the_lines_that_it_is_about() -> None:
    (failure,) = run_one(GIVEN, "{earnings: [{transaction: a, amount: 31}]}").failures
    assert failure.where.line == 4
    assert failure.because == (
        "rep 2026-02 commission a: 30.00 USD",
        "  $300.00 of credit at 10% pays $30.00.",
    )


def test_a_failure_without_lines_says_what_there_is_instead() -> None:
    (failure,) = run_one(GIVEN, "{earnings: [{component: services, amount: 31}]}").failures
    assert failure.because[0] == "No row of earnings fits. There are:"
    assert "rep 2026-02 commission a: 30.00 USD" in failure.because


def test_a_transaction_that_nobody_is_credited_for_is_pointed_out() -> None:
    (failure,) = run_one(
        "{transactions: [{on: 2026-02-01, kind: usage, amount: 5}]}", "{earnings: [{amount: 1}]}"
    ).failures
    assert "No transaction earned credit" in failure.because[1]


def test_two_currencies_are_never_added_up() -> None:
    given = (
        "{people: {ann: {}, bob: {currency: EUR}}, transactions: [{on: 2026-02-01, amount: 10, owner: ann},"
        " {on: 2026-02-01, amount: 10, owner: bob, currency: EUR}]}"
    )
    (failure,) = run_one(given, "{earnings: [{amount: 2}]}").failures
    assert failure.got == "amounts in EUR and USD"
    assert run_one(given, "{earnings: [{payee: bob, amount: 1}]}").passed


def test_an_error_that_is_not_expected_fails() -> None:
    given = "{transactions: [{on: 2026-02-01, amount: 10, currency: EUR}]}"
    (failure,) = run_one(given, "{earnings: [{amount: 0}]}").failures
    assert (failure.what, failure.expected, failure.got) == ("problems", "none", "fx-rate-missing")
    assert run_one(given, "{earnings: [{amount: 0}], problems: [fx-rate-missing]}").passed


def test_data_that_cannot_be_calculated_fails_and_says_why() -> None:
    split = "{transaction_id: t1, person_id: rep, split_role: owner, share: 50%}"
    given = f"{{transactions: [{{on: 2026-02-01, amount: 10}}], tables: {{splits: [{split}]}}}}"
    (failure,) = run_one(given, "{earnings: [{amount: 0}]}").failures
    assert failure.what == "the calculation"
    assert failure.because
