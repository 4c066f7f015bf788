"""Statement lines sum to the ledger's movement, for every payee and period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from attain.kernel.problem import Problem
from attain.verify.evidence import Evidence, RunRow
from attain.verify.files import query, standing_runs
from attain.verify.wording import money, problem

Totals = Mapping[tuple[str, str, str], int]
"""Minor units by payee, month and currency."""
_SUMS = """
SELECT person_id, period, currency, CAST(sum(amount_minor) AS BIGINT)
FROM earnings GROUP BY ALL ORDER BY ALL
"""


def check_statements(evidence: Evidence) -> Iterator[Problem]:
    """Lines of a period = its earnings in the ledger; differences in earlier periods = its adjustments.

    A period's lines are those of the run it stands on; its differences are taken against the run that the
    period before it was closed on.
    """
    totals = {run.id: _run_totals(evidence, run) for run in standing_runs(evidence)}
    posted = _posted(evidence)
    before: Totals = {}
    before_is_final = True
    for period in evidence.periods:
        run = evidence.run_of(period)
        now = totals[run.id] if run is not None else {}
        earned = {(p, c): amount for (p, month, c), amount in now.items() if month == period.name}
        changed: dict[tuple[str, str], int] = defaultdict(int)
        if before_is_final:
            for sign, side in ((1, now), (-1, before)):
                for (person_id, month, currency), amount in side.items():
                    if month < period.name:
                        changed[person_id, currency] += sign * amount
        yield from _compare(period.name, "lines", earned, posted["earning", period.name])
        yield from _compare(period.name, "adjustments", changed, posted["adjustment", period.name])
        before, before_is_final = now, period.state == "closed"


def check_posted(evidence: Evidence) -> Iterator[Problem]:
    """Everything the current run computed is posted, and nothing else."""
    run = evidence.current_run
    if run is None:
        return
    computed: dict[tuple[str, str], int] = defaultdict(int)
    for (person_id, _, currency), amount in _run_totals(evidence, run).items():
        computed[person_id, currency] += amount
    posted: dict[tuple[str, str], int] = defaultdict(int)
    for posting in evidence.postings:
        if posting.account == "expense":
            posted[posting.person_id, posting.currency] -= posting.amount_minor
    yield from _compare(f"run {run.id}", "earnings", computed, posted)


def _compare(
    place: str, what: str, shown: Mapping[tuple[str, str], int], moved: Mapping[tuple[str, str], int]
) -> Iterator[Problem]:
    for person_id, currency in sorted(shown.keys() | moved.keys()):
        left, right = shown.get((person_id, currency), 0), moved.get((person_id, currency), 0)
        if left != right:
            yield problem(
                "statement-not-reconciled",
                f"{place}, payee {person_id}",
                f"The {what} come to {money(left, currency)}, the ledger moved {money(right, currency)}.",
                "Start an official run: it posts the difference. If it stays, compare with a backup.",
            )


def _posted(evidence: Evidence) -> Mapping[tuple[str, str], dict[tuple[str, str], int]]:
    moved: dict[tuple[str, str], dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for entry in evidence.entries:
        for posting in evidence.postings_of.get(entry.sequence, ()):
            if posting.account == "expense":
                place = (posting.person_id, posting.currency)
                moved[entry.kind, entry.period][place] -= posting.amount_minor
    return moved


def _run_totals(evidence: Evidence, run: RunRow) -> Totals:
    if "earnings" not in run.results:
        return {}
    rows = query(evidence.facts, {"earnings": run.results["earnings"]}, _SUMS)
    return {(row[0], row[1], row[2]): int(row[3]) for row in rows}
