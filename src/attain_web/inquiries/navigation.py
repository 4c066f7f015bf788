"""What this app adds to the main navigation."""

from __future__ import annotations

from attain_web.core.navigation import NavItem
from attain_web.inquiries.badge import waiting

NAVIGATION = [
    NavItem(
        "My work",
        "Inquiries",
        "inquiries:list",
        "message-square",
        ("inquiry.read", "inquiry.write", "inquiry.resolve"),
        order=30,
        badge=waiting,
    ),
]
