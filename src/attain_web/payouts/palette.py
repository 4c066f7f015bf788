"""What the command palette finds here: a payee's statements, a pay period."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from attain_web.core.access import capabilities
from attain_web.core.palette import PaletteItem
from attain_web.payouts import selectors
from attain_web.payouts.navigation import STATEMENTS
from attain_web.people import selectors as people
from attain_web.people.models import Person


def search(user: Any, query: str) -> list[PaletteItem]:
    """Statements of the people the user may see, by name or identifier; periods by name."""
    able = capabilities(user)
    found: list[PaletteItem] = []
    if able.intersection(STATEMENTS):
        persons = Person.objects.current().filter(name__icontains=query).order_by("name")
        visible = selectors.visible(user)
        if visible is not people.ALL:
            persons = persons.filter(person_id__in=visible)
        for person in persons[:5]:
            url = reverse("payouts:payee", args=(person.person_id,))
            found.append(PaletteItem("Statement", person.name, person.person_id, url))
    if able.intersection(("period.close", "audit.read")):
        for period in selectors.periods().filter(name__icontains=query)[:3]:
            url = reverse("payouts:period", args=(period.name,))
            found.append(PaletteItem("Period", period.title, period.get_state_display(), url))
    return found
