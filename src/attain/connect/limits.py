"""How much a file may cost before reading it stops with a problem."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Limits of reading one file; sizes in bytes, ``seconds`` of wall time for the child process."""

    file_bytes: int = 1024 * MEBIBYTE
    expanded_bytes: int = 4096 * MEBIBYTE
    archive_bytes: int = 1024 * MEBIBYTE
    rows: int = 20_000_000
    columns: int = 1_000
    cell_characters: int = 32_767
    line_characters: int = 1_000_000
    child_seconds: int = 120
    child_memory_bytes: int = 2048 * MEBIBYTE
    child_cells: int = 20_000_000


DEFAULT_LIMITS = ReadLimits()
