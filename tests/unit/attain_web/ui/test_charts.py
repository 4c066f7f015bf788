from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from attain_web.ui import sample_charts
from attain_web.ui.charts import (
    Bar,
    BarChart,
    Bin,
    Histogram,
    LineChart,
    Point,
    Sparkline,
    as_count,
    as_money,
)
from attain_web.ui.charts.canvas import MEDIUM_WIDTH, NARROW_WIDTH, WIDE_WIDTH, Canvas
from attain_web.ui.charts.payout_curve import CurvePoint, pay_at
from attain_web.ui.charts.render import Chart, render_chart
from attain_web.ui.charts.scale import axis_steps

WIDTHS = (WIDE_WIDTH, MEDIUM_WIDTH, NARROW_WIDTH)
CHARTS: list[Chart] = [
    sample_charts.attainment_line(),
    sample_charts.team_bars(),
    sample_charts.monthly_columns(),
    sample_charts.accelerator_curve(),
    sample_charts.attainment_histogram(),
    sample_charts.quota_and_booked(),
    sample_charts.count_columns(),
]


def drawings(chart: Chart) -> list[ElementTree.Element]:
    return ElementTree.fromstring(render_chart(chart)).findall(".//svg")


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
def test_a_chart_is_drawn_for_three_widths_with_name_and_description(chart: Chart) -> None:
    found = drawings(chart)
    assert [svg.get("viewBox", "").split()[2] for svg in found] == [str(width) for width in WIDTHS]
    for svg in found:
        assert svg.get("role") == "img"
        named = svg.get("aria-labelledby", "").split()
        assert [svg.find("title").get("id"), svg.find("desc").get("id")] == named  # type: ignore[union-attr]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
def test_nothing_is_drawn_with_inline_styles_or_colours(chart: Chart) -> None:
    assert not re.search(r"\s(style|fill|stroke)=|#[0-9a-f]{6}|javascript", render_chart(chart))


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_two_texts_overlap_and_none_is_cut(chart: Chart, width: int) -> None:
    svg = drawings(chart)[WIDTHS.index(width)]
    is_wide = width == WIDE_WIDTH
    measure = Canvas(width, 0, 13.0 if is_wide else 12.5, is_wide)
    boxes = []
    for text in svg.findall("text"):
        words, x = text.text or "", float(text.get("x", 0))
        size = measure.text_width(words)
        left = {"middle": x - size / 2, "end": x - size}.get(text.get("text-anchor", ""), x)
        assert left >= -1, words
        assert left + size <= width + 1, words
        baseline = float(text.get("y", 0))
        boxes.append((words, left, left + size, baseline - 10, baseline + 2))
    for at, (one, left, right, top, bottom) in enumerate(boxes):
        for other, left2, right2, top2, bottom2 in boxes[at + 1 :]:
            assert min(right, right2) <= max(left, left2) or min(bottom, bottom2) <= max(top, top2), (
                one,
                other,
            )


def test_axis_steps_are_round_and_reach_both_ends() -> None:
    assert axis_steps(0, 66_000_000, 100, 4) == [0, 20_000_000, 40_000_000, 60_000_000, 80_000_000]
    assert axis_steps(-184_000, 1_821_000, 100, 4) == [-1_000_000, 0, 1_000_000, 2_000_000]
    assert axis_steps(0, 0, 1, 4) == [0, 1]


def test_a_line_without_any_point_still_shows_its_quota() -> None:
    chart = LineChart(
        "Empty", "Nothing yet.", date(2026, 10, 1), date(2027, 1, 1), (), as_money("USD"), target=100_000
    )
    assert "Quota $1k" in render_chart(chart)


def test_the_last_point_of_a_period_that_is_over_is_not_today() -> None:
    chart = sample_charts.attainment_line()
    assert "$550k today" in render_chart(chart)
    assert "today" not in render_chart(replace(chart, last_label="", description=""))


def test_a_line_of_one_day_and_of_two_years_can_be_drawn() -> None:
    one = LineChart("A", "d", date(2026, 1, 1), date(2026, 1, 2), [Point(date(2026, 1, 1), 5)], as_count())
    assert len(drawings(one)) == len(WIDTHS)
    long = replace(one, end=date(2028, 1, 1))
    months = [
        text.text for text in drawings(long)[1].findall("text") if text.text in {"Jan", "Jul", "Apr", "Oct"}
    ]
    assert 4 <= len(months) <= 9


def test_hostile_names_are_escaped() -> None:
    chart = BarChart("<b>", "<i>", [Bar("<script>alert(1)</script>", (1,))], as_count(), ("<u>",))
    assert "<script" not in render_chart(chart)
    assert "<b>" not in render_chart(chart)


def test_a_long_name_is_shortened_and_whole_on_hover() -> None:
    name = "The very long name of a territory that nobody wanted to shorten at all"
    wide = drawings(BarChart("A", "d", [Bar(name, (3,))], as_count()))[0]
    text = wide.find("text")
    assert text is not None
    assert (text.text or "").endswith("…")
    assert text.findtext("title") == name


def test_charts_without_content_do_not_fail() -> None:
    assert render_chart(Histogram("A", "d", (), as_count())) == ""
    assert "<path" not in render_chart(Sparkline("A", (1,)))
    assert "<path" in render_chart(Sparkline("A", (1, 1, 1)))
    assert render_chart(BarChart("A", "d", (), as_count()))
    assert render_chart(Histogram("A", "d", [Bin(0, 10, 0)], as_count()))


def test_the_mark_on_the_curve_lies_on_it() -> None:
    points = [CurvePoint(0, 0), CurvePoint(100, 1_000), CurvePoint(100, 3_000), CurvePoint(200, 5_000)]
    assert [pay_at(points, at) for at in (0, 50, 100, 150, 300)] == [0, 500, 3_000, 4_000, 5_000]


def test_a_label_takes_the_first_place_that_is_free() -> None:
    canvas = Canvas(400, 100, 10, is_wide=True)
    canvas.polyline("x", [(0, 50), (400, 50)])
    canvas.label("here", [(100, 52, "start"), (100, 30, "start"), (100, 80, "start")])
    assert 'y="30"' in canvas.parts[-1]
