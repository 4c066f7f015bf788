"""What other apps may write here: post a run, close a period, pay it."""

from __future__ import annotations

from attain_web.payouts.closing import close_period, closing_problems, pay_period, payment_problems
from attain_web.payouts.posting import post_run

__all__ = ["close_period", "closing_problems", "pay_period", "payment_problems", "post_run"]
