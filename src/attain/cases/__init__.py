"""Cases: examples of what a plan pays, written in YAML beside the plan, and run as its tests.

A case gives a few people, transactions and quotas, and says what must come out; what it does not mention
has a sensible default and is not compared. Every case runs through both engines, which must agree to the
last cent.
"""

from __future__ import annotations

from attain.cases.definition import Case, CaseFile, Failure, Outcome
from attain.cases.file import cases_beside, find_case_files, read_case_file
from attain.cases.reading import read_cases
from attain.cases.run import run_case, run_cases
from attain.cases.scaffold import scaffold
from attain.cases.schema import case_schema

__all__ = [
    "Case",
    "CaseFile",
    "Failure",
    "Outcome",
    "case_schema",
    "cases_beside",
    "find_case_files",
    "read_case_file",
    "read_cases",
    "run_case",
    "run_cases",
    "scaffold",
]
