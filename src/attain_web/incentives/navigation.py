"""Places that plans and runs add to the navigation."""

from __future__ import annotations

from attain_web.core.navigation import NavItem

NAVIGATION = [
    NavItem(
        group="Compensation",
        label="Plans",
        url_name="incentives:plans",
        icon="file-text",
        capability="plan.read",
        order=10,
    ),
    NavItem(
        group="Compensation",
        label="Runs",
        url_name="incentives:runs",
        icon="clock",
        capability="run.read",
        order=20,
    ),
]
