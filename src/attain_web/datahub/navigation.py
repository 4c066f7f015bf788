"""Places of this app in the main navigation."""

from __future__ import annotations

from attain_web.core.navigation import NavItem

NAVIGATION = [
    NavItem("Data", "Imports", "datahub:imports", "upload", "data.read", 10),
    NavItem("Data", "Tables", "datahub:tables", "database", "data.read", 20),
    NavItem("Data", "Data problems", "datahub:problems", "triangle-alert", "data.read", 30),
]
