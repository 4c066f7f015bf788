"""Lines of statements by the account or the transaction that they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyarrow.compute as pc

from attain.statements import StatementLine, lines_of
from attain.store import Manifest
from attain_web.core.palette import has_words
from attain_web.datahub import selectors as data
from attain_web.incentives import selectors as incentives
from attain_web.incentives.models import Run
from attain_web.payouts import selectors, source
from attain_web.people import selectors as people

SHORTEST = 3
MOST_ACCOUNTS = 50


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A line of a payee's statement."""

    person_id: str
    line: StatementLine


def find_lines(user: Any, query: str, limit: int) -> list[FoundLine]:
    """Lines of the current run about an account with these words in its name, or about this transaction.

    Only of people whose statements the user may see; the latest first.
    """
    run = incentives.current_run()
    visible = selectors.visible(user)
    if run is None or len(query) < SHORTEST or not (visible is people.ALL or visible):
        return []
    wanted = _transaction_ids(run, query)
    if not wanted:
        return []
    filters: dict[str, Any] = {"transaction_id": wanted}
    if visible is not people.ALL:
        filters["person_id"] = sorted(visible)
    earnings = incentives.result(run, "earnings", filters=filters)
    latest = earnings.sort_by([("period", "descending"), ("credited_on", "descending")])[:limit]
    facts = source.transaction_facts(run, set(latest["transaction_id"].to_pylist()))
    titles = source.component_titles(run)
    found: list[FoundLine] = []
    for person_id in dict.fromkeys(latest["person_id"].to_pylist()):
        rows = latest.filter(pc.equal(latest["person_id"], person_id))
        found += [FoundLine(person_id, line) for line in lines_of(rows, titles=titles, facts=facts)]
    return sorted(found, key=lambda one: (one.line.period, one.line.credited_on), reverse=True)


def _transaction_ids(run: Run, query: str) -> list[str]:
    accounts = [key for key, name in _accounts(run.pk) if has_words(name, query)][:MOST_ACCOUNTS]
    found = _ids(run, "account_id", accounts) if accounts else []
    if any(character.isdigit() for character in query):  # words alone are no identifier: one read less
        found += _ids(run, "transaction_id", sorted({query, query.upper()}))
    return sorted(set(found))


def _ids(run: Run, column: str, values: Sequence[str]) -> list[str]:
    manifest = run.inputs.get("transactions")
    if manifest is None:
        return []
    found = data.fact_store().read(
        Manifest.from_json(manifest), filters={column: list(values)}, columns=["transaction_id"]
    )
    return list(found["transaction_id"].to_pylist())


@lru_cache(maxsize=4)  # what a run read never changes
def _accounts(run_pk: int) -> tuple[tuple[str, str], ...]:
    """Identifier and name of every account that a run read."""
    manifest = Run.objects.get(pk=run_pk).inputs.get("accounts")
    if manifest is None:
        return ()
    found = data.fact_store().read(Manifest.from_json(manifest), columns=["account_id", "name"])
    return tuple(zip(found["account_id"].to_pylist(), found["name"].to_pylist(), strict=True))


def forget() -> None:
    """Forgets what is remembered of runs, for tests."""
    _accounts.cache_clear()
