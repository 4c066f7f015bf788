from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

import hypothesis
import pytest
from hypothesis import strategies as st

from attain.engine import Calculation, CalculationInput, calculate, explain_lines
from attain.engine.differential.comparison import table_bytes
from attain.engine.differential.scenario import random_scenario
from attain.tables import RESULT_TABLES
from tests.support.company import DEALS, SOLD, WHOLE, Company, plan_of

TIERS = "[{up_to: 50%, rate: 3.333%}, {up_to: 100%, rate: 7%}, {rate: 11.1%}]"
KINDS = f"""
components:
  flat: {{kind: commission, on: deals, rate: 3.3%}}
  tiers: {{kind: tiered-commission, measure: sold, table: {{by: attainment, tiers: {TIERS}}}}}
  capped: {{kind: tiered-commission, measure: sold, cap: {{amount: 40, per: quarter}},
    table: {{by: attainment, tiers: {TIERS}}}}}
"""
AMOUNTS = st.lists(st.integers(min_value=0, max_value=200_000), min_size=1, max_size=8)
MANY = st.lists(AMOUNTS, min_size=25, max_size=25)  # payees of one calculation
QUICK = hypothesis.settings(max_examples=3, deadline=None)
NAMES = [f"p{number:02}" for number in range(25)]
Totals = dict[tuple[str, str], int]  # by payee and component


def _bytes(found: Calculation) -> tuple[object, ...]:
    return (*(table_bytes(found.table(name)) for name in RESULT_TABLES), found.problems)


@pytest.fixture(scope="module")
def scenario() -> CalculationInput:
    return random_scenario(11)


@pytest.fixture(scope="module")
def expected(scenario: CalculationInput) -> tuple[object, ...]:
    return _bytes(calculate(scenario, threads=1))


@pytest.mark.parametrize("threads", [1, 2])
def test_neither_the_order_of_rows_nor_the_threads_change_a_byte(
    scenario: CalculationInput, expected: tuple[object, ...], threads: int
) -> None:
    mixed = {}
    for name, table in scenario.tables.items():
        order = list(range(table.num_rows))
        random.Random(threads).shuffle(order)
        mixed[name] = table.take(order)
    assert _bytes(calculate(replace(scenario, tables=mixed), threads=threads)) == expected


def test_the_order_of_plans_changes_nothing(scenario: CalculationInput, expected: tuple[object, ...]) -> None:
    assert _bytes(calculate(replace(scenario, plans=scenario.plans[::-1]))) == expected


def test_some_payees_get_what_everyone_together_gets(scenario: CalculationInput) -> None:
    some = frozenset(f"p{number:03}" for number in range(1, 125, 7))
    everyone, alone = calculate(scenario), calculate(scenario, person_ids=some)
    for name in RESULT_TABLES:
        wanted = [row for row in everyone.table(name).to_pylist() if row["person_id"] in some]
        assert alone.table(name).to_pylist() == wanted


def _company(payees: list[list[int]]) -> Company:
    company = Company((plan_of(DEALS, SOLD, KINDS),))
    for name, amounts in zip(NAMES, payees, strict=True):
        company.seat(name)
        company.quota(name, 300_000)
        for number, amount in enumerate(amounts):
            company.deal(f"{name}-{number}", f"{number % 12 + 1:02}-15", amount, (name, WHOLE))
    return company


def _totals(company: Company) -> Totals:
    totals: Totals = dict.fromkeys(
        ((name, part) for name in NAMES for part in ("flat", "tiers", "capped")), 0
    )
    for row in company.calculate().earnings.to_pylist():
        totals[row["person_id"], row["component"]] += row["amount_minor"]
    return totals


@QUICK
@hypothesis.given(MANY)
def test_a_reversal_of_everything_nets_to_zero(payees: list[list[int]]) -> None:
    company = _company(payees)
    for name, amounts in zip(NAMES, payees, strict=True):
        for number, amount in enumerate(amounts):
            reversal = f"{name}-{number}-reversal"
            company.deal(reversal, "12-31", -amount, (name, WHOLE), kind="cancellation")
    totals = _totals(company)
    assert {total for (_, part), total in totals.items() if part != "capped"} == {0}


@QUICK
@hypothesis.given(MANY, st.integers(min_value=0, max_value=100_000))
def test_one_more_deal_never_pays_less(payees: list[list[int]], more: int) -> None:
    before = _totals(_company(payees))
    after = _totals(_company([[*amounts, more] for amounts in payees]))
    assert all(after[one] >= before[one] for one in before)


@QUICK
@hypothesis.given(MANY)
def test_lines_telescope_to_the_rounded_pay_on_the_total(payees: list[list[int]]) -> None:
    parts, whole = _totals(_company(payees)), _totals(_company([[sum(amounts)] for amounts in payees]))
    assert all(parts[name, "tiers"] == whole[name, "tiers"] for name in NAMES)


@QUICK
@hypothesis.given(MANY)
def test_a_cap_is_never_exceeded(payees: list[list[int]]) -> None:
    by_quarter: dict[tuple[str, int], int] = defaultdict(int)
    for row in _company(payees).calculate().earnings.to_pylist():
        if row["component"] == "capped":
            by_quarter[row["person_id"], (int(row["period"][-2:]) - 1) // 3] += row["amount_minor"]
    assert all(total <= 4_000 for total in by_quarter.values())


@QUICK
@hypothesis.given(
    st.integers(min_value=-(10**9), max_value=10**9),
    st.lists(st.integers(min_value=1, max_value=10**7), min_size=1, max_size=6),
)
def test_splits_that_sum_to_the_whole_are_credited_whole(amount: int, weights: list[int]) -> None:
    company = Company((plan_of(DEALS, "components:\n  flat: {kind: commission, on: deals, rate: 1%}\n"),))
    shares = [*weights[1:], WHOLE - sum(weights[1:])]
    people = [f"p{number}" for number in range(len(shares))]
    for person in people:
        company.seat(person)
    company.deal("d1", "01-05", amount, *zip(people, shares, strict=True))
    assert sum(company.calculate().credits["quota_units"].to_pylist()) == amount


def test_every_line_of_every_kind_explains_itself() -> None:
    inputs = random_scenario(5)
    rows = calculate(inputs).earnings.to_pylist()
    for person in sorted({row["person_id"] for row in rows})[:4]:
        for period in sorted({row["period"] for row in rows if row["person_id"] == person})[:4]:
            lines = {
                (row["component"], row["transaction_id"], row["line_kind"])
                for row in rows
                if (row["person_id"], row["period"]) == (person, period)
            }
            found = explain_lines(inputs, person_id=person, period=period)
            assert set(found) == lines
            assert all(one.sentence and one.steps for one in found.values())
