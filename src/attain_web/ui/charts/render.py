"""One door for all kinds of charts."""

from __future__ import annotations

from django.utils.safestring import SafeString

from attain_web.ui.charts.bar import BarChart, render_bars
from attain_web.ui.charts.column import ColumnChart, render_columns
from attain_web.ui.charts.histogram import Histogram, render_histogram
from attain_web.ui.charts.line import LineChart, render_line
from attain_web.ui.charts.payout_curve import PayoutCurve, render_payout_curve
from attain_web.ui.charts.sparkline import Sparkline, render_sparkline

Chart = LineChart | BarChart | ColumnChart | PayoutCurve | Histogram | Sparkline


def render_chart(chart: Chart) -> SafeString:
    """The figure of any chart value: ``{% chart value %}`` in a template."""
    match chart:
        case LineChart():
            return render_line(chart)
        case BarChart():
            return render_bars(chart)
        case ColumnChart():
            return render_columns(chart)
        case PayoutCurve():
            return render_payout_curve(chart)
        case Histogram():
            return render_histogram(chart)
        case Sparkline():
            return render_sparkline(chart)
