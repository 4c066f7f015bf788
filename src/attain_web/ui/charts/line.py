"""A cumulative line against a target over time: booked so far, where this pace leads, the quota, today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString

from attain_web.ui.charts.canvas import Canvas, LegendItem, figure
from attain_web.ui.charts.scale import Linear, ValueFormat, axis_steps

LEAST_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day."""

    day: date
    value: int


@dataclass(frozen=True, slots=True)
class LineChart:
    """``points`` run to today, ``projection`` continues; ``start`` and ``end`` are a half-open range."""

    title: str
    description: str
    start: date
    end: date
    points: Sequence[Point]
    values: ValueFormat
    projection: Sequence[Point] = ()
    target: int | None = None
    series_label: str = "Booked"
    projection_label: str = "At this pace"
    target_label: str = "Quota"
    last_label: str = "today"  # what the last point is; empty for a period that is over
    even_pace: bool = True  # a faint line from nothing to the target over the range


def render_line(chart: LineChart) -> SafeString:
    """Draws it; nothing is assumed about how many points there are."""
    legend = [LegendItem(chart.series_label, "key-line series-1")]
    if chart.projection:
        legend.append(LegendItem(chart.projection_label, "key-dash series-1"))
    if chart.target is not None:
        legend.append(LegendItem(chart.target_label, "key-line mark"))
        if chart.even_pace:
            legend.append(LegendItem("Even pace", "key-dots"))
    return figure(chart.title, chart.description, lambda canvas: _draw(chart, canvas), (264, 220), legend)


def _draw(chart: LineChart, canvas: Canvas) -> None:
    everything = [point.value for point in (*chart.points, *chart.projection)] + [0, chart.target or 0]
    lowest, highest = min(everything), max(everything)
    if -lowest * LEAST_DEPTH < highest:  # a dip that would be thinner than the line needs no axis of its own
        lowest = 0
    steps = axis_steps(lowest, highest, chart.values.unit, 4 if canvas.is_wide else 3)
    left = max(canvas.text_width(chart.values.write(step)) for step in steps) + 10
    x = Linear(chart.start.toordinal(), chart.end.toordinal(), left, canvas.width - 8)
    y = Linear(steps[0], steps[-1], canvas.height - 30, 16)
    for step in steps:
        canvas.line("grid", left, y(step), canvas.width - 8, y(step))
        canvas.text(chart.values.write(step), left - 8, y(step) + 4, "axis", "end")
    _draw_months(chart, canvas, x)
    booked = [(x(point.day.toordinal()), y(point.value)) for point in chart.points]
    ahead = [(x(point.day.toordinal()), y(point.value)) for point in chart.projection]
    if booked:
        canvas.area("area", booked, y(0))
    if chart.target is not None:
        if chart.even_pace:
            canvas.polyline("pace", [(x.start, y(0)), (x.end, y(chart.target))])
        canvas.polyline("target", [(x.start, y(chart.target)), (x.end, y(chart.target))])
    if ahead:
        canvas.polyline("stroke series-1 dashed", booked[-1:] + ahead)
    if booked:
        canvas.polyline("stroke series-1", booked)
        canvas.circle("dot series-1", *booked[-1], 4)
    _draw_labels(chart, canvas, booked, x, y)


def _draw_labels(
    chart: LineChart, canvas: Canvas, booked: Sequence[tuple[float, float]], x: Linear, y: Linear
) -> None:
    if booked:
        at_x, at_y = booked[-1]
        places = [
            (at_x + 10, at_y + 18, "start"),
            (at_x - 10, at_y - 10, "end"),
            (at_x + 10, at_y - 10, "start"),
        ]
        places += [
            (at_x + 10, at_y + 34, "start"),
            (at_x - 10, at_y + 18, "end"),
            (at_x, at_y + 52, "middle"),
        ]
        canvas.label(f"{chart.values.write(chart.points[-1].value)} {chart.last_label}".rstrip(), places)
    if chart.target is not None:
        at_y = y(chart.target)
        text = f"{chart.target_label} {chart.values.write(chart.target)}"
        sides = ((x.start + 6, "start"), (x.end - 4, "end"), ((x.start + x.end) / 2, "middle"))
        canvas.label(text, [(at_x, at_y + dy, anchor) for dy in (-7, 17) for at_x, anchor in sides])


def _draw_months(chart: LineChart, canvas: Canvas, x: Linear) -> None:
    """Month names at the first of each month; every second or third where they would touch."""
    firsts = [chart.start]
    day = chart.start
    while day < chart.end:
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        if day < chart.end:
            firsts.append(day)
    room = (x.end - x.start) / max(1, len(firsts))
    every = next(n for n in (1, 2, 3, 6, 12, 1000) if room * n >= canvas.text_size * 3)
    for day in firsts[::every]:
        canvas.text(format_date(day, "M"), x(day.toordinal()), canvas.height - 8, "axis")
