"""``{% load ui %}``: every component as a tag, every format as a filter; the app's README shows how."""

from __future__ import annotations

from datetime import date, datetime

from django import template

from attain_web.ui import formats, toasts
from attain_web.ui.charts.render import render_chart
from attain_web.ui.components import flow, form, mark, surface
from attain_web.ui.components import table as table_parts

register = template.Library()

# ---------------------------------------------------------------- components

for block in (
    surface.card,
    surface.stats,
    surface.notice,
    surface.disclosure,
    surface.definitions,
    surface.definition,
):
    register.simple_block_tag(block)
register.simple_block_tag(table_parts.table, takes_context=True)

for simple in (
    mark.icon,
    mark.badge,
    mark.meter,
    surface.stat,
    surface.empty_state,
    surface.skeleton,
    surface.link_button,
    table_parts.row_toggle,
    table_parts.detail_row,
    form.field,
    form.form_errors,
    form.slider,
    flow.tabs,
    flow.stepper,
    flow.timeline,
    flow.problems,
    flow.diff,
):
    register.simple_tag(simple)

register.simple_tag(table_parts.header_cell, takes_context=True, name="th")
register.simple_tag(table_parts.pagination, takes_context=True)
register.simple_tag(table_parts.export_links, takes_context=True)
register.simple_tag(flow.job_progress, takes_context=True)

register.filter("toast_tone", toasts.tone_of_message)
register.filter("toast_undo", toasts.undo_url_of_message)


@register.filter
def tone_icon(tone: str) -> str:
    """The icon that goes with a tone."""
    return mark.TONE_ICONS.get(tone, "info")


register.simple_tag(render_chart, name="chart")

# ---------------------------------------------------------------- formats


@register.filter
def money(amount_minor: int | None, currency_code: object) -> str:
    """``{{ line.amount_minor|money:line.currency }}`` → ``$1,838.10``; unknown is a dash, never a zero."""
    return formats.ABSENT if amount_minor is None else formats.format_amount(amount_minor, str(currency_code))


@register.filter
def money_whole(amount_minor: int | None, currency_code: object) -> str:
    """``$43,958``: rounded half to even to whole units, for headlines. The exact amount is one click away."""
    if amount_minor is None:
        return formats.ABSENT
    return formats.format_amount(amount_minor, str(currency_code), places=0)


@register.filter
def money_change(amount_minor: int | None, currency_code: object) -> str:
    """``+$11,840.00`` or ``−$250.00``: a difference, always with its sign."""
    if amount_minor is None:
        return formats.ABSENT
    return formats.format_amount(amount_minor, str(currency_code), plus=True)


@register.filter
def money_short(amount_minor: int | None, currency_code: object) -> str:
    """``$150k``: for dense marks only."""
    return (
        formats.ABSENT
        if amount_minor is None
        else formats.format_short_amount(amount_minor, str(currency_code))
    )


@register.filter
def percent(units: int | None, places: int = 1) -> str:
    """``{{ attainment|percent }}`` → ``91.7%``; ``|percent:2`` sets the decimals. Units are at scale 8."""
    return formats.ABSENT if units is None else formats.format_percent(units, places=places)


@register.filter
def rate(units: int | None) -> str:
    """``{{ tier_rate|rate }}`` → ``10%``, ``12.25%``: all digits that the rate has, none that it has not."""
    return formats.ABSENT if units is None else formats.format_percent(units, places=None)


@register.filter
def count(value: int | None) -> str:
    """``11,600``."""
    return formats.ABSENT if value is None else formats.format_count(value)


@register.filter
def day(value: date | datetime | None) -> str:
    """``21 Nov 2026``."""
    return formats.ABSENT if value is None else formats.format_day(value)


@register.filter
def moment(value: datetime | None) -> str:
    """``21 Nov 2026, 09:12`` in the active time zone."""
    return formats.ABSENT if value is None else formats.format_moment(value)


@register.filter
def period_title(name: object) -> str:
    """``2026-11`` → ``November 2026``: for readers. Addresses and exports keep the name."""
    return formats.format_period(str(name))


@register.filter
def initials(name: str) -> str:
    """``Maya Chen`` → ``MC``."""
    words = str(name).split()
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:]))
