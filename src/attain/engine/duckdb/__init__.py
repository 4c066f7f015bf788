"""The DuckDB backend: each step of a program becomes one SQL statement over integers, run in process."""

from __future__ import annotations

from attain.engine.duckdb.backend import execute
from attain.engine.duckdb.relation import compile_program, relation_sql

__all__ = ["compile_program", "execute", "relation_sql"]
