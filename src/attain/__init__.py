"""Attain as a library: plan, pay, measure and develop, with every number traceable.

>>> import attain
>>> company = attain.example_company()                    # tables and plans of a fictional company
>>> result = attain.calculate(company)                    # credits, attainments, earnings, problems
>>> result.earnings.to_pandas(decimals=True)              # or to_polars(), to_arrow()
>>> attain.explain(result, person_id=…, period="2026-11") # how each line came about
>>> attain.what_if(result, person_id=…, transactions=[{"amount_minor": 6_000_000}])

``load_plan`` and ``check_plan`` read plan texts, ``read_file`` reads a file onto a table, and ``open_home``
opens the data of an installation. The package is pure: no Django, no wall clock, no network. Each name is
imported when it is first used, so that ``import attain`` stays instant.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from attain.notebook.calculation import calculate, explain, what_if
    from attain.notebook.company import example_company
    from attain.notebook.file import read_file
    from attain.notebook.frame import Frame
    from attain.notebook.home import open_home
    from attain.notebook.plan import check_plan, load_plan

__version__ = "0.1.0"
__all__ = [
    "Frame", "calculate", "check_plan", "example_company", "explain", "load_plan", "open_home", "read_file",
    "what_if",
]  # fmt: skip
_KEPT_IN = {
    "Frame": "frame",
    "calculate": "calculation",
    "check_plan": "plan",
    "example_company": "company",
    "explain": "calculation",
    "load_plan": "plan",
    "open_home": "home",
    "read_file": "file",
    "what_if": "calculation",
}


def __getattr__(name: str) -> Any:
    if name not in _KEPT_IN:
        raise AttributeError(f"module 'attain' has no attribute {name!r}")
    value = getattr(import_module(f"attain.notebook.{_KEPT_IN[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
