"""The form of the company's settings."""

from __future__ import annotations

import calendar
from typing import ClassVar
from zoneinfo import available_timezones

from django import forms
from django.conf import settings

from attain.kernel.money import is_currency
from attain_web.core.models import Company


class CompanyForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, fiscal calendar, currency, time zone, language."""

    fiscal_start_month = forms.TypedChoiceField(
        coerce=int,
        choices=[(month, calendar.month_name[month]) for month in range(1, 13)],
        label="Fiscal year starts in",
        help_text="Quarters and years of quotas and measures follow from it.",
    )
    currency = forms.CharField(
        max_length=3,
        label="Currency",
        help_text="Of reports across the company; ISO 4217, such as USD or EUR.",
    )
    timezone = forms.ChoiceField(label="Time zone", help_text="A day starts and ends here.", choices=())
    locale = forms.ChoiceField(
        label="Language of numbers and dates",
        choices=settings.LANGUAGES,
        help_text="How figures are written.",
    )

    class Meta:
        model = Company
        fields: ClassVar[list[str]] = ["name", "fiscal_start_month", "currency", "timezone", "locale"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        zones = sorted(available_timezones() | {self.instance.timezone})
        field = self.fields["timezone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(zone, zone.replace("_", " ")) for zone in zones]

    def clean_currency(self) -> str:
        """A currency of ISO 4217, in capitals."""
        code = str(self.cleaned_data["currency"]).strip().upper()
        if not is_currency(code):
            raise forms.ValidationError(f"“{code}” is not a currency code. Use one such as USD, EUR or GBP.")
        return code
