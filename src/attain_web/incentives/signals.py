"""Moments of the calculation that apps above this one act on."""

from __future__ import annotations

from django.dispatch import Signal

run_completed = Signal()
"""Sent with ``run`` inside the transaction that makes an official run current; a receiver's error undoes
both.
"""
