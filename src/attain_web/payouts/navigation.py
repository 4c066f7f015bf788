"""What this app adds to the main navigation."""

from __future__ import annotations

from attain_web.core.navigation import NavItem

STATEMENTS = ("statement.read_own", "statement.read_team", "statement.read_all")

NAVIGATION = [
    NavItem("My work", "Statements", "payouts:statements", "receipt", STATEMENTS, order=20),
    NavItem(
        "Compensation", "Periods", "payouts:periods", "calendar", ("period.close", "audit.read"), order=30
    ),
    NavItem("Compensation", "Ledger", "payouts:ledger", "landmark", "statement.read_all", order=40),
]
