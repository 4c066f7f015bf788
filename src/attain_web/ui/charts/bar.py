"""Horizontal bars: a ranking with values at the ends and a tick at each target; series are grouped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from attain_web.ui.charts.canvas import Canvas, LegendItem, figure
from attain_web.ui.charts.scale import Linear, ValueFormat


@dataclass(frozen=True, slots=True)
class Bar:
    """A name with a value for each series and, where there is one, a target."""

    label: str
    values: tuple[int, ...]
    target: int | None = None


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars in the order given; ``series`` names the values of each bar where there is more than one."""

    title: str
    description: str
    bars: Sequence[Bar]
    values: ValueFormat
    series: tuple[str, ...] = ()
    target_label: str = "Target"


def render_bars(chart: BarChart) -> SafeString:
    """Draws it; its height follows from the number of bars."""
    legend = [LegendItem(name, f"key-block series-{at}") for at, name in enumerate(chart.series, 1)]
    if any(bar.target is not None for bar in chart.bars):
        legend.append(LegendItem(chart.target_label, "key-tick mark"))
    series_count = max((len(bar.values) for bar in chart.bars), default=1)
    wide, narrow = _row_height(True, series_count), _row_height(False, series_count)
    heights = (wide * len(chart.bars) + 8, narrow * len(chart.bars) + 8)
    return figure(chart.title, chart.description, lambda canvas: _draw(chart, canvas), heights, legend)


def _row_height(is_wide: bool, series_count: int) -> int:
    return (18 if is_wide else 34) + 16 * series_count


def _draw(chart: BarChart, canvas: Canvas) -> None:
    figures = [value for bar in chart.bars for value in bar.values]
    targets = [bar.target for bar in chart.bars if bar.target is not None]
    low, high = min([0, *figures]), max([1, *figures, *targets])
    name_width = 0.0
    if canvas.is_wide:
        name_width = (
            min(canvas.width * 0.34, max((canvas.text_width(bar.label) for bar in chart.bars), default=0))
            + 12
        )
    value_width = max((canvas.text_width(chart.values.write(value)) for value in figures), default=0) + 10
    x = Linear(low, high, name_width + (value_width if low < 0 else 0), canvas.width - value_width)
    row_height = _row_height(canvas.is_wide, max((len(bar.values) for bar in chart.bars), default=1))
    for at, bar in enumerate(chart.bars):
        _draw_bar(chart, bar, canvas, x, name_width, 4 + at * row_height, row_height)


def _draw_bar(
    chart: BarChart, bar: Bar, canvas: Canvas, x: Linear, name_width: float, top: float, height: float
) -> None:
    bars_height = 16 * len(bar.values)
    if canvas.is_wide:
        shown = canvas.shorten(bar.label, name_width - 12)
        canvas.text(shown, 0, top + height / 2 + 4.5, "name", title=bar.label if shown != bar.label else "")
        bars_top = top + (height - bars_height) / 2
    else:
        canvas.text(canvas.shorten(bar.label, canvas.width), 0, top + 15, "name")
        bars_top = top + 21
    for at, value in enumerate(bar.values):
        y = bars_top + 16 * at
        written = chart.values.write(value)
        start, end = min(x(0), x(value)), max(x(0), x(value))
        canvas.rect(
            f"fill series-{at + 1}", start, y + 1, max(end - start, 1), 14, 3, f"{bar.label}: {written}"
        )
        if value < 0:
            canvas.text(written, start - 6, y + 12.5, "value", "end")
        else:
            # A target tick right behind the bar would cross the value; step over it.
            beside = end + 6
            if bar.target is not None and -4 <= x(bar.target) - beside <= canvas.text_width(written) + 4:
                beside = x(bar.target) + 7
            fits = beside + canvas.text_width(written) <= canvas.width
            canvas.text(
                written,
                beside if fits else end - 6,
                y + 12.5,
                "value" if fits else "value on-fill",
                "start" if fits else "end",
            )
    if bar.target is not None:
        canvas.rect("target-tick", x(bar.target) - 1, bars_top - 2, 2, bars_height + 4, 1)
