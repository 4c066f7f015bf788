from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from attain_web.home.open_deal import open_deals
from attain_web.home.rep import payee_home
from attain_web.home.what_if import one_more_deal
from attain_web.home.wording import payee_words
from attain_web.incentives import selectors
from tests.support.organisation import Company
from tests.unit.attain_web.incentives.build import (
    ONE,
    PLAN,
    TODAY,
    approve,
    book,
    do_run,
    import_rows,
    set_day,
    set_quota,
)
from tests.unit.attain_web.payouts.build import close

pytestmark = pytest.mark.django_db
DEAL = {
    "opportunity_id": "O1",
    "name": "Big one",
    "person_id": "alice",
    "deal_type": "new",
    "stage": "negotiation",
    "status": "open",
    "forecast_category": "best-case",
    "amount_minor": 20_000_00,
    "currency": "USD",
}


def earned_by(person_id: str) -> int:
    run = selectors.current_run()
    rows = selectors.result(run, "earnings", filters={"person_id": person_id})
    return sum(rows["amount_minor"].to_pylist())


def test_before_the_first_run_there_are_no_figures(stocked: Company) -> None:
    assert payee_home("alice") is None
    page = stocked.client("alice").get("/")
    assert b"Your figures appear after the first calculation" in page.content


def test_a_payee_sees_attainment_pace_earned_and_the_way_to_the_next_tier(stocked: Company) -> None:
    do_run()
    home = payee_home("alice")
    main = home.main
    assert (main.units, main.quota_units, main.attainment) == (90_000_00, 100_000_00, 90 * ONE // 100)
    assert main.pace == (110 * ONE * 2 + 365) // (2 * 365)  # 20 April is day 110
    assert main.is_ahead
    assert (home.earned_period.amount_minor, home.earned_month.amount_minor) == (9_000_00, 0)
    assert (main.next_tier.bound_units, main.next_tier.remaining_units) == (100_000_00, 10_000_00)
    words = payee_words(home)
    assert (words["quota_hint"], words["tier_value"]) == (
        "$90,000 of $100,000; an even pace is 30%",
        "$10,000",
    )
    assert words["earned_hint"] == "$0.00 in April"


def test_beyond_the_last_tier_nothing_is_next(stocked: Company) -> None:
    book("T9", "alice", "2026-03-01", 50_000_00)
    do_run()
    home = payee_home("alice")
    assert (home.main.attainment, home.main.next_tier) == (140 * ONE // 100, None)
    assert "tier_label" not in payee_words(home)


def test_what_the_latest_run_changed_is_said(stocked: Company) -> None:
    do_run()
    book("T9", "alice", "2026-04-02", 2_000_00)
    do_run()
    assert payee_home("alice").change_minor == 200_00
    assert payee_home("bob").change_minor == 0


def test_on_the_first_day_of_a_month_the_figures_of_the_one_before_stand(stocked: Company) -> None:
    do_run()
    set_day("2026-05-01")
    home = payee_home("alice")
    assert (str(home.on), home.month.name, home.main.units) == ("2026-04-30", "2026-04", 90_000_00)
    assert one_more_deal(home.run, home.main, 5_000_00, home.on).pay.amount_minor == 500_00
    for name in ("alice", "erin"):
        assert b"2026-04/" in stocked.client(name).get("/").content


def test_the_home_page_says_it_all(stocked: Company) -> None:
    do_run()
    close("2026-01")
    page = stocked.client("alice").get("/").content.decode()
    for words in ("90.0%", "$90,000 of $100,000", "$9,000", "Next payout", "$10,000", "<svg"):
        assert words in page


@pytest.mark.parametrize("amount_minor", [1, 5_000_00, 10_000_00, 10_000_01, 60_000_00, 250_000_00])
def test_a_what_if_is_what_a_run_with_the_booking_really_pays(stocked: Company, amount_minor: int) -> None:
    run = do_run()
    home = payee_home("alice")
    expected = one_more_deal(run, home.main, amount_minor, home.on)
    before = earned_by("alice")
    book("T9", "alice", "2026-04-20", amount_minor)
    do_run()
    assert (expected.pay.currency, expected.pay.amount_minor) == ("USD", earned_by("alice") - before)
    assert expected.attainment == payee_home("alice").main.attainment


def test_the_what_if_page_answers_with_the_pay_and_the_attainment(stocked: Company) -> None:
    do_run()
    client = stocked.client("alice")
    page = client.get("/what-if/?amount=20000").content.decode()
    # 90,000 of 100,000: 10,000 at 10 % and 10,000 at 15 %
    for words in ("$20,000", "110.0%", "$2,500", "12.5%"):
        assert words in page


def on_another_plan(company: Company, old: str, new: str) -> str:
    """What the what-if page says to someone whose plan differs in this."""
    set_day(TODAY)
    set_quota("ae1")
    approve(PLAN.replace(old, new), "")
    do_run()
    return company.client("alice").get("/what-if/?amount=20000").content.decode()


def test_the_what_if_of_who_is_paid_for_renewals_they_helped_with_is_such_a_deal(company: Company) -> None:
    condition = 'when: deal_type = "renewal"\n    to: {split: [overlay]}'
    page = on_another_plan(company, "to: {split: [owner]}", condition)
    for words in ("$20,000", "20.0%", "$2,000", "10.0% of the deal"):
        assert words in page


def test_where_a_deal_alone_does_not_count_the_what_if_says_so(company: Company) -> None:
    condition = 'when: product.category = "Platform"\n    to: {split: [owner]}'
    page = on_another_plan(company, "to: {split: [owner]}", condition)
    assert "A deal alone does not count on Bookings" in page


@pytest.mark.parametrize("amount", ["", "-5", "x", "1e9", "٣", "9" * 30, "0"])
def test_a_what_if_of_nonsense_is_one_of_nothing(stocked: Company, amount: str) -> None:
    do_run()
    answer = stocked.client("alice").get("/what-if/", {"amount": amount})
    assert answer.status_code == 200
    assert b"pays <strong>$0</strong>" in answer.content


def test_what_if_and_deals_are_for_payees_alone(stocked: Company) -> None:
    for path in (reverse("what_if") + "?amount=1", reverse("open_deals")):
        assert stocked.client("alice").get(path).status_code == 404  # no run yet
    do_run()
    for path in (reverse("what_if") + "?amount=1", reverse("open_deals")):
        assert stocked.client("auditor").get(path).status_code == 403
        assert stocked.client("anonymous").get(path).status_code == 302


def test_an_open_deal_pays_what_its_booking_would(stocked: Company) -> None:
    import_rows("opportunities", DEAL | {"expected_close_on": dt.date.fromisoformat("2026-04-28")})
    run = do_run()
    (deal,) = open_deals(run, "alice", dt.date.fromisoformat("2026-04-20"), 6)
    assert (deal.name, deal.category, deal.amount_minor) == ("Big one", "Best case", 20_000_00)
    before = earned_by("alice")
    book("T9", "alice", "2026-04-28", 20_000_00)
    do_run()
    assert deal.pay_minor == earned_by("alice") - before == 2_500_00


def test_only_the_own_open_deals_to_come_are_listed_nearest_first(stocked: Company) -> None:
    for number, changes in enumerate(
        (
            {"expected_close_on": dt.date.fromisoformat("2026-06-01")},
            {"expected_close_on": dt.date.fromisoformat("2026-04-20")},
            {"expected_close_on": dt.date.fromisoformat("2026-04-19")},
            {"expected_close_on": dt.date.fromisoformat("2026-05-01"), "person_id": "bob"},
            {"expected_close_on": dt.date.fromisoformat("2026-05-01"), "status": "won"},
            {"expected_close_on": None},
            {"expected_close_on": dt.date.fromisoformat("2026-05-01"), "amount_minor": None},
        )
    ):
        import_rows("opportunities", DEAL | {"opportunity_id": f"O{number}"} | changes)
    run = do_run()
    assert [
        one.opportunity_id for one in open_deals(run, "alice", dt.date.fromisoformat("2026-04-20"), 6)
    ] == ["O1", "O0"]
    page = stocked.client("alice").get(reverse("open_deals")).content.decode()
    assert page.count("Big one") == 2
