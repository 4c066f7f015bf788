"""What holds content: card, stat, notice, empty state, disclosure, definition list."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from attain.kernel.scaled import ONE
from attain_web.ui.components.mark import NOTHING, TONE_ICONS, icon, meter

_EMPTY_ICONS = {"no-data": "inbox", "no-match": "search", "no-permission": "lock"}


def link_button(url: str, label: str, style: str = "") -> SafeString:
    """A link that looks like a button."""
    return format_html(
        '<a class="button{}" href="{}">{}</a>', f" button--{style}" if style else "", url, label
    )


def card(
    content: str,
    title: object = "",
    note: object = "",
    id: str = "",
    flush: bool = False,
    action_url: str = "",
    action_label: str = "",
    actions: object = "",
    foot: object = "",
    level: int = 2,
) -> SafeString:
    """A surface with an optional heading. ``flush`` lets a table reach the edges."""
    head = NOTHING
    if title:
        action = (
            format_html('<a class="link" href="{}">{}</a>', action_url, action_label)
            if action_url
            else NOTHING
        )
        head = format_html(
            '<header class="card-head"><div><h{} class="card-title">{}</h{}>{}</div>{}</header>',
            level,
            title,
            level,
            format_html('<p class="card-note">{}</p>', note) if note else NOTHING,
            format_html('<div class="card-actions">{}{}</div>', action, actions)
            if action or actions
            else NOTHING,
        )
    return format_html(
        '<section class="card{}"{}>{}<div class="card-body">{}</div>{}</section>',
        " card--flush" if flush else "",
        format_html(' id="{}"', id) if id else NOTHING,
        head,
        content,
        format_html('<footer class="card-foot">{}</footer>', foot) if foot else NOTHING,
    )


def stats(content: str) -> SafeString:
    """A row of ``stat`` tags in one divided surface."""
    return format_html('<div class="stats">{}</div>', content)


def stat(
    label: object,
    value: object,
    hint: object = "",
    url: str = "",
    meter_value: int | None = None,
    meter_target: int | None = None,
    meter_pace: int | None = None,
    compact: bool = False,
    mark: object = "",
) -> SafeString:
    """A figure with its name. ``meter_*`` are rates at scale 8; with ``url`` the whole tile is a link."""
    bar = NOTHING
    if meter_value is not None:
        bar = meter(meter_value, target=ONE if meter_target is None else meter_target, pace=meter_pace)
    inner = format_html(
        '<span class="stat-label">{}</span><span class="stat-value">{}</span>{}{}{}',
        label,
        value,
        bar,
        format_html('<span class="stat-hint">{}</span>', hint) if hint else NOTHING,
        mark,
    )
    css_class = "stat stat--compact" if compact else "stat"
    if url:
        return format_html('<a class="{}" href="{}">{}</a>', css_class, url, inner)
    return format_html('<div class="{}">{}</div>', css_class, inner)


def notice(content: str, tone: str = "info", title: object = "") -> SafeString:
    """A message that belongs to the page, as opposed to a toast that passes."""
    return format_html(
        '<div class="notice tone-{}"{}>{}<div class="notice-body">{}{}</div></div>',
        tone,
        SafeString(' role="alert"') if tone == "negative" else NOTHING,
        icon(TONE_ICONS.get(tone, "info")),
        format_html('<p class="notice-title">{}</p>', title) if title else NOTHING,
        content,
    )


def empty_state(
    kind: str,
    title: object,
    text: object = "",
    action_url: str = "",
    action_label: str = "",
    icon_name: str = "",
) -> SafeString:
    """Which kind of nothing (``no-data``, ``no-match``, ``no-permission``) and what to do about it."""
    if kind not in _EMPTY_ICONS:
        raise ValueError(f"Empty state “{kind}” is none of {', '.join(_EMPTY_ICONS)}.")
    action = (
        format_html(
            '<div class="empty-action">{}</div>',
            link_button(action_url, action_label, "primary" if kind == "no-data" else ""),
        )
        if action_url
        else NOTHING
    )
    return format_html(
        '<div class="empty empty--{}"><span class="empty-mark">{}</span><p class="empty-title">{}</p>'
        '<p class="empty-text">{}</p>{}</div>',
        kind,
        icon(icon_name or _EMPTY_ICONS[kind], size="lg"),
        title,
        text,
        action,
    )


def disclosure(content: str, title: object, open: bool = False, id: str = "") -> SafeString:
    """A native details element: works without script, opens when its ``id`` is in the address."""
    return format_html(
        '<details class="disclosure"{}{}><summary>{}{}</summary><div>{}</div></details>',
        format_html(' id="{}"', id) if id else NOTHING,
        SafeString(" open") if open else NOTHING,
        icon("chevron-right"),
        title,
        content,
    )


def definitions(content: str) -> SafeString:
    """A list of names and values; holds ``definition`` tags."""
    return format_html('<dl class="definitions">{}</dl>', content)


def definition(content: str, label: object) -> SafeString:
    """One name and its value."""
    return format_html("<dt>{}</dt><dd>{}</dd>", label, content)


def skeleton(lines: int = 3) -> SafeString:
    """Keeps the place of what is loading."""
    return format_html('<div class="skeleton" aria-hidden="true">{}</div>', SafeString("<i></i>" * lines))
