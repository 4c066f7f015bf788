"""Charts as SVG made on the server: frozen values in, safe HTML out, readable without script and in print.

Each chart is drawn thrice, for wide, middling and narrow places; the style sheet shows the one that fits,
so that text keeps its size on a phone. Colours come from classes, so that themes apply. Figures stay
integers until they become coordinates.
"""

from __future__ import annotations

from attain_web.ui.charts.bar import Bar, BarChart
from attain_web.ui.charts.column import Column, ColumnChart
from attain_web.ui.charts.histogram import Bin, Histogram
from attain_web.ui.charts.line import LineChart, Point
from attain_web.ui.charts.payout_curve import CurvePoint, PayoutCurve, Tier
from attain_web.ui.charts.scale import as_count, as_money, as_percent
from attain_web.ui.charts.sparkline import Sparkline

__all__ = [
    "Bar",
    "BarChart",
    "Bin",
    "Column",
    "ColumnChart",
    "CurvePoint",
    "Histogram",
    "LineChart",
    "PayoutCurve",
    "Point",
    "Sparkline",
    "Tier",
    "as_count",
    "as_money",
    "as_percent",
]
