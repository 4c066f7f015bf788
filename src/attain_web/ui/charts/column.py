"""Vertical columns by month or any other order; several series stand side by side, negatives hang down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from attain_web.ui.charts.canvas import Canvas, LegendItem, figure
from attain_web.ui.charts.scale import Linear, ValueFormat, axis_steps


@dataclass(frozen=True, slots=True)
class Column:
    """A place on the axis with a value for each series and, where there is one, a target."""

    label: str
    values: tuple[int, ...]
    target: int | None = None
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """Columns in the order given."""

    title: str
    description: str
    columns: Sequence[Column]
    values: ValueFormat
    series: tuple[str, ...] = ()
    target_label: str = "Quota"


def render_columns(chart: ColumnChart) -> SafeString:
    """Draws it."""
    legend = [LegendItem(name, f"key-block series-{at}") for at, name in enumerate(chart.series, 1)]
    if any(column.target is not None for column in chart.columns):
        legend.append(LegendItem(chart.target_label, "key-line mark"))
    if any(column.is_provisional for column in chart.columns):
        legend.append(LegendItem("Provisional", "key-block provisional"))
    return figure(chart.title, chart.description, lambda canvas: _draw(chart, canvas), (240, 210), legend)


def _draw(chart: ColumnChart, canvas: Canvas) -> None:
    figures = [value for column in chart.columns for value in column.values]
    targets = [column.target for column in chart.columns if column.target is not None]
    highest, lowest = max([0, *figures, *targets]), min([0, *figures])
    steps = axis_steps(lowest, highest, chart.values.unit, 4 if canvas.is_wide else 3)
    left = max(canvas.text_width(chart.values.write(step)) for step in steps) + 10
    y = Linear(steps[0], steps[-1], canvas.height - 30, 14)
    for step in steps:
        canvas.line("grid zero" if step == 0 else "grid", left, y(step), canvas.width - 4, y(step))
        canvas.text(chart.values.write(step), left - 8, y(step) + 4, "axis", "end")
    slot = (canvas.width - 4 - left) / max(1, len(chart.columns))
    widest = max((canvas.text_width(column.label) for column in chart.columns), default=0) + 6
    every = max(1, -(-int(widest) // max(1, int(slot))))
    for at, column in enumerate(chart.columns):
        middle = left + slot * (at + 0.5)
        _draw_column(chart, column, canvas, middle, slot, y)
        if at % every == 0:
            canvas.text(column.label, middle, canvas.height - 8, "axis", "middle")


def _draw_column(
    chart: ColumnChart, column: Column, canvas: Canvas, middle: float, slot: float, y: Linear
) -> None:
    width = min(34.0, slot * 0.66) / max(1, len(column.values))
    start = middle - width * len(column.values) / 2
    state = " provisional" if column.is_provisional else ""
    for at, value in enumerate(column.values):
        top, bottom = min(y(0), y(value)), max(y(0), y(value))
        title = f"{column.label}: {chart.values.write(value)}"
        canvas.rect(
            f"fill series-{at + 1}{state}", start + width * at + 0.5, top, width - 1, bottom - top, 2, title
        )
    if column.target is not None:
        canvas.line("target", middle - slot * 0.5, y(column.target), middle + slot * 0.5, y(column.target))
