"""What the command palette finds here: statements, single lines of them, pay periods."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from attain_web.core import clock
from attain_web.core.access import capabilities
from attain_web.core.palette import LIMIT, PaletteItem, has_words
from attain_web.payouts import selectors
from attain_web.payouts.line_search import find_lines
from attain_web.payouts.navigation import STATEMENTS
from attain_web.people import selectors as people
from attain_web.people.models import Person
from attain_web.ui.formats import format_amount, format_period

MOST_MONTHS = 3


def search(user: Any, query: str) -> list[PaletteItem]:
    """The user's own statements by month, those of people they may see by name, periods, lines by deal."""
    able = capabilities(user)
    found: list[PaletteItem] = []
    if able.intersection(STATEMENTS):
        found += [*_own_months(user, query), *_payees(user, query)]
    if able.intersection(("period.close", "audit.read")):
        for period in [one for one in selectors.periods() if has_words(_words(one), query)][:MOST_MONTHS]:
            url = reverse("payouts:period", args=(period.name,))
            found.append(PaletteItem("Period", period.title, period.get_state_display(), url))
    if able.intersection(STATEMENTS) and len(found) < LIMIT:
        found += _lines(user, query)
    return found


def _own_months(user: Any, query: str) -> list[PaletteItem]:
    own = getattr(user, "person_id", None)
    if not own or not selectors.may_see(user, own):
        return []
    begun = selectors.periods().filter(start__lte=clock.today())
    months = [period for period in begun if has_words(f"{_words(period)} statement", query)]
    return [
        PaletteItem("Statement", period.title, "yours", reverse("payouts:statement", args=(own, period.name)))
        for period in months[:MOST_MONTHS]
    ]


def _payees(user: Any, query: str) -> list[PaletteItem]:
    persons = Person.objects.current().order_by("name")
    for word in query.split():
        persons = persons.filter(name__icontains=word)
    visible = selectors.visible(user)
    if visible is not people.ALL:
        persons = persons.filter(person_id__in=visible)
    return [
        PaletteItem("Statement", one.name, one.person_id, reverse("payouts:payee", args=(one.person_id,)))
        for one in persons[:5]
    ]


def _lines(user: Any, query: str) -> list[PaletteItem]:
    found = find_lines(user, query, LIMIT)
    names = people.person_names_of({one.person_id for one in found})
    items = []
    for one in found:
        line = one.line
        amount = format_amount(line.amount_minor, line.currency)
        hint = " · ".join((names.get(one.person_id, one.person_id), format_period(line.period), amount))
        url = reverse("payouts:statement", args=(one.person_id, line.period))
        items.append(PaletteItem("Line", f"{line.description}, {line.title}", hint, f"{url}#{line.anchor}"))
    return items


def _words(period: Any) -> str:
    return f"{period.title} {period.name}"
