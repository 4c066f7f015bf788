"""Why an earlier period pays differently now: the lines of two calculations compared one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from attain.statements.line import StatementLine


class Cause(StrEnum):
    """What made a line different."""

    TRANSACTION_NEW = "transaction-new"
    TRANSACTION_GONE = "transaction-gone"
    CREDIT_CHANGED = "credit-changed"
    PLAN_CHANGED = "plan-changed"
    QUOTA_CHANGED = "quota-changed"
    TIERS_MOVED = "tiers-moved"

    @property
    def words(self) -> str:
        """The cause as a reader understands it."""
        return _WORDS[self]


_WORDS = {
    Cause.TRANSACTION_NEW: "Came in after the period was closed",
    Cause.TRANSACTION_GONE: "No longer credited",
    Cause.CREDIT_CHANGED: "The credited amount was corrected",
    Cause.PLAN_CHANGED: "Another version of the plan applies",
    Cause.QUOTA_CHANGED: "The quota was changed",
    Cause.TIERS_MOVED: "Moved in the tiers, or its rate was changed",
}


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line before and after; one of the two is absent where the line is new or gone."""

    before: StatementLine | None
    after: StatementLine | None
    cause: Cause

    @property
    def line(self) -> StatementLine:
        """The line as it stands now, or as it last stood."""
        line = self.after or self.before
        assert line is not None
        return line

    @property
    def before_minor(self) -> int:
        """What it paid before."""
        return self.before.amount_minor if self.before else 0

    @property
    def after_minor(self) -> int:
        """What it pays now."""
        return self.after.amount_minor if self.after else 0

    @property
    def amount_minor(self) -> int:
        """The difference."""
        return self.after_minor - self.before_minor


def changes_between(
    before: Iterable[StatementLine], after: Iterable[StatementLine], *, quota_changed: bool = False
) -> tuple[LineChange, ...]:
    """The lines that differ in amount between two calculations of one payee, by key.

    ``quota_changed`` says that the payee's quota differs between the two: it then explains amounts that
    changed although the credit and the plan did not.
    """
    old = {line.key: line for line in before}
    new = {line.key: line for line in after}
    found = []
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        if (was.amount_minor if was else 0) != (now.amount_minor if now else 0):
            found.append(LineChange(was, now, _cause(was, now, quota_changed)))
    return tuple(found)


def _cause(was: StatementLine | None, now: StatementLine | None, quota_changed: bool) -> Cause:
    line = now or was
    if line is not None and line.transaction_id:
        if was is None:
            return Cause.TRANSACTION_NEW
        if now is None:
            return Cause.TRANSACTION_GONE
    if was and now and was.plan_version != now.plan_version:
        return Cause.PLAN_CHANGED
    if was and now and line and line.transaction_id and was.base_units != now.base_units:
        return Cause.CREDIT_CHANGED
    return Cause.QUOTA_CHANGED if quota_changed else Cause.TIERS_MOVED
