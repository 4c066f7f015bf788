from __future__ import annotations

from functools import cache

import pytest

from attain.engine.differential import FAULTS, run_differential
from attain.engine.differential.comparison import Expected, differences, expect
from attain.engine.differential.scenario import PAYEES_OF_A_SCENARIO, random_scenario

CASES = 2_000
MOST_SCENARIOS = 12


def test_interpreter_and_duckdb_give_the_same_bytes() -> None:
    result = run_differential(CASES, seed=20_241_122)
    assert result.cases >= CASES
    assert result.differences == 0, "\n".join(result.shown)


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_fault_in_one_executor_is_found(name: str) -> None:
    found = (differences(_scenario(number), FAULTS[name]) for number in range(MOST_SCENARIOS))
    assert any(found), f"{MOST_SCENARIOS * PAYEES_OF_A_SCENARIO} cases do not notice a wrong {name}"


@cache
def _scenario(number: int) -> Expected:
    return expect(random_scenario(number))


def test_the_same_seed_gives_the_same_cases() -> None:
    first, second = random_scenario(7), random_scenario(7)
    assert first.plans == second.plans
    assert all(first.tables[name].equals(second.tables[name]) for name in first.tables)
