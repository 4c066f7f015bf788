"""Splits sum to the whole, in the sources and in the credits made of them."""

from __future__ import annotations

from collections.abc import Iterator

from attain.kernel.problem import Problem
from attain.kernel.scaled import ONE, format_rate
from attain.verify.evidence import Evidence
from attain.verify.files import query
from attain.verify.wording import problem

_OWNERS = f"""
SELECT transaction_id, CAST(sum(share) AS BIGINT) FROM splits WHERE split_role = 'owner'
GROUP BY transaction_id HAVING sum(share) <> {ONE} ORDER BY transaction_id
"""  # noqa: S608
# Credits of one rule whose shares make a whole and that were not converted must make the whole amount.
_CREDITS = f"""
SELECT transaction_id, rule, CAST(sum(quota_units) AS BIGINT), any_value(source_units)
FROM credits WHERE fx_rate = {ONE} AND currency = source_currency
GROUP BY transaction_id, rule
HAVING sum(share) = {ONE} AND count(DISTINCT source_units) = 1 AND sum(quota_units) <> any_value(source_units)
ORDER BY transaction_id, rule
"""  # noqa: S608


def check_splits(evidence: Evidence) -> Iterator[Problem]:
    """Owner shares of a transaction sum to 100 %, and what they credit sums to its amount."""
    run = evidence.current_run
    if run is None:
        return
    if "splits" in run.inputs:
        for transaction_id, share in query(evidence.facts, {"splits": run.inputs["splits"]}, _OWNERS):
            message = f"Its owner shares sum to {format_rate(share)}, not to 100%."
            hint = "Correct the splits in the source and import them again."
            yield problem("splits-not-whole", f"transaction {transaction_id}", message, hint)
    if "credits" in run.results:
        for transaction_id, rule, credited, whole in query(
            evidence.facts, {"credits": run.results["credits"]}, _CREDITS
        ):
            message = f"The rule {rule} credited {credited} of {whole} minor units."
            hint = "Run the calculation again; if it stays, report it."
            yield problem("credits-not-whole", f"transaction {transaction_id}", message, hint)
