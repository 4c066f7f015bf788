"""The chart of a measure through its period: credited day by day, the quota, and where this pace leads."""

from __future__ import annotations

import datetime as dt

from django.utils.safestring import SafeString

from attain.kernel.rounding import divide_rounded, power_of_ten
from attain.tables import QUANTITY_SCALE
from attain_web.home.standing import Standing
from attain_web.incentives import selectors
from attain_web.incentives.models import Run
from attain_web.ui.charts import LineChart, Point, as_money
from attain_web.ui.charts.render import render_chart
from attain_web.ui.charts.scale import ValueFormat
from attain_web.ui.formats import format_count

_UNIT = power_of_ten(QUANTITY_SCALE)
UNITS = ValueFormat(lambda value: format_count(value // _UNIT), _UNIT)  # quantities as whole numbers


def attainment_chart(run: Run, standing: Standing, on: dt.date) -> SafeString:
    """Draws the standing's credits so far, and on to the period's end at the same pace."""
    points = _points(run, standing, on)
    period = standing.period
    elapsed = (on - period.start).days + 1
    projected = divide_rounded(standing.units * period.days, elapsed)
    values = as_money(standing.currency) if standing.currency else UNITS
    return render_chart(
        LineChart(
            title=f"{standing.measure.title} in {period.title}",
            description=f"{standing.measure.title} day by day against the quota of the period",
            start=period.start,
            end=period.last_day,
            points=points,
            projection=[points[-1], Point(period.last_day, projected)] if on < period.last_day else (),
            target=standing.quota_units,
            values=values,
            series_label="Credited",
        )
    )


def _points(run: Run, standing: Standing, on: dt.date) -> list[Point]:
    credits = selectors.result(
        run,
        "credits",
        filters={
            "person_id": standing.person_id,
            "position_id": standing.position_id,
            "plan_id": standing.plan.plan_id,
            "rule": standing.measure.sum,
        },
        columns=("credited_on", "quota_units"),
    )
    by_day: dict[dt.date, int] = {}
    for row in credits.to_pylist():
        if row["credited_on"] in standing.period and row["credited_on"] <= on:
            by_day[row["credited_on"]] = by_day.get(row["credited_on"], 0) + row["quota_units"]
    points, total = [Point(standing.period.start, 0)], 0
    for day in sorted(by_day):
        total += by_day[day]
        points.append(Point(day, total))
    if points[-1].day < on:
        points.append(Point(on, total))
    return points
