"""Two runs side by side: what changed in what they read, and in what they pay, payee by payee."""

from __future__ import annotations

from dataclasses import dataclass

from attain.store import Manifest
from attain.tables import IMPORTABLE_TABLES
from attain_web.incentives import selectors
from attain_web.incentives.models import Run

Key = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class InputChange:
    """A table or plan that the two runs read differently."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a payee earns by a component in a month in either run, in minor units of ``currency``."""

    person_id: str
    plan_id: str
    component: str
    period: str
    currency: str
    before_minor: int
    after_minor: int

    @property
    def change_minor(self) -> int:
        """After minus before."""
        return self.after_minor - self.before_minor


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences of two runs, largest first, and what explains them."""

    inputs: tuple[InputChange, ...]
    differences: tuple[Difference, ...]
    totals: tuple[tuple[str, int, int], ...]  # currency, before, after in minor units

    @property
    def person_ids(self) -> frozenset[str]:
        """The payees whose pay differs."""
        return frozenset(difference.person_id for difference in self.differences)


def compare_runs(before: Run, after: Run) -> Comparison:
    """Compares the earnings and the pinned inputs of two finished runs."""
    old, new = _sums(before), _sums(after)
    differences = [
        Difference(*key, before_minor=old.get(key, 0), after_minor=new.get(key, 0))
        for key in sorted(old.keys() | new.keys())
        if old.get(key, 0) != new.get(key, 0)
    ]
    differences.sort(key=lambda item: -abs(item.change_minor))
    return Comparison(tuple(_input_changes(before, after)), tuple(differences), _totals(old, new))


def _sums(run: Run) -> dict[Key, int]:
    earnings = selectors.result(run, "earnings")
    keys = ["person_id", "plan_id", "component", "period", "currency"]
    grouped = earnings.group_by(keys).aggregate([("amount_minor", "sum")]).to_pylist()
    return {
        (row["person_id"], row["plan_id"], row["component"], row["period"], row["currency"]): row[
            "amount_minor_sum"
        ]
        for row in grouped
    }


def _totals(old: dict[Key, int], new: dict[Key, int]) -> tuple[tuple[str, int, int], ...]:
    currencies = sorted({key[4] for key in old.keys() | new.keys()})
    return tuple(
        (
            currency,
            sum(amount for key, amount in old.items() if key[4] == currency),
            sum(amount for key, amount in new.items() if key[4] == currency),
        )
        for currency in currencies
    )


def _input_changes(before: Run, after: Run) -> list[InputChange]:
    old, new = before.input_manifests, after.input_manifests
    changes = [
        InputChange(IMPORTABLE_TABLES[name].title, _words(old.get(name)), _words(new.get(name)))
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]
    plans = {
        run.pk: {str(version) for version in run.plan_versions.select_related("plan")}
        for run in (before, after)
    }
    changes += [InputChange("Plan", name, "") for name in sorted(plans[before.pk] - plans[after.pk])]
    changes += [InputChange("Plan", "", name) for name in sorted(plans[after.pk] - plans[before.pk])]
    for label, earlier, later in (
        ("Through", before.through, after.through),
        ("Engine", before.engine_version, after.engine_version),
    ):
        if earlier != later:
            changes.append(InputChange(label, earlier, later))
    return changes


def _words(manifest: Manifest | None) -> str:
    return f"{manifest.row_count:,} rows · {manifest.id[:8]}" if manifest else "absent"
