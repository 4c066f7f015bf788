"""The form that asks."""

from __future__ import annotations

from django import forms

from attain_web.inquiries.models import Inquiry
from attain_web.payouts.models import PayPeriod


class AskForm(forms.Form):
    """What it is about, and the question."""

    about = forms.ChoiceField(label="What is it about?", choices=Inquiry.About.choices)
    period = forms.ChoiceField(label="Statement")
    subject = forms.CharField(label="Subject", max_length=200)
    text = forms.CharField(
        label="Your question",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Say what you expected and what you see. For a missing deal: account, day, amount.",
    )
    person = forms.CharField(widget=forms.HiddenInput, required=False)
    line = forms.CharField(widget=forms.HiddenInput, required=False)

    field_order = ("about", "period", "subject", "text")

    def set_periods(self, periods: list[PayPeriod]) -> None:
        """The statements that can be asked about."""
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(period.name, period.title) for period in periods]
