"""How many fall where: counts by bin, with a mark for a value of interest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from attain_web.ui.charts.canvas import Canvas, figure
from attain_web.ui.charts.scale import Linear, ValueFormat, as_count, axis_steps
from attain_web.ui.formats import format_count


@dataclass(frozen=True, slots=True)
class Bin:
    """How many values lie from ``start`` up to, not including, ``end``."""

    start: int
    end: int
    count: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """Adjoining bins in order; ``values`` writes their borders."""

    title: str
    description: str
    bins: Sequence[Bin]
    values: ValueFormat
    unit: str = "people"
    mark: int | None = None
    mark_label: str = ""


def render_histogram(chart: Histogram) -> SafeString:
    """Draws it; without bins there is nothing to see and an empty text is returned."""
    if not chart.bins:
        return SafeString("")
    return figure(chart.title, chart.description, lambda canvas: _draw(chart, canvas), (220, 200))


def _draw(chart: Histogram, canvas: Canvas) -> None:
    steps = axis_steps(0, max(item.count for item in chart.bins), as_count().unit, 3)
    left = max(canvas.text_width(format_count(step)) for step in steps) + 10
    x = Linear(chart.bins[0].start, chart.bins[-1].end, left, canvas.width - 14)
    y = Linear(0, steps[-1], canvas.height - 30, 26)
    for step in steps:
        canvas.line("grid", left, y(step), canvas.width - 4, y(step))
        canvas.text(format_count(step), left - 8, y(step) + 4, "axis", "end")
    for item in chart.bins:
        title = (
            f"{chart.values.write(item.start)} to {chart.values.write(item.end)}: {item.count} {chart.unit}"
        )
        top = y(item.count)
        canvas.rect(
            "fill series-1", x(item.start) + 1, top, x(item.end) - x(item.start) - 2, y.start - top, 2, title
        )
    borders = [item.start for item in chart.bins] + [chart.bins[-1].end]
    widest = max(canvas.text_width(chart.values.write(border)) for border in borders) + 12
    every = max(1, -(-int(widest * len(chart.bins)) // int(x.end - x.start)))
    for border in borders[::every]:
        canvas.text(chart.values.write(border), x(border), canvas.height - 8, "axis", "middle")
    if chart.mark is not None:
        at = x(chart.mark)
        canvas.line("target", at, y.start, at, 18)
        canvas.label(chart.mark_label, [(at + 6, 14, "start"), (at - 6, 14, "end"), (at, 14, "middle")])
