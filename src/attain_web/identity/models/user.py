"""Users sign in by e-mail address; roles are granted to them; they may stand for a person of the company."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from attain_web.identity.roles import Role, capabilities_of


class UserManager(BaseUserManager["User"]):
    """Makes users; e-mail addresses are kept in lower case."""

    def create_user(
        self, email: str, password: str | None = None, *, roles: tuple[str, ...] = (), **fields: Any
    ) -> User:
        """A user with these roles; without a password they cannot sign in by one."""
        if not email:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        RoleGrant.objects.bulk_create([RoleGrant(user=user, role=role) for role in roles])
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A system administrator."""
        return self.create_user(email, password, roles=(Role.SYSTEM_ADMIN,), **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        """The user of that e-mail address, whatever its case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Someone who signs in. ``person_id`` names the person of the company they are, if any. Never deleted."""

    class Theme(models.TextChoices):
        SYSTEM = "system", "As the device"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    email = models.EmailField("e-mail address", max_length=254, unique=True)
    name = models.CharField(max_length=200, blank=True)
    person_id = models.CharField(max_length=100, null=True, blank=True, unique=True)
    theme = models.CharField(max_length=10, choices=Theme.choices, default=Theme.SYSTEM)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        ordering = ("email",)
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_once"),)

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name, or the e-mail address where there is none."""
        return self.name or self.email

    def get_short_name(self) -> str:
        """The first name."""
        return self.get_full_name().split(" ")[0]

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles granted now; read once per instance."""
        return frozenset(self.grants.values_list("role", flat=True)) if self.pk else frozenset()

    @cached_property
    def capabilities(self) -> frozenset[str]:
        """What the user may do; nothing once the account is deactivated."""
        return capabilities_of(set(self.roles)) if self.is_active else frozenset()

    @property
    def role_label(self) -> str:
        """The roles in words, in the order of ``Role``."""
        return ", ".join(role.label for role in Role if role in self.roles)


class RoleGrant(models.Model):
    """A role that a user has; revoking deletes the grant, the audit log remembers."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30, choices=Role.choices)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="grants_given"
    )
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("role",)
        constraints = (models.UniqueConstraint(fields=("user", "role"), name="role_granted_once"),)

    def __str__(self) -> str:
        return f"{self.get_role_display()} for {self.user}"
