"""The heads of the chain, kept outside the database: whoever rewrites the ledger there cannot make it fit
these.

One line per append in ``ATTAIN_HOME/ledger-heads.txt``: the ledger's identity, the last entry's number and
hash. A crash between commit and this line leaves the file behind the ledger, never ahead of it.
"""

from __future__ import annotations

import os
import uuid
from pathlib import Path

from django.conf import settings

from attain.ledger import Head


def heads_file() -> Path:
    """Where the heads are kept."""
    return Path(settings.HOME) / "ledger-heads.txt"


def keep(ledger: uuid.UUID, head: Head) -> None:
    """Appends one head, durably."""
    line = f"{ledger} {head.sequence} {head.hash}\n".encode()
    descriptor = os.open(heads_file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, line)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
