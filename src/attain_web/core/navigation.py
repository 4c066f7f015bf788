"""The main navigation, contributed by the apps: each may have a module ``navigation`` with ``NAVIGATION``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from attain_web.core.access import capabilities

GROUPS = ("My work", "Team", "Compensation", "Data", "Organisation", "Administration")


@dataclass(frozen=True, slots=True)
class NavItem:
    """A place to go. ``capability`` names what the user needs (any of them, if it is a tuple); None:
    everyone.
    """

    group: str
    label: str
    url_name: str
    icon: str
    capability: str | tuple[str, ...] | None = None
    order: int = 100
    badge: Callable[[Any], str] | None = None

    def is_for(self, user: Any) -> bool:
        """Whether this user is offered the place."""
        wanted = (self.capability,) if isinstance(self.capability, str) else self.capability
        return wanted is None or bool(capabilities(user).intersection(wanted))


NAVIGATION = [
    NavItem("Administration", "Jobs", "core:jobs", "layers", ("user.admin", "run.write"), 30),
    NavItem("Administration", "Audit log", "core:audit", "scroll-text", "audit.read", 40),
    NavItem("Administration", "Settings", "core:settings", "settings", "user.admin", 50),
]


@dataclass(frozen=True, slots=True)
class NavLink:
    """A place as the page shows it."""

    label: str
    url: str
    icon: str
    current: bool
    badge: str = ""


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Places that belong together, under a title."""

    title: str
    items: tuple[NavLink, ...]


def app_modules(name: str) -> Iterator[ModuleType]:
    """The modules of that name in the product's apps, in the order of INSTALLED_APPS."""
    for config in apps.get_app_configs():
        if config.name.startswith("attain_web.") and find_spec(f"{config.name}.{name}"):
            yield import_module(f"{config.name}.{name}")


@cache
def all_items() -> tuple[NavItem, ...]:
    """Every contributed item, by group and order."""
    items = [item for module in app_modules("navigation") for item in module.NAVIGATION]
    unknown = {item.group for item in items}.difference(GROUPS)
    if unknown:
        raise ValueError(f"unknown navigation groups {sorted(unknown)}; the groups are {GROUPS}")
    return tuple(sorted(items, key=lambda item: (GROUPS.index(item.group), item.order, item.label)))


def items_for(user: Any) -> Iterator[tuple[NavItem, str]]:
    """The items this user is offered, each with its address."""
    for item in all_items():
        if item.is_for(user):
            try:
                yield item, reverse(item.url_name)
            except NoReverseMatch:
                continue


def navigation_of(request: HttpRequest) -> list[NavGroup]:
    """The navigation of a page: groups with links, the longest matching one marked as current."""
    if not request.user.is_authenticated:
        return []
    offered = list(items_for(request.user))
    path = request.path
    matching = [url for _, url in offered if path == url or (url != "/" and path.startswith(url))]
    here = max(matching, key=len, default="")
    groups = []
    for title in GROUPS:
        links = tuple(
            NavLink(item.label, url, item.icon, url == here, item.badge(request.user) if item.badge else "")
            for item, url in offered
            if item.group == title
        )
        if links:
            groups.append(NavGroup(title, links))
    return groups
