"""Forms that change people, positions and assignments by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from attain.kernel.money import Currency, Money, is_currency
from attain.kernel.problem import Problem
from attain.kernel.scaled import format_scaled
from attain.tables import RECORD_TABLES
from attain_web.people.models import Person, Position

ROLES = RECORD_TABLES["positions"].by_name["role"].choices
ROLE_CHOICES = [(role, role.replace("-", " ").capitalize().replace("Sdr", "SDR")) for role in ROLES]


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, with the browser's calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def currency_field(*, required: bool) -> forms.CharField:
    """A currency of ISO 4217."""
    return forms.CharField(
        label="Currency",
        max_length=3,
        required=required,
        validators=[_check_currency],
        help_text="Such as USD.",
    )


def _check_currency(code: str) -> None:
    if not is_currency(code):
        raise forms.ValidationError(f"“{code}” is not a currency code. Use one such as USD, EUR or GBP.")


class PersonForm(forms.Form):
    """What is known of a person; the identifier is fixed once they exist."""

    person_id = forms.CharField(label="Identifier", max_length=100, help_text="As in your HR system.")
    name = forms.CharField(max_length=200)
    email = forms.EmailField(label="E-mail address", required=False)
    country = forms.CharField(max_length=100, required=False)
    currency = currency_field(required=False)
    hired_on = day_field("Hired on", required=False)
    left_on = day_field("Left on", required=False, help_text="First day after employment; ends assignments.")
    payroll_id = forms.CharField(label="Payroll number", max_length=100, required=False)
    position_id = forms.ChoiceField(
        label="Position",
        required=False,
        help_text="Held from the day of hire. You can assign one later, too.",
    )

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["left_on"]
            _set_choices(self, "position_id", [("", "None yet"), *position_choices()])
            self.fields["hired_on"].required = True
        else:
            del self.fields["position_id"]
            self.fields["person_id"].disabled = True

    def row(self) -> dict[str, Any]:
        """The row of the table of people."""
        values = self.cleaned_data
        return {name: values.get(name) or None for name in Person.contract.by_name}


class PositionForm(forms.Form):
    """What a position is from a day on."""

    position_id = forms.CharField(label="Identifier", max_length=100)
    start = day_field("From", help_text="First day on which this holds.")
    title = forms.CharField(max_length=200)
    role = forms.ChoiceField(choices=ROLE_CHOICES)
    manager_position_id = forms.ChoiceField(label="Reports to", required=False)
    region = forms.CharField(max_length=100, required=False)
    territory_id = forms.CharField(label="Territory", max_length=100, required=False)
    plan_id = forms.CharField(
        label="Plan", max_length=100, required=False, help_text="Identifier of the plan."
    )
    currency = currency_field(required=True)
    target_incentive = forms.CharField(
        label="Target incentive", required=False, max_length=30, help_text="Variable pay a year at 100 %."
    )

    def __init__(self, *args: Any, is_new: bool, position_id: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [choice for choice in position_choices() if choice[0] != position_id]
        _set_choices(self, "manager_position_id", [("", "Nobody"), *others])
        if not is_new:
            del self.fields["position_id"]

    def clean(self) -> dict[str, Any]:
        """Reads the target in the position's currency."""
        values, text = self.cleaned_data, str(self.cleaned_data.get("target_incentive") or "").strip()
        values["target_incentive_minor"] = None
        if text and "currency" in values:
            money = Money.parse(text, Currency(values["currency"]))
            if isinstance(money, Problem):
                self.add_error("target_incentive", f"{money.message} {money.hint}")
            elif money.amount_minor < 0:
                self.add_error("target_incentive", "A target cannot be negative.")
            else:
                values["target_incentive_minor"] = money.amount_minor
        return values

    def row(self) -> dict[str, Any]:
        """The row of the table of positions, open-ended."""
        values = self.cleaned_data
        row = {name: values.get(name) or None for name in Position.contract.by_name}
        row["target_incentive_minor"] = values["target_incentive_minor"]
        return row | {"valid_from": values["start"], "valid_to": None}


def initial_of(row: dict[str, Any], start: dt.date) -> dict[str, Any]:
    """What a form of this position starts from."""
    initial = {name: value if value is not None else "" for name, value in row.items()}
    target = row.get("target_incentive_minor")
    if target is not None:
        exponent = Currency(row["currency"]).exponent
        initial["target_incentive"] = format_scaled(target, exponent, minimum_places=exponent)
    return initial | {"start": start}


class AssignForm(forms.Form):
    """Who holds which position from when to when."""

    person_id = forms.ChoiceField(label="Person")
    position_id = forms.ChoiceField(label="Position")
    start = day_field("From", help_text="First day.")
    end = day_field(
        "Until", required=False, help_text="First day no longer; empty means until further notice."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_choices(self, "person_id", person_choices())
        _set_choices(self, "position_id", position_choices())


class EndForm(forms.Form):
    """From which day on something no longer holds."""

    end = day_field("No longer from", help_text="The day before is the last one.")


def position_choices() -> list[tuple[str, str]]:
    """The positions that there are or will be, by their latest title."""
    latest: dict[str, str] = {}
    rows = Position.objects.current().order_by("valid_from").values_list("position_id", "title")
    for position_id, title in rows:
        latest[position_id] = f"{title} ({position_id})"
    return sorted(latest.items(), key=lambda choice: choice[1].casefold())


def person_choices() -> list[tuple[str, str]]:
    """The people, by name."""
    rows = Person.objects.current().order_by("name").values_list("person_id", "name")
    return [(person_id, f"{name} ({person_id})") for person_id, name in rows]


def _set_choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
