"""Documents lead somewhere: links resolve, and every package says what it is for."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from urllib.parse import unquote

from tests.support.source import files_under, place, syntax_of

LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
FRAMEWORK_FOLDERS = {"migrations", "management", "commands", "templatetags"}


def test_every_link_of_a_document_resolves() -> None:
    dead = []
    for document in files_under("", suffix=".md"):
        for target in LINK.findall(FENCE.sub("", document.read_text(encoding="utf-8"))):
            if not re.match(r"[a-z]+:", target) and not _resolves(document, unquote(target)):
                dead.append(f"{place(document)}: {target}")
    assert not dead


def _resolves(document: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    path = (document.parent / name) if name else document
    if not path.exists():
        return False
    return not anchor or path.suffix != ".md" or anchor in _anchors(path)


def _anchors(document: Path) -> set[str]:
    """The names under which headings are reached: lower case, hyphens for spaces, no punctuation."""
    headings = re.findall(r"^#{1,6}\s+(.+?)\s*#*$", FENCE.sub("", document.read_text()), re.MULTILINE)
    plain = (re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in headings)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in plain}


def test_every_package_says_what_it_is_for() -> None:
    silent = [
        place(path.parent)
        for path in files_under("src")
        if path.name == "__init__.py"
        and not FRAMEWORK_FOLDERS & set(path.parts)
        and not (path.parent / "README.md").exists()
        and not ast.get_docstring(syntax_of(path))
    ]
    assert not silent
