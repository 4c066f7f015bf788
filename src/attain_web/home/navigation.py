"""Places that the homes add to the navigation."""

from __future__ import annotations

from attain_web.core.navigation import NavItem

NAVIGATION = [
    NavItem(group="My work", label="Home", url_name="home", icon="house", order=0),
    NavItem(
        group="Team",
        label="Team",
        url_name="team",
        icon="users",
        capability=("statement.read_team", "statement.read_all"),
    ),
]
