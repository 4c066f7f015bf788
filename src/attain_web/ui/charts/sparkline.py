"""A line the size of a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from attain_web.ui.charts.canvas import Canvas
from attain_web.ui.charts.scale import Linear

_WIDTH, _HEIGHT = 96, 24


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Values in order of time; ``title`` says in words what they show."""

    title: str
    values: Sequence[int]


def render_sparkline(chart: Sparkline) -> SafeString:
    """Draws it without text; fewer than two values give an empty place of the same size."""
    canvas = Canvas(_WIDTH, _HEIGHT, 0, is_wide=False)
    if len(chart.values) > 1:
        x = Linear(0, len(chart.values) - 1, 3, _WIDTH - 4)
        y = Linear(min(chart.values), max(max(chart.values), min(chart.values) + 1), _HEIGHT - 4, 4)
        points = [(x(at), y(value)) for at, value in enumerate(chart.values)]
        canvas.polyline("stroke series-1", points, blocks=False)
        canvas.circle("dot series-1", *points[-1], 2.5)
    return format_html(
        '<svg class="sparkline" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        _WIDTH,
        _HEIGHT,
        chart.title,
        SafeString("".join(canvas.parts)),
    )
