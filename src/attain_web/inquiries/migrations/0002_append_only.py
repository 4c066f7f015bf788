"""What was said in a thread stays said."""

from __future__ import annotations

from django.db import migrations

from attain_web.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0001_initial")]
    operations = [AppendOnly("inquiries_inquirymessage")]
