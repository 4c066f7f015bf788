"""What is in the ledger stays as it is, and closed periods take no entry: the database itself sees to it."""

from __future__ import annotations

from django.db import migrations

from attain_web.core.append_only import AppendOnly

ENTRIES, PERIODS = "payouts_ledgerentry", "payouts_payperiod"
SQLITE = f"""
CREATE TRIGGER {ENTRIES}_period_open BEFORE INSERT ON {ENTRIES}
WHEN EXISTS (SELECT 1 FROM {PERIODS} WHERE id = NEW.period_id AND state = 'closed')
BEGIN SELECT RAISE(ABORT, 'the pay period is closed'); END
"""
POSTGRESQL = f"""
CREATE FUNCTION {ENTRIES}_period_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM {PERIODS} WHERE id = NEW.period_id AND state = 'closed') THEN
        RAISE EXCEPTION 'the pay period is closed' USING ERRCODE = '23000';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {ENTRIES}_period_open BEFORE INSERT ON {ENTRIES}
FOR EACH ROW EXECUTE FUNCTION {ENTRIES}_period_open();
"""


def make(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER {ENTRIES}_period_open")
    else:
        schema_editor.execute(f"DROP FUNCTION {ENTRIES}_period_open() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("payouts", "0001_initial")]
    operations = [
        AppendOnly(ENTRIES, unique=[("idempotency_key",)]),
        AppendOnly("payouts_ledgerposting", unique=[("entry_id", "line")]),
        migrations.RunPython(make, drop),
    ]
