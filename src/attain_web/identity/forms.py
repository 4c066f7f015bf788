"""Forms of signing in, the own account, and user administration."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from attain_web.identity.directory import person_names
from attain_web.identity.models import ApiToken, User
from attain_web.identity.roles import Role

EXPIRY_DAYS = (("30", "30 days"), ("90", "90 days"), ("365", "One year"), ("", "Never"))


class SignInForm(forms.Form):
    """E-mail address and password."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        max_length=1000, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class PasswordForm(forms.Form):
    """The old password and a new one, twice."""

    old = forms.CharField(
        label="Current password",
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="New password",
        strip=False,
        max_length=1000,
        help_text="At least 12 characters. A few unrelated words are strong and easy to remember.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="New password again",
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_old(self) -> str:
        """It must be the password in force."""
        old = str(self.cleaned_data["old"])
        if not self.user.check_password(old):
            raise forms.ValidationError("This is not your current password.")
        return old

    def clean_new(self) -> str:
        """Long enough, not common, not like the name."""
        new = str(self.cleaned_data["new"])
        validate_password(new, self.user)
        return new

    def clean(self) -> dict[str, Any]:
        """Both entries of the new password are the same, and it is new."""
        values = self.cleaned_data
        if "new" in values and values.get("again") != values["new"]:
            self.add_error("again", "The two new passwords differ.")
        if "new" in values and values.get("old") == values["new"]:
            self.add_error("new", "The new password is the old one.")
        return values


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """What people change of their own account."""

    class Meta:
        model = User
        fields = ("name", "theme")
        labels = {"theme": "Colours"}
        help_texts = {"theme": "For every browser in which you have not chosen otherwise."}


class TokenForm(forms.Form):
    """A new API token."""

    name = forms.CharField(max_length=100, help_text="What will use it, such as “payroll export”.")
    scope = forms.ChoiceField(label="It may", choices=ApiToken.Scope.choices, initial=ApiToken.Scope.READ)
    days = forms.ChoiceField(label="It expires after", choices=EXPIRY_DAYS, initial="90", required=False)


class UserForm(forms.Form):
    """A user as a system admin sees one."""

    email = forms.EmailField(label="E-mail address", max_length=254)
    name = forms.CharField(max_length=200)
    person_id = forms.ChoiceField(
        label="Person", required=False, help_text="Whose statements and team they see as their own."
    )
    roles = forms.MultipleChoiceField(
        choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    is_active = forms.BooleanField(label="May sign in", required=False, initial=True)

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        names = person_names()
        if user is not None and user.person_id:
            names.setdefault(user.person_id, user.person_id)
        field = self.fields["person_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Nobody"), *((key, f"{name} ({key})") for key, name in names.items())]
        if user is not None:
            self.fields["email"].disabled = True
        else:
            del self.fields["is_active"]

    def clean_email(self) -> str:
        """Each address once."""
        email = str(self.cleaned_data["email"]).strip().lower()
        taken = User.objects.filter(email=email)
        if taken.exclude(pk=self.user.pk if self.user else 0).exists():
            raise forms.ValidationError("There is a user with this address already.")
        return email

    def clean_person_id(self) -> str:
        """Each person has one user at most."""
        person_id = str(self.cleaned_data["person_id"])
        taken = User.objects.filter(person_id=person_id) if person_id else User.objects.none()
        other = taken.exclude(pk=self.user.pk if self.user else 0).first()
        if other is not None:
            raise forms.ValidationError(f"This person already signs in as {other.email}.")
        return person_id
