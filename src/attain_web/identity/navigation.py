"""Places of this app in the main navigation."""

from __future__ import annotations

from attain_web.core.navigation import NavItem

NAVIGATION = [
    NavItem("My work", "Profile", "identity:profile", "user", None, 900),
    NavItem("Administration", "Users", "identity:users", "shield", "user.admin", 20),
]
