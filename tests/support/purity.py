"""Finds what exact, repeatable code must not contain: binary fractions, the clock, chance, the network."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

Finding = tuple[int, str]

CLOCK_CALLS = {"now", "utcnow", "today", "localtime", "gmtime", "time_ns", "monotonic", "perf_counter"}
NETWORK_MODULES = (
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "ftplib",
    "smtplib",
    "requests",
    "httpx",
    "urllib3",
)
CHANCE_MODULES = ("random", "secrets", "uuid")
INEXACT_SQL = re.compile(r"\b(DOUBLE|FLOAT\d?|REAL)\b|\bAVG\s*\(", re.IGNORECASE)


def find_floats(tree: ast.Module) -> Iterator[Finding]:
    """Float literals, conversions to float, true division, and SQL that computes in floating point."""
    texts = {id(node) for node in _docstrings(tree)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=float() as value):
                yield node.lineno, f"the float {value!r}"
            case ast.Constant(value=str() as text) if id(node) not in texts and _is_inexact_sql(text):
                yield node.lineno, "SQL in floating point"
            case ast.Call(func=ast.Name(id="float")):
                yield node.lineno, "float(…)"
            case ast.Call(func=ast.Attribute(attr=name)) if re.fullmatch(r"float\d*|double", name):
                yield node.lineno, f"{name}(…)"
            case ast.BinOp(op=ast.Div()) if not _joins_paths(node):
                yield node.lineno, "true division, which makes a float of integers"


def find_clock(tree: ast.Module) -> Iterator[Finding]:
    """Reads of the wall clock: what time it is comes in as an argument."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=name), args=[], keywords=[]) if name in CLOCK_CALLS:
                yield node.lineno, f"{name}()"
            case ast.Call(func=ast.Attribute(value=ast.Name(id="time"), attr=name)):
                yield node.lineno, f"time.{name}(…)"
            case ast.Call(func=ast.Attribute(value=ast.Name(id="datetime"), attr="now")):
                yield node.lineno, "datetime.now(…)"


def find_network(tree: ast.Module) -> Iterator[Finding]:
    """Imports of modules that talk to other machines."""
    yield from _imports_of(tree, NETWORK_MODULES)


def find_chance(tree: ast.Module) -> Iterator[Finding]:
    """Imports of modules that give another result each time."""
    yield from _imports_of(tree, CHANCE_MODULES)


def imported_modules(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every absolute import with its line: `from a.b import c` counts as `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _imports_of(tree: ast.Module, modules: tuple[str, ...]) -> Iterator[Finding]:
    for line, name in imported_modules(tree):
        if any(name == module or name.startswith(f"{module}.") for module in modules):
            yield line, f"import of {name}"


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant(value=str()) as text):
                yield text


def _is_inexact_sql(text: str) -> bool:
    return bool(INEXACT_SQL.search(text)) and bool(re.search(r"\b(SELECT|CAST|AVG)\b", text, re.IGNORECASE))


def _joins_paths(node: ast.BinOp) -> bool:
    return any(
        isinstance(side, ast.Constant | ast.JoinedStr) and not _is_number(side)
        for side in (node.left, node.right)
    )


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)
