"""A company that is prepared in seconds: the example company with half a year of bookings and no pipeline."""

from __future__ import annotations

import datetime as dt
import pickle
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from attain.example import ExampleCompany, generate

FIRST_DAY = dt.date(2026, 6, 1)
LEFT_OUT = ("opportunities", "opportunity_snapshots", "activities")


def write_small(path: Path) -> None:
    """Keeps the small company in a file."""
    path.write_bytes(pickle.dumps(_small()))


def read_small(path: Path) -> ExampleCompany:
    """The small company from its file."""
    company = pickle.loads(path.read_bytes())
    assert isinstance(company, ExampleCompany)
    return company


def _small() -> ExampleCompany:
    company = generate()
    tables = dict(company.tables)
    for name in LEFT_OUT:
        tables[name] = tables[name].slice(0, 0)
    transactions = tables["transactions"]
    late = pc.greater_equal(transactions["occurred_on"], pa.scalar(FIRST_DAY))
    tables["transactions"] = transactions.filter(late)
    kept = pc.is_in(
        tables["splits"]["transaction_id"], tables["transactions"]["transaction_id"].combine_chunks()
    )
    tables["splits"] = tables["splits"].filter(kept)
    return replace(company, tables=tables)
