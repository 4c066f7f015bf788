"""The people who can sign in to the demo."""

from __future__ import annotations

from django.db import transaction

from attain.example import ExampleCompany
from attain_web.identity.models import RoleGrant, User


@transaction.atomic
def ensure_users(company: ExampleCompany, password: str) -> None:
    """Makes each of the company's users with the demo's password, unless they exist."""
    made: list[User] = []
    for one in company.users:
        user = User.objects.filter(email=one.email).first()
        if user is None:
            user = User(email=one.email, name=one.name, person_id=one.person_id)
            if made:
                user.password = made[
                    0
                ].password  # hashing costs 40 ms on purpose; one hash serves all of a demo
            else:
                user.set_password(password)
            user.save()
            made.append(user)
        for role in one.roles:
            RoleGrant.objects.get_or_create(user=user, role=role)
