"""The ledger: what each payee earned, is owed and was paid, as balanced entries that are only ever added.

An entry moves money between accounts of one payee; its postings sum to zero in every currency. A posting is
positive where money enters an account (a credit) and negative where it leaves (a debit), so ``earned``,
``payable`` and ``paid`` grow upwards and ``expense`` mirrors them. A mistake is reversed by a further entry.
Every entry carries the hash of the one before it: whoever changes, removes or reorders one breaks the chain.

The ledger never holds a calculation. A calculation says what *should* have been earned, and
``differences(posted, computed)`` gives the postings that bring the one to the other.
"""

from __future__ import annotations

from attain.ledger.account import OWED, Account
from attain.ledger.balance import (
    Balances,
    Movement,
    balances,
    earned_by_key,
    movements,
    movements_of,
    open_balances,
)
from attain.ledger.chain import FORMAT, GENESIS, Head, entry_hash, seal, verify_chain
from attain.ledger.difference import Difference, differences, earning_postings
from attain.ledger.entry import Entry, EntryKind, entry_problems
from attain.ledger.posting import EarningKey, Posting, transfer
from attain.ledger.reversal import reverse

__all__ = [
    "FORMAT",
    "GENESIS",
    "OWED",
    "Account",
    "Balances",
    "Difference",
    "EarningKey",
    "Entry",
    "EntryKind",
    "Head",
    "Movement",
    "Posting",
    "balances",
    "differences",
    "earned_by_key",
    "earning_postings",
    "entry_hash",
    "entry_problems",
    "movements",
    "movements_of",
    "open_balances",
    "reverse",
    "seal",
    "transfer",
    "verify_chain",
]
