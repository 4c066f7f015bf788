"""Registers the app with Django."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, positions and who holds them, with history."""

    name = "attain_web.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        """Tell the identity app, which may not ask, the names of the people that users are linked to."""
        from attain_web.identity.directory import provide_names
        from attain_web.people.selectors import person_names

        provide_names(person_names)
