"""The small plan from which a new one is written."""

from __future__ import annotations

STARTER_TEXT = """\
plan: new-plan
title: New plan
version: "2026"
effective: {from: 2026-01-01}
summary: Pays a flat commission on what is booked.
currency: payee

credits:
  bookings:
    title: Bookings
    of: [booking, cancellation]
    on: occurred_on
    amount: amount
    to: {split: [owner]}

components:
  commission:
    title: Commission
    kind: commission
    on: bookings
    rate: 10%
"""
STARTER_CASES = ""
