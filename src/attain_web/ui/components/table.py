"""Tables that do everything: caption, sorting by link, pagination, export, rows that open."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from attain_web.ui.components.mark import NOTHING, icon
from attain_web.ui.components.surface import skeleton
from attain_web.ui.formats import format_count, format_quantity

EXPORT_FORMATS = (("csv", "CSV"), ("xlsx", "XLSX"))


def query_with(request: HttpRequest | None, **changes: object) -> str:
    """The current query string with ``changes`` made to it; ``None`` removes a parameter."""
    query = request.GET.copy() if request is not None else None
    if query is None:
        return "?" + "&".join(f"{name}={value}" for name, value in changes.items() if value is not None)
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return "?" + query.urlencode()


def export_links(context: dict[str, Any], url: str = "") -> SafeString:
    """Links to the same rows as CSV and XLSX: the current address with ``format=…``, all pages."""
    request = context.get("request")
    links = [
        format_html(
            '<a class="button button--quiet button--small" href="{}" download>{}{}</a>',
            url + query_with(request, format=value, page=None),
            icon("download"),
            name,
        )
        for value, name in EXPORT_FORMATS
    ]
    return format_html('<span class="cluster screen-only">{}</span>', SafeString("".join(links)))


def table(
    context: dict[str, Any],
    content: str,
    caption: str,
    id: str = "",
    export: bool = False,
    count: int | None = None,
    unit: str = "rows",
    tall: bool = False,
    dense: bool = False,
    pin: bool = False,
) -> SafeString:
    """Wraps ``<thead>`` and ``<tbody>``; scrolls inside itself, never the page; named by its caption."""
    bar = NOTHING
    if export or count is not None:
        shown = format_quantity(count, unit) if count is not None else NOTHING
        bar = format_html(
            '<div class="table-bar"><span class="muted small tabular">{}</span>{}</div>',
            shown,
            export_links(context) if export else NOTHING,
        )
    css_class = "table" + (" table--dense" if dense else "") + (" table--pin" if pin else "")
    return format_html(
        '{}<div class="table-scroll{}" role="region" aria-label="{}" tabindex="0">'
        '<table class="{}"{}><caption>{}</caption>{}</table></div>',
        bar,
        " table-scroll--tall" if tall else "",
        caption,
        css_class,
        format_html(' id="{}"', id) if id else NOTHING,
        caption,
        content,
    )


def header_cell(
    context: dict[str, Any],
    label: object,
    sort: str = "",
    numeric: bool = False,
    priority: int = 1,
    parameter: str = "sort",
    hidden: bool = False,
) -> SafeString:
    """A column heading. ``sort`` makes it a link that orders by that key and, clicked again, the other way.

    ``priority`` 2 hides the column on phones, 3 also on small tablets (its cells have class ``p2``, ``p3``).
    """
    classes = [name for name, on in (("num", numeric), (f"p{priority}", priority > 1)) if on]
    attributes = format_html(' class="{}"', " ".join(classes)) if classes else NOTHING
    if hidden:
        return format_html(
            '<th scope="col"{}><span class="visually-hidden">{}</span></th>', attributes, label
        )
    if not sort:
        return format_html('<th scope="col"{}>{}</th>', attributes, label)
    request = context.get("request")
    current = request.GET.get(parameter, "") if request is not None else ""
    ascending, descending = current == sort, current == f"-{sort}"
    order = "ascending" if ascending else "descending" if descending else ""
    # Figures are first asked for from the largest down, names from A on.
    first, second = (f"-{sort}", sort) if numeric else (sort, f"-{sort}")
    target = second if current == first else first
    arrow = {"ascending": "chevron-up", "descending": "chevron-down"}.get(order, "chevrons-up-down")
    return format_html(
        '<th scope="col"{}{}><a class="sort" href="{}">{}{}</a></th>',
        attributes,
        format_html(' aria-sort="{}"', order) if order else NOTHING,
        query_with(request, **{parameter: target, "page": None}),
        label,
        icon(arrow),
    )


def pagination(context: dict[str, Any], page: Page[Any], unit: str = "rows") -> SafeString:
    """Where one is in a list of several pages, with links that keep the other parameters."""
    paginator = page.paginator
    if paginator.num_pages < 2:
        return NOTHING
    request = context.get("request")
    numbers = [
        {
            "label": number,
            "url": query_with(request, page=number) if isinstance(number, int) else "",
            "current": number == page.number,
        }
        for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return render_to_string(
        "ui/components/pagination.html",
        {
            "numbers": numbers,
            "first": format_count(page.start_index()),
            "last": format_count(page.end_index()),
            "quantity": format_quantity(paginator.count, unit),
            "previous_url": query_with(request, page=page.number - 1) if page.has_previous() else "",
            "next_url": query_with(request, page=page.number + 1) if page.has_next() else "",
        },
    )


def row_toggle(row_id: str, url: str, label: object) -> SafeString:
    """The button in the first cell of ``<tr id=row_id data-row>`` that opens the derivation below the row.

    The fragment at ``url`` is fetched once, when first opened. ``#row_id`` in the address opens it.
    """
    return format_html(
        '<button type="button" class="row-toggle" data-row-toggle aria-expanded="false"'
        ' aria-controls="{0}-detail"'
        ' hx-get="{1}" hx-target="#{0}-body" hx-trigger="click once">{2}<span>{3}</span></button>',
        row_id,
        url,
        icon("chevron-right"),
        label,
    )


def detail_row(row_id: str, columns: int) -> SafeString:
    """The hidden row that follows ``<tr id=row_id>`` and receives the fragment of its ``row_toggle``."""
    return format_html(
        '<tr class="detail" id="{0}-detail" hidden><td colspan="{1}">'
        '<div class="detail-body" id="{0}-body" aria-live="polite">{2}</div></td></tr>',
        row_id,
        columns,
        skeleton(3),
    )
