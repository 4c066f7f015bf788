"""The session engine: Django's database store, whose rows also say whose session it is."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

DEVICE_KEY = "device"


class SessionStore(DatabaseStore):
    """Keeps sessions in ``identity.Session``."""

    @classmethod
    def get_model_class(cls) -> Any:
        """The table of sessions."""
        return apps.get_model("identity", "Session")

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row of this session, with its user and device; keeps when it began."""
        row: Any = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        row.device = str(data.get(DEVICE_KEY, ""))[:200]
        began = self.get_model_class().objects.filter(pk=row.pk).values_list("created_at", flat=True).first()
        if began is not None:
            row.created_at = began
        return row
