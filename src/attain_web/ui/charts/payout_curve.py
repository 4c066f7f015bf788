"""What attainment pays: the curve, its tiers shaded, and where the payee stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from attain.kernel.scaled import ONE
from attain_web.ui.charts.canvas import Canvas, LegendItem, figure
from attain_web.ui.charts.scale import Linear, ValueFormat, as_percent, axis_steps
from attain_web.ui.formats import format_percent


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Attainment at scale 8 and the pay it brings in minor units. Two points at one attainment are a jump."""

    attainment: int
    pay_minor: int


@dataclass(frozen=True, slots=True)
class Tier:
    """A stretch of attainment and what it is called on the plan: ``10%``, ``Accelerator 15%``."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class PayoutCurve:
    """``points`` in order of attainment; ``here`` is the payee's attainment."""

    title: str
    description: str
    points: Sequence[CurvePoint]
    values: ValueFormat
    tiers: Sequence[Tier] = ()
    here: int | None = None
    here_label: str = "You are here"


def render_payout_curve(chart: PayoutCurve) -> SafeString:
    """Draws it; a curve without points is an empty plot."""
    legend = [LegendItem("Pay", "key-line series-1")]
    if chart.tiers:
        legend.append(LegendItem("Tiers", "key-block tier-odd"))
    if chart.here is not None:
        legend.append(LegendItem(chart.here_label, "key-dot series-1"))
    return figure(chart.title, chart.description, lambda canvas: _draw(chart, canvas), (270, 236), legend)


def _draw(chart: PayoutCurve, canvas: Canvas) -> None:
    reach = max([ONE, *(point.attainment for point in chart.points)])
    steps = axis_steps(0, max([1, *(point.pay_minor for point in chart.points)]), chart.values.unit, 4)
    left = max(canvas.text_width(chart.values.write(step)) for step in steps) + 10
    x = Linear(0, reach, left, canvas.width - 10)
    y = Linear(steps[0], steps[-1], canvas.height - 30, 30)
    _draw_tiers(chart, canvas, x, y)
    for step in steps:
        canvas.line("grid", left, y(step), x.end, y(step))
        canvas.text(chart.values.write(step), left - 8, y(step) + 4, "axis", "end")
    marks = axis_steps(0, reach, as_percent().unit, 5 if canvas.is_wide else 3)
    for mark in marks:
        if mark <= reach:
            canvas.text(format_percent(mark, places=0), x(mark), canvas.height - 8, "axis", "middle")
    curve = [(x(point.attainment), y(point.pay_minor)) for point in chart.points]
    if curve:
        canvas.polyline("stroke series-1", curve)
    if chart.here is not None and curve:
        _draw_here(chart, canvas, x, y)


def _draw_tiers(chart: PayoutCurve, canvas: Canvas, x: Linear, y: Linear) -> None:
    for at, tier in enumerate(chart.tiers):
        start, end = x(min(tier.start, x.high)), x(min(tier.end, x.high))
        canvas.rect(
            "tier-odd" if at % 2 else "tier-even", start, y.end - 20, end - start, y.start - y.end + 20
        )
        shown = canvas.shorten(tier.label, end - start - 8)
        if shown == tier.label or len(shown) > 2:
            canvas.text(shown, (start + end) / 2, y.end - 6, "axis", "middle", title=tier.label)


def _draw_here(chart: PayoutCurve, canvas: Canvas, x: Linear, y: Linear) -> None:
    here = min(chart.here or 0, x.high)
    pay = pay_at(chart.points, here)
    at_x, at_y = x(here), y(pay)
    canvas.line("here", at_x, y.start, at_x, at_y)
    canvas.circle("dot series-1", at_x, at_y, 4.5)
    text = f"{format_percent(chart.here or 0)}, {chart.values.write(pay)}"
    places = [(at_x - 10, at_y - 10, "end"), (at_x + 10, at_y + 18, "start"), (at_x - 10, at_y - 26, "end")]
    places += [
        (at_x + 10, at_y + 34, "start"),
        (x.start + 6, at_y - 14, "start"),
        (x.end, y.start - 10, "end"),
    ]
    canvas.label(text, places)


def pay_at(points: Sequence[CurvePoint], attainment: int) -> int:
    """The pay on the drawn curve, straight between its points; for the mark only, never for pay itself."""
    before = [point for point in points if point.attainment <= attainment]
    after = [point for point in points if point.attainment > attainment]
    if not before or not after:
        return (before[-1] if before else after[0]).pay_minor
    low, high = before[-1], after[0]
    rise = (high.pay_minor - low.pay_minor) * (attainment - low.attainment)
    return low.pay_minor + rise // (high.attainment - low.attainment)
