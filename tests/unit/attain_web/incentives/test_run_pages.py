from __future__ import annotations

import re
from typing import Any

import pytest

from tests.unit.attain_web.incentives.build import book, do_run

pytestmark = pytest.mark.django_db


def shown(company: Any, path: str) -> str:
    answer = company.client("finance").get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_run_names_its_tables_and_its_month_in_words(stocked: Any) -> None:
    run = do_run()
    text = shown(stocked, f"/runs/{run.pk}/")
    assert "through April 2026" in text
    assert "<td>Account owners</td>" in text
    assert "<td>account_owners</td>" not in text


def test_the_runs_are_a_file_with_a_row_for_each_currency(stocked: Any) -> None:
    run = do_run()
    text = shown(stocked, "/runs/?format=csv")
    assert f"{run.pk},official,succeeded,true,2026-04,USD,16000.00," in text
    assert "format=xlsx" in shown(stocked, "/runs/")


def test_the_plans_are_a_file(stocked: Any) -> None:
    text = shown(stocked, "/plans/?format=csv")
    assert "account-executive,Account executive,2026,2026-01-01," in text
    assert "format=xlsx" in shown(stocked, "/plans/")


def test_a_phone_keeps_who_what_month_and_change_of_a_difference(stocked: Any) -> None:
    before = do_run(purpose="trial")
    book("T5", "bob", "2026-04-01", 10_000_00)
    after = do_run(purpose="trial")
    text = shown(stocked, f"/runs/{before.pk}/compare/{after.pk}/")
    heads = re.findall(r'<th scope="col"([^>]*)>(Payee|Plan|Before|After|Change)<', text)
    kept = [label for attributes, label in heads if "p2" not in attributes]
    assert kept[-2:] == ["Payee", "Change"]
    assert re.search(r'· <span class="nowrap">April 2026</span>', text)
