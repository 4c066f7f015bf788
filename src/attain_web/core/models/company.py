"""The company whose product this is: one row."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


class Company(models.Model):
    """Name, fiscal calendar, currency, locale and time zone; there is one, with id 1.

    ``clock_on`` fixes the business day ("today") for an example company whose data end on that day; null
    means the real day in the company's time zone.
    """

    name = models.CharField(max_length=200, default="Your company")
    fiscal_start_month = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    currency = models.CharField(max_length=3, default="USD")
    locale = models.CharField(max_length=20, default="en")
    timezone = models.CharField(max_length=64, default="UTC")
    clock_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="company_is_one"),)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Always the one row."""
        self.pk = 1
        super().save(*args, **kwargs)
