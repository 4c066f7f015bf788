"""Records with two histories: when a value holds (``valid_from``/``valid_to``), and when we knew it.

A row is never changed, except that ``superseded_at`` is set once when a newer version of it, or its removal,
is recorded. The current version of a row has no ``superseded_at``. So every question has an exact answer:
what holds on a day, and what did we believe at a moment about that day.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from attain.tables import TableContract

M = TypeVar("M", bound="VersionedRecord")


class VersionedQuerySet(models.QuerySet[M]):
    """The three ways to read versioned records."""

    def current(self) -> Self:
        """The versions that hold now, all days."""
        return self.filter(superseded_at__isnull=True)

    def as_known_at(self, moment: dt.datetime) -> Self:
        """The versions that were current at ``moment``, all days."""
        return self.filter(
            Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment), recorded_at__lte=moment
        )

    def as_of(self, day: dt.date, known_at: dt.datetime | None = None) -> Self:
        """What holds on ``day``, as we know it now or as we knew it at ``known_at``."""
        known = self.current() if known_at is None else self.as_known_at(known_at)
        if not self.model.is_effective():
            return known
        return known.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


class VersionedManager(models.Manager[M]):
    """The manager of versioned records; see ``VersionedQuerySet``."""

    def get_queryset(self) -> VersionedQuerySet[M]:
        """All versions."""
        return VersionedQuerySet(self.model, using=self._db)

    def current(self) -> VersionedQuerySet[M]:
        """The versions that hold now, all days."""
        return self.get_queryset().current()

    def as_known_at(self, moment: dt.datetime) -> VersionedQuerySet[M]:
        """The versions that were current at ``moment``, all days."""
        return self.get_queryset().as_known_at(moment)

    def as_of(self, day: dt.date, known_at: dt.datetime | None = None) -> VersionedQuerySet[M]:
        """What holds on ``day``, as we know it now or as we knew it at ``known_at``."""
        return self.get_queryset().as_of(day, known_at)


class VersionedRecord(models.Model):
    """A version of a row of a table contract: its columns, and who recorded it when and from where.

    Subclasses set ``contract``, declare a field per column under the column's name, and take
    ``current_once(...)`` into their constraints. Write with ``core.versioning.save_rows``.
    """

    contract: ClassVar[TableContract]

    recorded_at = models.DateTimeField(db_index=True)
    superseded_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(max_length=200)

    objects: ClassVar[VersionedManager[Any]] = VersionedManager()

    class Meta:
        abstract = True

    @classmethod
    def is_effective(cls) -> bool:
        """Whether a row holds for a range of days."""
        return cls.contract.effective

    @property
    def key(self) -> tuple[Any, ...]:
        """The values of the contract's key."""
        return tuple(getattr(self, name) for name in self.contract.key)

    def row(self) -> dict[str, Any]:
        """The columns of the contract, in order."""
        return {column.name: getattr(self, column.name) for column in self.contract.columns}


class EffectiveRecord(VersionedRecord):
    """A versioned record that holds from ``valid_from`` to before ``valid_to`` (null: until further
    notice).
    """

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which it holds; None while that is open."""
        return None if self.valid_to is None else self.valid_to - dt.timedelta(days=1)


def current_once(contract: TableContract) -> models.UniqueConstraint:
    """At most one current version for each key of the contract."""
    return models.UniqueConstraint(
        fields=contract.key, condition=Q(superseded_at__isnull=True), name=f"{contract.name}_current_once"
    )


def range_is_forward(contract: TableContract) -> models.CheckConstraint:
    """An effective record ends after it starts."""
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
        name=f"{contract.name}_range_forward",
    )
