"""Pay periods and the ledger. Entries and postings are written once: the database refuses anything else."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from attain.ledger import Account, EntryKind


class PayPeriod(models.Model):
    """A month of pay, half-open. Open periods take entries; a closed one never changes again.

    ``run`` is the calculation that the period stands on, kept when it is closed: the last one posted before.
    ``paid_at`` says when its payables were handed to payroll.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    name = models.CharField(max_length=16, unique=True)
    start = models.DateField(unique=True)
    end = models.DateField()
    pay_on = models.DateField()
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    run = models.ForeignKey("incentives.Run", null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    paid_at = models.DateTimeField(null=True)
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("start",)
        constraints = (
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="pay_period_forward"),
            models.CheckConstraint(
                condition=models.Q(paid_at__isnull=True) | models.Q(state="closed"),
                name="pay_period_paid_is_closed",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether the period takes entries."""
        return self.state == self.State.OPEN

    @property
    def title(self) -> str:
        """The month in words: November 2026."""
        return f"{self.start:%B %Y}"


class LedgerEntry(models.Model):
    """An entry of the ledger, sealed into the hash chain (see ``attain.ledger``)."""

    sequence = models.PositiveBigIntegerField(primary_key=True, db_column="id")
    format = models.PositiveSmallIntegerField()
    kind = models.CharField(
        max_length=12, choices=[(kind.value, kind.value.capitalize()) for kind in EntryKind]
    )
    period = models.ForeignKey(PayPeriod, on_delete=models.PROTECT, related_name="entries")
    person_id = models.CharField(max_length=200)
    description = models.CharField(max_length=500)
    cause = models.CharField(max_length=200, db_index=True)
    idempotency_key = models.CharField(max_length=500, unique=True)
    recorded_at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("sequence",)
        verbose_name_plural = "ledger entries"
        indexes = (models.Index(fields=("person_id", "period"), name="entry_by_payee"),)

    def __str__(self) -> str:
        return f"Entry {self.sequence}"


class LedgerPosting(models.Model):
    """A line of an entry: an amount that entered or left an account of the payee."""

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="postings")
    line = models.PositiveIntegerField()
    account = models.CharField(max_length=10, choices=[(account.value, account.label) for account in Account])
    person_id = models.CharField(max_length=200)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    plan_id = models.CharField(max_length=200)
    component = models.CharField(max_length=200)
    earned_period = models.CharField(max_length=16)

    class Meta:
        ordering = ("entry_id", "line")
        constraints = (models.UniqueConstraint(fields=("entry", "line"), name="posting_once"),)
        indexes = (models.Index(fields=("account", "person_id", "earned_period"), name="posting_by_account"),)

    def __str__(self) -> str:
        return f"{self.account} {self.amount_minor} {self.currency}"

    @property
    def debit_minor(self) -> int:
        """What left the account; 0 where something entered it."""
        return max(-self.amount_minor, 0)


class LedgerHead(models.Model):
    """The end of the chain, one row. ``ledger`` tells this ledger from others in the file of heads."""

    ledger = models.UUIDField(default=uuid.uuid4, editable=False)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="ledger_head_is_one"),)

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash}"
