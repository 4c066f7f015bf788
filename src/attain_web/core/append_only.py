"""Tables whose rows are written once: the database itself refuses to change or delete them.

Use ``AppendOnly`` in a migration. ``updatable`` columns may change; ``unique`` names column groups (besides
``id``) on which SQLite's INSERT OR REPLACE would silently delete the older row: it fires no delete trigger,
so a trigger before the insert refuses instead. Dropping a trigger still defeats all this; what must be
provable beyond that is chained by hashes (see the ledger).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AppendOnly(Operation):
    """A migration operation that makes ``table`` append-only on SQLite and PostgreSQL."""

    reversible = True
    reduces_to_sql = True

    def __init__(
        self, table: str, updatable: Sequence[str] = (), unique: Sequence[Sequence[str]] = ()
    ) -> None:
        self.table = table
        self.updatable = tuple(updatable)
        self.unique = tuple(tuple(group) for group in unique)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are no part of the models' state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Create the triggers."""
        vendor = schema_editor.connection.vendor
        make = {"sqlite": self._sqlite, "postgresql": self._postgresql}[vendor]
        for statement in make(schema_editor):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Drop the triggers."""
        on_table = f" ON {self.table}" if schema_editor.connection.vendor == "postgresql" else ""
        for name in ("no_update", "no_delete", "no_replace", "no_truncate"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.table}_{name}{on_table}")

    def describe(self) -> str:
        """For `manage.py migrate --plan`."""
        return f"Make {self.table} append-only"

    def _frozen_columns(self, schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        with schema_editor.connection.cursor() as cursor:
            described = schema_editor.connection.introspection.get_table_description(cursor, self.table)
        names = [column.name for column in described if column.name not in self.updatable]
        return [schema_editor.quote_name(name) for name in names]  # a column may be called “table”

    def _sqlite(self, schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        table, refuse = self.table, f"SELECT RAISE(ABORT, '{self.table} is append-only')"
        columns = f" OF {', '.join(self._frozen_columns(schema_editor))}" if self.updatable else ""
        groups = [" AND ".join(f"{name} = NEW.{name}" for name in group) for group in (("id",), *self.unique)]
        same = f"EXISTS (SELECT 1 FROM {table} WHERE ({') OR ('.join(groups)}))"  # noqa: S608 - our own names
        return [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE{columns} ON {table} BEGIN {refuse}; END",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {refuse}; END",
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {same} BEGIN {refuse}; END",
        ]

    def _postgresql(self, schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        table = self.table
        columns = f" OF {', '.join(self._frozen_columns(schema_editor))}" if self.updatable else ""
        return [
            "CREATE OR REPLACE FUNCTION attain_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23000'; END $$",
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE{columns} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION attain_refuse_change()",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION attain_refuse_change()",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION attain_refuse_change()",
        ]
