"""A YAML document as plain texts, lists and mappings that remember where they stand.

All scalars stay texts: in a mapping of file contents ``NO`` is Norway and ``1e3`` a product code, whatever
YAML thinks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import yaml

from attain.kernel.problem import Location, Problem

MAX_NODES = 200_000
MAX_CHARACTERS = 2_000_000
Tree = str | list["Tree"] | dict[str, "Tree"]
Path = tuple[str | int, ...]


@dataclass(slots=True)
class Document:
    """The tree of a document, the line and column of each of its parts, and the problems found so far."""

    file: str
    tree: Tree = ""
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def report(self, path: Path, code: str, message: str, hint: str = "") -> None:
        """Add a problem at a part of the document, or at the nearest part above it."""
        place = path
        while place and place not in self.places:
            place = place[:-1]
        line, column = self.places.get(place, (1, 1))
        where = Location(self.file, line, column, ".".join(map(str, path)))
        self.problems.append(Problem(code, message, where, hint))

    def mapping(self, path: Path, value: Tree, known: Sequence[str]) -> dict[str, Tree]:
        """The value as a mapping with no keys but ``known``; empty, with a problem, where it is none."""
        if not isinstance(value, dict):
            self.report(
                path, "mapping-shape", f"“{path[-1] if path else 'document'}” must be a mapping of keys."
            )
            return {}
        for key in value:
            if key not in known:
                hint = f"Known here: {', '.join(known)}."
                self.report((*path, key), "mapping-key-unknown", f"“{key}” is not known here.", hint)
        return value

    def text(self, path: Path, value: Tree | None, default: str = "") -> str:
        """The value as text."""
        if value is None:
            return default
        if isinstance(value, str):
            return value
        self.report(path, "mapping-shape", f"“{path[-1]}” must be a text.")
        return default

    def texts(self, path: Path, value: Tree | None) -> tuple[str, ...]:
        """The value as a list of texts; a single text is a list of one."""
        if value is None:
            return ()
        items = value if isinstance(value, list) else [value]
        return tuple(self.text((*path, number), item) for number, item in enumerate(items))

    def table(self, path: Path, value: Tree | None) -> dict[str, str]:
        """The value as texts by text."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.report(path, "mapping-shape", f"“{path[-1]}” must be a mapping from text to text.")
            return {}
        return {key: self.text((*path, key), item) for key, item in value.items()}

    def integer(self, path: Path, value: Tree | None, default: int) -> int:
        """The value as a whole number of at most nine digits."""
        text = self.text(path, value, str(default))
        digits = text.removeprefix("-")
        if digits.isascii() and digits.isdigit() and len(digits) <= 9:
            return int(text)
        self.report(path, "mapping-number", f"“{text}” is not a whole number.")
        return default

    def boolean(self, path: Path, value: Tree | None, default: bool) -> bool:
        """The value as true or false."""
        text = self.text(path, value, "true" if default else "false")
        if text.lower() not in ("true", "false", "yes", "no"):
            self.report(path, "mapping-boolean", f"“{text}” is neither true nor false.")
        return text.lower() in ("true", "yes")

    def choice(self, path: Path, value: Tree | None, choices: Sequence[str]) -> str:
        """The value as one of some texts; empty where it is not given."""
        text = self.text(path, value)
        if text and text not in choices:
            hint = f"Allowed: {', '.join(choices)}."
            self.report(path, "mapping-choice", f"“{text}” is not allowed for “{path[-1]}”.", hint)
            return ""
        return text


def read_document(text: str, file: str) -> Document:
    """The document; where it is no YAML, its problems say so and its tree is empty."""
    document = Document(file)
    if len(text) > MAX_CHARACTERS:
        document.report((), "mapping-too-large", "The document is too large for a mapping.")
        return document
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        if mark is not None:
            document.places[()] = (mark.line + 1, mark.column + 1)
        hint = "Check indentation and quotes around here."
        document.report((), "yaml-invalid", f"This is not YAML: {error.problem}.", hint)
        return document
    except (yaml.YAMLError, RecursionError) as error:
        document.report((), "yaml-invalid", f"This is not YAML: {str(error).splitlines()[0]}.")
        return document
    try:
        document.tree = _tree(document, (), node) if node is not None else {}
    except (OverflowError, RecursionError):
        document.report((), "mapping-too-large", "The document is too large for a mapping.")
    return document


def _tree(document: Document, path: Path, node: yaml.Node) -> Tree:
    if len(document.places) > MAX_NODES:  # a few aliases of aliases can stand for millions of nodes
        raise OverflowError
    document.places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_tree(document, (*path, number), item) for number, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Tree] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            place = (*path, key)
            mark = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if key in found:
                document.places[place] = mark
                document.report(place, "mapping-key-twice", f"“{key}” stands here twice.")
            found[key] = _tree(document, place, value_node)
            document.places[place] = mark
        return found
    return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)
