"""What saving rows would change: compared with what is stored, writing nothing."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from attain.tables import IMPORTABLE_TABLES, RECORD_TABLES, TableContract
from attain_web.core.versioning import Saved
from attain_web.datahub.selectors import current_manifest, fact_store, record_table


def compare(parts: Sequence[tuple[str, pa.Table]]) -> dict[int, Saved]:
    """How many rows of each part, a table's name and rows that fulfil its contract, would be new, changed or
    unchanged if the parts were saved in this order; by the number of the part.
    """
    found: dict[int, Saved] = {}
    with duckdb.connect(":memory:") as connection:
        for number, (name, rows) in enumerate(parts):
            contract = IMPORTABLE_TABLES[name]
            connection.register("incoming", rows)
            earlier = [other for other, (same, _) in enumerate(parts[:number]) if same == name]
            present = f"SELECT * FROM saved_{earlier[-1]}" if earlier else _stored(connection, contract)  # noqa: S608
            found[number] = _counts(connection, contract, present, len(rows))
            if any(same == name for same, _ in parts[number + 1 :]):
                connection.execute(
                    f"CREATE TABLE saved_{number} AS SELECT {_columns(contract)} FROM incoming UNION ALL "  # noqa: S608
                    f"SELECT {_columns(contract)} FROM ({present}) AS present ANTI JOIN incoming "
                    f"ON {_same_key(contract)}"
                )
    return found


def _stored(connection: duckdb.DuckDBPyConnection, contract: TableContract) -> str:
    if contract.name not in RECORD_TABLES:
        manifest = current_manifest(contract.name)
        if manifest is not None:
            return fact_store().relation_sql(manifest)
    is_record = contract.name in RECORD_TABLES
    connection.register("stored", record_table(contract.name) if is_record else contract.table([]))
    return "SELECT * FROM stored"


def _counts(connection: duckdb.DuckDBPyConnection, contract: TableContract, present: str, rows: int) -> Saved:
    others = [column.name for column in contract.columns if column.name not in contract.key]
    differs = " OR ".join(f'incoming."{name}" IS DISTINCT FROM present."{name}"' for name in others)
    new, changed = connection.sql(
        "SELECT count(*) FILTER (present.is_there IS NULL), "  # noqa: S608
        f"count(*) FILTER (present.is_there AND ({differs or 'false'})) "
        f"FROM incoming LEFT JOIN (SELECT *, true AS is_there FROM ({present})) AS present "
        f"ON {_same_key(contract)}"
    ).fetchall()[0]
    return Saved(new, changed, rows - new - changed)


def _same_key(contract: TableContract) -> str:
    return " AND ".join(f'incoming."{name}" IS NOT DISTINCT FROM present."{name}"' for name in contract.key)


def _columns(contract: TableContract) -> str:
    return ", ".join(f'"{column.name}"' for column in contract.columns)
