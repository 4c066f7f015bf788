"""Independent proof that ledger, statements and results agree.

Nothing here shares code with what it checks: rows come as plain values, files are hashed and read anew,
hashes and sums are computed by this package's own few lines. Each check says what is wrong, where, and what
to do.
"""

from __future__ import annotations

from attain.verify.evidence import EntryRow, Evidence, HeadRow, PeriodRow, PostingRow, RunRow
from attain.verify.proof import CHECKS, Check, verify

__all__ = [
    "CHECKS",
    "Check",
    "EntryRow",
    "Evidence",
    "HeadRow",
    "PeriodRow",
    "PostingRow",
    "RunRow",
    "verify",
]
