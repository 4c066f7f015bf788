from __future__ import annotations

import pytest

from tests.unit.attain.cases.example import read, read_one

DEAL = "{transactions: [{on: 2026-02-01, amount: 10}]}"


@pytest.mark.parametrize(
    ("given", "code", "hint"),
    [
        ("{transactions: [{on: 2026-02-01, amout: 10}]}", "field-unknown", "Did you mean “amount”?"),
        ("{transactions: [{amount: 10}]}", "field-missing", "on: The day it happened."),
        ("{transactions: [{on: 2026-02-31, amount: 10}]}", "date-invalid", ""),
        ("{transactions: [{on: 2026-02-01, amount: 10.001}]}", "number-too-precise", ""),
        ("{transactions: [{on: 2026-02-01, amount: ten}]}", "number-invalid", ""),
        ("{transactions: [{on: 2026-02-01, kind: bookng}]}", "choice-unknown", "Did you mean “booking”?"),
        ("{transactions: [{on: 2026-02-01, currency: XXY}]}", "currency-unknown", ""),
        ("{transactions: [{id: a, on: 2026-02-01}, {id: a, on: 2026-02-01}]}", "key-duplicate", ""),
        (
            "{people: [ann], transactions: [{on: 2026-02-01, owner: anne}]}",
            "person-unknown",
            "Did you mean “ann”?",
        ),
        ("{people: {ann: {manager: bob}}}", "person-unknown", ""),
        ("{people: {ann: {role: boss}}}", "choice-unknown", ""),
        ("{people: {ann: {plan: sellr}}}", "plan-unknown", "Did you mean “seller”?"),
        ("{people: {ann: {changes: [{manager: ann}]}}}", "field-missing", ""),
        ("{quotas: {sale: 10}}", "quota-unknown", "Did you mean “sales”?"),
        ("{quotas: {sales: [{amount: 10}]}}", "field-missing", "Write period: FY2026-Q1."),
        ("{quotas: {sales: [{period: 2026-Q1, amount: 10}]}}", "period-invalid", ""),
        ("{parameters: {base_rte: 5%}}", "parameter-unknown", "Did you mean “base_rate”?"),
        ("{parameters: {base_rate: [{value: 5%}]}}", "field-missing", ""),
        ("{fx: {EURUSD: 1.25}}", "fx-pair-invalid", "Write EUR/USD: 1.25"),
        ("{fx: {EUR/USD: x}}", "number-invalid", ""),
        ("{through: May}", "period-invalid", ""),
        ("{fiscal_start_month: 13}", "month-invalid", ""),
        ("{products: {p: {categry: x}}}", "field-unknown", "Did you mean “category”?"),
        ("{tables: {splitz: []}}", "table-unknown", "Did you mean “splits”?"),
        ("{transactions: [{on: 9999-12-31, amount: 1}]}", "date-invalid", "Write a year from"),
        ("{transactions: [{on: 2026-01-31, amount: 9999999999999999999}]}", "number-too-large", ""),
        ("{through: 9999-12}", "period-invalid", ""),
        ("", "value-empty", "Give one, or remove the line."),
        ("{quota: {}}", "field-unknown", "Did you mean “quotas”?"),
    ],
)
def test_what_is_given_wrongly_is_told_with_its_place(given: str, code: str, hint: str) -> None:
    problems = read_one(given)
    assert [problem.code for problem in problems] == [code], problems
    assert problems[0].where.line == 3
    assert hint in problems[0].hint


@pytest.mark.parametrize(
    ("expect", "code"),
    [
        ("{}", "expect-empty"),
        ("{earnings: [{component: commission}]}", "field-missing"),
        ("{credits: [{rule: sales}]}", "expect-empty"),
        ("{earnings: [{component: comission, amount: 1}]}", "component-unknown"),
        ("{earnings: [{payee: reb, amount: 1}]}", "payee-unknown"),
        ("{earnings: [{line: comission, amount: 1}]}", "line-unknown"),
        ("{earnings: [{transaction: t9, amount: 1}]}", "transaction-unknown"),
        ("{earnings: [{period: May, amount: 1}]}", "period-invalid"),
        ("{credits: [{rule: sale, amount: 1}]}", "rule-unknown"),
        ("{attainments: [{measure: year, amount: 1}]}", "measure-unknown"),
        ("{attainments: [{attainment: high}]}", "number-invalid"),
        ("{earning: [{amount: 1}]}", "field-unknown"),
    ],
)
def test_an_expectation_that_could_never_hold_is_refused(expect: str, code: str) -> None:
    assert [problem.code for problem in read_one(DEAL, expect)] == [code]


def test_a_case_with_a_problem_does_not_hide_the_others() -> None:
    cases, problems = read(
        "cases:\n"
        "  - {case: Good, expect: {earnings: [{amount: 0}]}}\n"
        "  - {case: Bad, given: {x: 1}, expect: {earnings: [{amount: 0}]}}\n"
    )
    assert cases is not None
    assert [case.sentence for case in cases.cases] == ["Good"]
    assert [problem.where.line for problem in problems] == [3]


def test_a_document_that_is_no_yaml_is_a_problem() -> None:
    cases, problems = read("cases: [")
    assert cases is None
    assert problems[0].code == "yaml-invalid"
