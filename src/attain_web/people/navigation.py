"""Places of this app in the main navigation."""

from __future__ import annotations

from attain_web.core.navigation import NavItem

NAVIGATION = [
    NavItem("Organisation", "People", "people:list", "users", "people.read", 10),
    NavItem("Organisation", "Positions", "people:positions", "briefcase", "people.read", 20),
]
