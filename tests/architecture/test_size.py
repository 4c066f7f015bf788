"""A file has one subject and a function one purpose: both stay short enough to read at once."""

from __future__ import annotations

import ast

from tests.support.source import files_under, place, syntax_of

MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 70

FILES = [path for path in files_under("src", "tests", "scripts") if "migrations" not in path.parts]


def test_no_file_is_longer_than_the_limit() -> None:
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert not {name: lines for name, lines in lengths.items() if lines > MAX_FILE_LINES}


def test_no_function_is_longer_than_the_limit() -> None:
    long = {}
    for path in FILES:
        for node in ast.walk(syntax_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > MAX_FUNCTION_LINES:
                    long[f"{place(path, node.lineno)} {node.name}"] = lines
    assert not long
