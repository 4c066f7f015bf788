"""People and positions in the command palette."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from attain_web.core.clock import today
from attain_web.core.palette import LIMIT, PaletteItem, has_words
from attain_web.identity.access import capabilities
from attain_web.people.models import Person
from attain_web.people.organisation import read_organisation
from attain_web.people.scope import directory_scope


def search(user: Any, query: str) -> list[PaletteItem]:
    """People by name, id or address, and positions by title, of those whom the user may see."""
    if "people.read" not in capabilities(user):
        return []
    organisation = read_organisation(today())
    scope = directory_scope(user, organisation)
    words = Q(*(Q(name__icontains=word) for word in query.split()))
    named = words | Q(person_id__iexact=query) | Q(email__icontains=query)
    people = Person.objects.current().filter(named).order_by("name")
    found: list[PaletteItem] = []
    for person in people:
        if scope.has_person(person.person_id) and len(found) < LIMIT:
            held = organisation.held.get(person.person_id, [])
            hint = organisation.title(held[0]) if held else person.person_id
            found.append(
                PaletteItem("Person", person.name, hint, reverse("people:detail", args=[person.person_id]))
            )
    for key, row in organisation.positions.items():
        if len(found) >= LIMIT:
            break
        if scope.has_position(key) and (
            has_words(str(row["title"]), query) or query.casefold() == key.casefold()
        ):
            holder = ", ".join(organisation.name(who) for who in organisation.holders.get(key, ()))
            address = reverse("people:position", args=[key])
            found.append(PaletteItem("Position", str(row["title"]), holder or "Vacant", address))
    return found
