from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation

from attain_web.ui.formats import (
    format_amount,
    format_count,
    format_day,
    format_duration,
    format_moment,
    format_percent,
    format_quantity,
    format_range,
    format_short_amount,
)


@pytest.mark.parametrize(
    ("amount_minor", "currency", "shown"),
    [
        (183_810, "USD", "$1,838.10"),
        (-25_000, "USD", "−$250.00"),
        (0, "USD", "$0.00"),
        (-5, "USD", "−$0.05"),
        (12_000, "JPY", "¥12,000"),
        (1_234_567, "KWD", "KWD\u00a01,234.567"),
        (123_456_789_01, "CHF", "CHF\u00a0123,456,789.01"),
    ],
)
def test_money_has_all_digits_of_its_currency(amount_minor: int, currency: str, shown: str) -> None:
    assert format_amount(amount_minor, currency) == shown


def test_whole_money_rounds_half_to_even_and_a_difference_shows_its_sign() -> None:
    assert [format_amount(minor, "USD", places=0) for minor in (150, 250, 251)] == ["$2", "$2", "$3"]
    assert format_amount(1_184_000, "USD", plus=True) == "+$11,840.00"
    assert format_amount(0, "USD", plus=True) == "$0.00"


def test_what_rounds_to_nothing_has_no_sign() -> None:
    assert format_amount(-40, "USD", places=0) == "$0"


def test_money_follows_the_language_of_the_reader() -> None:
    with translation.override("de"):
        assert format_amount(183_810, "EUR") == "1.838,10\u00a0€"
    with translation.override("fr"):
        assert format_amount(-183_810, "EUR") == "−1\u00a0838,10\u00a0€"


@pytest.mark.parametrize(
    ("amount_minor", "shown"),
    [
        (0, "$0"),
        (95_000, "$950"),
        (15_000_000, "$150k"),
        (94_250_000, "$942.5k"),
        (55_047_900, "$550k"),
        (125_000, "$1.25k"),
        (1_234_567, "$12.3k"),
        (99_949, "$999"),
        (-250_000, "−$2.5k"),
        (120_000_000, "$1.2M"),
        (99_999_900, "$1M"),
        (50_000_000_000, "$500M"),
    ],
)
def test_money_on_an_axis_is_short(amount_minor: int, shown: str) -> None:
    assert format_short_amount(amount_minor, "USD") == shown


def test_a_percentage_has_the_places_asked_for_or_exactly_its_own() -> None:
    assert format_percent(91_746_500) == "91.7%"
    assert format_percent(91_746_500, places=2) == "91.75%"
    assert format_percent(12_250_000, places=None) == "12.25%"
    assert format_percent(10_000_000, places=None) == "10%"
    assert format_percent(-500_000) == "−0.5%"
    assert format_percent(123_400_000_000) == "123,400.0%"


def test_counts_are_grouped() -> None:
    assert [format_count(value) for value in (0, 999, 1_000, 11_600, -1_234_567)] == [
        "0",
        "999",
        "1,000",
        "11,600",
        "−1,234,567",
    ]


def test_one_of_something_is_singular() -> None:
    shown = [
        format_quantity(count, unit)
        for count, unit in ((1, "lines"), (1, "entries"), (0, "lines"), (1, "people"))
    ]
    assert shown == ["1 line", "1 entry", "0 lines", "1 person"]


def test_days_and_moments_have_one_style_in_the_readers_time_zone() -> None:
    assert format_day(date(2026, 11, 21)) == "21 Nov 2026"
    at = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    with timezone.override("Europe/Berlin"):
        assert format_moment(at) == "22 Nov 2026, 00:30"
        assert format_day(at) == "22 Nov 2026"


def test_a_half_open_range_shows_its_last_day() -> None:
    assert format_range(date(2026, 11, 1), date(2026, 12, 1)) == "1 Nov – 30 Nov 2026"
    assert format_range(date(2026, 12, 1), date(2027, 2, 1)) == "1 Dec 2026 – 31 Jan 2027"
    assert format_range(date(2026, 12, 1), date(2026, 12, 2)) == "1 Dec 2026"


def test_durations_are_rough() -> None:
    assert [format_duration(seconds).replace("\u00a0", " ") for seconds in (8, 61, 7_800)] == [
        "8 s",
        "2 min",
        "2 h 10 min",
    ]
