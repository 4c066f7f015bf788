"""What was planted is found again in the tables, by simple statistics."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from typing import Any

import numpy as np
import pytest

from tests.unit.attain.example.statistics import (
    Rows,
    before_quarter_end,
    into_quarter,
    logistic,
    new_deals,
    share,
)

DECIDED = dt.date(2026, 4, 15)  # deals created before have nearly all been decided


@pytest.fixture(scope="session")
def win_model(rows: Rows, truth: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """Coefficient and standard error by planted driver, of a logistic regression on decided deals."""
    created = {row["opportunity_id"]: row["created_on"] for row in rows["opportunities"]}
    early = Counter(
        row["opportunity_id"]
        for row in rows["activities"]
        if row["opportunity_id"] and (row["occurred_on"] - created[row["opportunity_id"]]).days < 21
    )
    segment = {row["account_id"]: row["segment"] for row in rows["accounts"]}
    category = {row["product_id"]: row["category"] for row in rows["products"]}
    names = ["fit", "skill", "early", "Sentrilune", "Kelvoryx", "Vostrane", "large", "training", "monday"]
    features, outcomes = [], []
    for row in new_deals(rows, DECIDED):
        person = truth["people"][row["person_id"]]
        skill = person["overall"] + person["segments"].get(segment[row["account_id"]], 0)
        skill += person["categories"].get(category[row["product_id"]], 0)
        trained = (
            person["trained_from"] is not None and row["created_on"].isoformat() >= person["trained_from"]
        )
        features.append(
            [
                truth["accounts"][row["account_id"]]["fit"],
                skill,
                early[row["opportunity_id"]],
                *(row["competitor"] == name for name in names[3:6]),
                segment[row["account_id"]] == "Enterprise",
                trained,
                row["created_on"].weekday() == 0,
            ]
        )
        outcomes.append(row["status"] == "won")
    beta, error = logistic(features, outcomes)
    return {name: (beta[i + 1], error[i + 1]) for i, name in enumerate(names)}


@pytest.mark.parametrize(
    ("driver", "law"), [("fit", "win_fit"), ("skill", "win_skill"), ("early", "win_per_early_activity")]
)
def test_winning_follows_fit_skill_and_early_activity(
    driver: str, law: str, win_model: dict[str, tuple[float, float]], truth: dict[str, Any]
) -> None:
    found, error = win_model[driver]
    assert abs(found - truth["laws"][law]) < 2.5 * error
    assert found > 3 * error


def test_stronger_rivals_cost_more_wins(
    win_model: dict[str, tuple[float, float]], truth: dict[str, Any]
) -> None:
    for rival in ("Sentrilune", "Kelvoryx", "Vostrane"):
        found, error = win_model[rival]
        assert abs(found - truth["laws"]["win_by_competitor"][rival]) < 2.5 * error
    assert win_model["Vostrane"][0] < win_model["Sentrilune"][0] < 0


def test_training_helped_those_who_were_trained(
    win_model: dict[str, tuple[float, float]], truth: dict[str, Any]
) -> None:
    found, error = win_model["training"]
    assert found > 0
    assert abs(found - truth["training"]["effect_logit"]) < 2.5 * error


def test_the_weekday_has_no_effect(win_model: dict[str, tuple[float, float]]) -> None:
    found, error = win_model["monday"]
    assert abs(found) < 2.5 * error


def test_about_a_quarter_to_a_third_of_new_deals_are_won(rows: Rows) -> None:
    assert 0.22 < share([row["status"] == "won" for row in new_deals(rows, DECIDED)]) < 0.36


def test_wins_gather_at_the_end_of_a_quarter_but_sandbaggers_wait(rows: Rows, truth: dict[str, Any]) -> None:
    won = [row for row in rows["opportunities"] if row["deal_type"] == "new" and row["status"] == "won"]
    hold = set(truth["sandbagging"]["person_ids"])
    assert len(hold) == 2
    peers = [row["closed_on"] for row in won if row["person_id"] not in hold]
    sandbaggers = [row["closed_on"] for row in won if row["person_id"] in hold]
    assert share([before_quarter_end(day) < 14 for day in peers]) > 0.27  # 15 % without a push
    assert share([into_quarter(day) < 14 for day in peers]) < 0.14
    assert share([before_quarter_end(day) < 14 for day in sandbaggers]) < 0.1
    assert share([into_quarter(day) < 16 for day in sandbaggers]) > 0.25


def test_the_spif_lifted_its_product_by_a_fifth_and_borrowed_from_april(
    rows: Rows, truth: dict[str, Any]
) -> None:
    spif = truth["spif"]
    won = {
        row["opportunity_id"]: f"{row['closed_on']:%Y-%m}"
        for row in rows["opportunities"]
        if row["deal_type"] == "new" and row["status"] == "won"
    }
    products: dict[str, set[str]] = {}
    for row in rows["transactions"]:
        if row["kind"] == "booking" and row["opportunity_id"] in won:
            products.setdefault(row["opportunity_id"], set()).add(row["product_id"])
    with_platform: Counter[str] = Counter()
    with_both: Counter[str] = Counter()
    for opportunity_id, found in products.items():
        month = won[opportunity_id]
        if any(product.startswith("W-") for product in found):
            with_platform[month] += 1
            with_both[month] += spif["product_id"] in found
    ordinary = [month for month in with_platform if month not in ("2026-03", "2026-04")]
    usual = sum(with_both[month] for month in ordinary) / sum(with_platform[month] for month in ordinary)
    assert usual == pytest.approx(spif["attach_rate"], abs=0.02)
    assert with_both["2026-03"] / with_platform["2026-03"] / usual == pytest.approx(
        1 + spif["lift"], abs=0.06
    )
    assert with_both["2026-04"] / with_platform["2026-04"] < usual


def test_new_hires_find_fewer_deals_at_first(rows: Rows) -> None:
    """In their first ninety days, against what all executives find in ninety days."""
    hired = {row["person_id"]: row["hired_on"] for row in rows["people"]}
    sellers = {row["person_id"] for row in rows["assignments"] if "-AE-" in row["position_id"]}
    fresh = {person for person in sellers if dt.date(2025, 12, 1) <= hired[person] < dt.date(2026, 8, 20)}
    deals = [row for row in rows["opportunities"] if row["deal_type"] == "new"]
    first = [
        row
        for row in deals
        if row["person_id"] in fresh and 0 <= (row["created_on"] - hired[row["person_id"]]).days < 90
    ]
    usual = [row for row in deals if dt.date(2026, 1, 1) <= row["created_on"] < dt.date(2026, 10, 1)]
    assert len(fresh) == 2
    assert len(first) / len(fresh) < 0.85 * len(usual) / 3 / 30


def test_customers_who_never_launched_leave_more_often(rows: Rows) -> None:
    launched = {row["account_id"] for row in rows["transactions"] if row["product_id"] == "S-100"}
    closed = [
        row for row in rows["opportunities"] if row["deal_type"] == "renewal" and row["status"] != "open"
    ]
    kept = {
        known: share([row["status"] == "won" for row in closed if (row["account_id"] in launched) is known])
        for known in (True, False)
    }
    assert 0.75 < share([row["status"] == "won" for row in closed]) < 0.92
    assert kept[True] > kept[False] + 0.03


def test_heavy_discounters_sell_below_their_peers(rows: Rows, truth: dict[str, Any]) -> None:
    price = {row["product_id"]: row["list_price_minor"] for row in rows["products"]}
    owner = {row["opportunity_id"]: row["person_id"] for row in rows["opportunities"]}
    discounts: dict[bool, list[float]] = {True: [], False: []}
    for row in rows["transactions"]:
        if row["kind"] == "booking" and row["deal_type"] == "new" and row["currency"] == "USD":
            at_list = price[row["product_id"]] * row["quantity"] / 10_000
            heavy = truth["people"][owner[row["opportunity_id"]]]["discounts_heavily"]
            discounts[heavy].append(1 - row["amount_minor"] / at_list)
    gap = np.mean(discounts[True]) - np.mean(discounts[False])
    assert gap == pytest.approx(truth["laws"]["discount_of_heavy_discounters"], abs=0.025)


def test_the_planted_kinds_of_accounts_can_be_told_apart(rows: Rows, truth: dict[str, Any]) -> None:
    factor = {"USD": 1.0, "GBP": 0.8, "EUR": 0.92}
    kinds, points = [], []
    industries = sorted({row["industry"] for row in rows["accounts"]})
    for row in rows["accounts"]:
        revenue = row["annual_revenue_minor"] / 100 / factor[row["currency"]]
        points.append(
            [math.log(row["employees"]), math.log(revenue / row["employees"]), row["founded_year"] / 12]
            + [1.5 * (row["industry"] == industry) for industry in industries]
        )
        kinds.append(truth["accounts"][row["account_id"]]["cluster"])
    space = np.asarray(points)
    centres = {kind: space[[one == kind for one in kinds]].mean(axis=0) for kind in set(kinds)}
    nearest = [min(centres, key=lambda kind: float(((point - centres[kind]) ** 2).sum())) for point in space]
    assert len(centres) == 5
    assert share([found == kind for found, kind in zip(nearest, kinds, strict=True)]) > 0.93


def test_territories_are_unequal(truth: dict[str, Any]) -> None:
    potentials = [one["potential_usd"] for one in truth["territories"].values()]
    assert len(potentials) == 31
    assert max(potentials) > 3 * min(potentials)


def test_a_weak_stage_loses_more_than_it_should(rows: Rows, truth: dict[str, Any]) -> None:
    lost = {
        row["opportunity_id"]: row["person_id"] for row in rows["opportunities"] if row["status"] == "lost"
    }
    last = {
        row["opportunity_id"]: row["stage"]
        for row in rows["opportunity_snapshots"]
        if row["status"] == "open"
    }
    expected = truth["laws"]["lost_at"]
    weak = {person: one["weak_stage"] for person, one in truth["people"].items() if one["weak_stage"]}
    seen = [last[deal] == weak[person] for deal, person in lost.items() if person in weak]
    usual = [expected[weak[person]] for person in lost.values() if person in weak]
    assert share(seen) > np.mean(usual) + 0.04


def test_a_committed_deal_is_won_more_often_than_a_best_case(rows: Rows) -> None:
    status = {
        row["opportunity_id"]: row["status"] for row in rows["opportunities"] if row["deal_type"] == "new"
    }
    calls: dict[str, list[bool]] = {"commit": [], "best-case": []}
    for row in rows["opportunity_snapshots"]:
        known = status.get(row["opportunity_id"], "open")
        if row["stage"] == "Negotiate" and row["forecast_category"] in calls and known != "open":
            calls[row["forecast_category"]].append(known == "won")
    assert share(calls["commit"]) > share(calls["best-case"]) + 0.2
