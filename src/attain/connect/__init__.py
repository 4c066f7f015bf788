"""Files that others wrote become rows of Attain's tables: readers with limits, mappings, conversion, reports.

raw = read_file(path)
mapping = guess_mapping(raw, TRANSACTIONS, currency="USD")       # or load_mapping(text)
converted = apply_mapping(raw, mapping)
report_of(converted)             # rows in = accepted + rejected + duplicate, for each table
"""

from attain.connect.convert import ColumnTrial, apply_mapping, fit_problems, try_columns
from attain.connect.converted import (
    Converted,
    ConvertedTarget,
    DuplicateRow,
    ImportReport,
    RejectedRow,
    TableReport,
    report_of,
)
from attain.connect.date_format import FORMATS as DATE_FORMATS
from attain.connect.guess import TableGuess, guess_mapping, guess_tables, seems_without_header
from attain.connect.limits import DEFAULT_LIMITS, ReadLimits
from attain.connect.mapping import Condition, FileOptions, Mapping, Source, Target, Unpivot
from attain.connect.mapping_dump import dump_mapping
from attain.connect.mapping_load import load_mapping
from attain.connect.raw import REASON_COLUMN, FileFormat, RawRow, RawTable
from attain.connect.reader import read_file
from attain.connect.rejected import rejected_rows, write_rejected
from attain.connect.schema import mapping_schema

__all__ = [
    "DATE_FORMATS",
    "DEFAULT_LIMITS",
    "REASON_COLUMN",
    "ColumnTrial",
    "Condition",
    "Converted",
    "ConvertedTarget",
    "DuplicateRow",
    "FileFormat",
    "FileOptions",
    "ImportReport",
    "Mapping",
    "RawRow",
    "RawTable",
    "ReadLimits",
    "RejectedRow",
    "Source",
    "TableGuess",
    "TableReport",
    "Target",
    "Unpivot",
    "apply_mapping",
    "dump_mapping",
    "fit_problems",
    "guess_mapping",
    "guess_tables",
    "load_mapping",
    "mapping_schema",
    "read_file",
    "rejected_rows",
    "report_of",
    "seems_without_header",
    "try_columns",
    "write_rejected",
]
