"""Values that plans refer to by name: company-wide, by plan, and for single seats and people."""

from __future__ import annotations

import datetime as dt

from attain.example.seat import Roster, Row

Y2025, Y2026 = dt.date(2025, 1, 1), dt.date(2026, 1, 1)
# Where pay is not in dollars; the dollar amounts are the plans' defaults.
MEETING_PAY = {"GBP": "64", "EUR": "76"}
QUOTA_BONUS = {"GBP": "4000", "EUR": "4600"}


def parameter_rows(roster: Roster) -> list[Row]:
    """The rows of the parameters table."""
    rows = [
        _row("base_rate", "plan", "account-executive", "9%", Y2025, Y2026),
        _row("base_rate", "plan", "account-executive", "9%", Y2026),
        _row("base_rate", "position", "NAE-AE-02", "8.5%", Y2026),
        _row("renewal_rate", "plan", "account-manager", "1.5%", Y2025),
        _row("renewal_rate", "position", "DACH-AM-01", "1.8%", Y2026),
        _row("overlay_rate", "plan", "overlay-specialist", "3.5%", Y2025),
        _row("sourced_rate", "company", "", "0.4%", Y2025),
    ]
    for name, role, amounts in (
        ("meeting_pay", "sdr", MEETING_PAY),
        ("quota_bonus", "account-executive", QUOTA_BONUS),
    ):
        rows += [
            _row(name, "position", seat.position_id, amounts[seat.currency], Y2025, None, seat.currency)
            for seat in roster.of_role(role)
            if seat.currency in amounts
        ]
    return rows


def _row(
    name: str, scope: str, scope_id: str, value: str, since: dt.date, until: dt.date | None = None,
    currency: str | None = None,
) -> Row:  # fmt: skip
    return {
        "name": name,
        "scope": scope,
        "scope_id": scope_id or None,
        "value": value,
        "currency": currency,
        "valid_from": since,
        "valid_to": until,
    }
