"""Charts of the style guide, each with enough going on to show where labels could meet."""

from __future__ import annotations

from datetime import date, timedelta

from attain.kernel.scaled import ONE
from attain_web.ui.charts import (
    Bar,
    BarChart,
    Bin,
    Column,
    ColumnChart,
    CurvePoint,
    Histogram,
    LineChart,
    PayoutCurve,
    Point,
    Sparkline,
    Tier,
    as_count,
    as_money,
    as_percent,
)

USD = as_money("USD")
_PERCENT = ONE // 100
_STEPS = (
    "0 3 1 2 0 5 4 0 1 9 0 2 0 7 3 0 3 1 8 2 0 0 4 9 1 0 6 2 1 0 0 0 2 5 0 4 1 3 8 0 2 7 0 1 6 4 0 2 5 3 2 0"
)


def attainment_line() -> LineChart:
    """A quarter in which the pace reaches the quota before its end."""
    start, total, points = date(2026, 10, 1), 0, []
    weights = [int(step) for step in _STEPS.split()]
    for day, weight in enumerate(weights):
        total += weight * 55_047_900 // sum(weights)
        points.append(Point(start + timedelta(days=day), total))
    return LineChart(
        title="Attainment this quarter",
        description="Booked $550k of a quota of $600k by 21 Nov; at this pace $660k by the end of December.",
        start=start,
        end=date(2027, 1, 1),
        points=points,
        projection=[Point(date(2026, 12, 31), 66_000_000)],
        target=60_000_000,
        values=USD,
    )


def team_bars() -> BarChart:
    """A ranking with one long name, one without attainment and one far beyond."""
    people = [
        ("Priya Haddad", 138),
        ("Maya Chen", 92),
        ("Tom Nair", 84),
        ("Konstantinos Papadopoulos-Weber", 71),
    ]
    people += [("Lena Sato", 55), ("Omar Rossi", 0)]
    bars = [Bar(name, (percent * _PERCENT,), ONE) for name, percent in people]
    return BarChart(
        "Attainment of the team", "Two of six are at or beyond pace.", bars, as_percent(), (), "Quota"
    )


def monthly_columns() -> ColumnChart:
    """A year of pay with a clawback month and a provisional last one."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov")
    pay = (8_120, 9_410, 14_980, 7_250, 10_010, 16_420, -1_840, 9_630, 18_210, 14_380, 11_840)
    columns = [
        Column(month, (amount * 100,), 1_000_000, is_provisional=month == "Nov")
        for month, amount in zip(months, pay, strict=True)
    ]
    return ColumnChart(
        "Earned by month", "Between -$2k and $18k a month.", columns, USD, ("Earned",), "On target"
    )


def accelerator_curve() -> PayoutCurve:
    """Three marginal tiers."""
    points = [
        CurvePoint(at * _PERCENT, pay * 100)
        for at, pay in ((0, 0), (50, 18_000), (100, 48_000), (150, 93_000))
    ]
    tiers = [Tier(0, ONE // 2, "6%"), Tier(ONE // 2, ONE, "10%"), Tier(ONE, ONE * 3 // 2, "15%")]
    return PayoutCurve(
        "What attainment pays", "Pays $48k at quota and $93k at 150%.", points, USD, tiers, here=91_746_500
    )


def attainment_histogram() -> Histogram:
    """Where sixty sellers are."""
    counts = (2, 3, 5, 9, 14, 12, 8, 4, 2, 1)
    bins = [Bin(at * 20 * _PERCENT, (at + 1) * 20 * _PERCENT, count) for at, count in enumerate(counts)]
    title = "How attainment spreads"
    return Histogram(title, "Most sellers are at 60 to 120%.", bins, as_percent(), "sellers", ONE, "Quota")


def quota_and_booked() -> BarChart:
    """Two series side by side."""
    regions = (("North America", 412, 380), ("Northern Europe", 268, 291), ("Southern Europe", 120, 84))
    bars = [Bar(name, (booked * 10**6, quota * 10**6)) for name, booked, quota in regions]
    return BarChart(
        "Booked and quota by region", "Two of three regions are ahead.", bars, USD, ("Booked", "Quota")
    )


def meetings_sparkline() -> Sparkline:
    """Twelve weeks."""
    return Sparkline("Meetings a week, rising from 3 to 9", (3, 4, 3, 5, 6, 5, 7, 6, 8, 7, 8, 9))


def count_columns() -> ColumnChart:
    """Counts in two series."""
    weeks = ((12, 9), (15, 11), (9, 10), (18, 13))
    columns = [Column(f"Week {at}", pair) for at, pair in enumerate(weeks, 1)]
    return ColumnChart(
        "Meetings by week", "Between 9 and 18 a week.", columns, as_count(), ("Held", "Qualified")
    )
