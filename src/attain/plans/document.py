"""A YAML document read with the place of every node, and without YAML's traps.

Every scalar is the text that was written: ``no`` stays ``no``, ``8%`` stays ``8%``, nothing becomes a float.
Anchors, aliases, tags, duplicate keys, deep nesting and huge documents are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from attain.kernel.problem import Location, Problem, ProblemError

MAX_CHARACTERS = 1_000_000
MAX_NODES = 50_000
MAX_NESTING = 24


@dataclass(frozen=True, slots=True)
class TextNode:
    """A scalar: the text as written; an empty one without quotes is no value."""

    text: str
    where: Location
    is_quoted: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not self.is_quoted and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping with its value."""

    key: str
    where: Location
    value: DocumentNode


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys with values, in the order in which they were written."""

    entries: tuple[Entry, ...]
    where: Location

    def get(self, key: str) -> DocumentNode | None:
        """The value of a key, None if it is absent."""
        return next((entry.value for entry in self.entries if entry.key == key), None)


@dataclass(frozen=True, slots=True)
class ListNode:
    """Values in order."""

    items: tuple[DocumentNode, ...]
    where: Location


DocumentNode = TextNode | MappingNode | ListNode


def read_document(text: str, file: str = "") -> tuple[DocumentNode | None, tuple[Problem, ...]]:
    """The root node of a document of one YAML document, or the problems that make it unreadable."""
    if len(text) > MAX_CHARACTERS:
        message = f"The document has {len(text):,} characters; {MAX_CHARACTERS:,} are the most that is read."
        return None, (Problem("document-too-large", message, Location(file)),)
    reader = _Reader(text, file)
    try:
        root = reader.read()
    except ProblemError as stop:
        return None, (*reader.problems, *stop.problems)
    return (None if reader.problems else root), tuple(reader.problems)


class _Reader:
    """Builds nodes from parser events, so that an alias is never expanded."""

    def __init__(self, text: str, file: str) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._text = text
        self._count = 0

    def read(self) -> DocumentNode | None:
        events = self._events()
        root: DocumentNode | None = None
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._stop("document-multiple", "There is a second document after ---.", event)
                root = self._node(next(events), events, (), 0)
        if root is None:
            raise ProblemError([Problem("document-empty", "There is nothing in it.", Location(self._file))])
        return root

    def _events(self) -> Iterator[Event]:
        try:
            yield from yaml.parse(self._text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            where = Location(self._file, mark.line + 1, mark.column + 1) if mark else Location(self._file)
            said = str(error.problem or error.context)
            message = f"The document is no valid YAML: {said}."
            hint = "Check the indentation, the colons and the quotes around here."
            raise ProblemError([Problem("yaml-invalid", message, where, hint)]) from error
        except yaml.YAMLError as error:
            message = "The document holds a character that YAML does not allow."
            raise ProblemError([Problem("yaml-invalid", message, Location(self._file))]) from error

    def _node(self, event: Event, events: Iterator[Event], path: tuple[str, ...], depth: int) -> DocumentNode:
        self._count += 1
        if self._count > MAX_NODES:
            raise self._stop("document-too-large", f"The document has more than {MAX_NODES:,} values.", event)
        if depth > MAX_NESTING:
            raise self._stop("document-too-deep", f"The nesting is deeper than {MAX_NESTING} levels.", event)
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise self._stop("yaml-anchor", "Anchors (&) and aliases (*) are not used here.", event)
        where = self._where(event, path)
        if isinstance(event, MappingStartEvent):
            return self._mapping(where, events, path, depth)
        if isinstance(event, SequenceStartEvent):
            return self._list(where, events, path, depth)
        assert isinstance(event, ScalarEvent)
        if event.tag is not None and event.tag != "!":
            raise self._stop("yaml-tag", f"The tag {event.tag} is not used here.", event)
        return TextNode(event.value, where, event.style in ("'", '"'))

    def _mapping(
        self, where: Location, events: Iterator[Event], path: tuple[str, ...], depth: int
    ) -> MappingNode:
        entries: dict[str, Entry] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._node(event, events, path, depth + 1)
            if not isinstance(key, TextNode):
                raise self._stop("yaml-key", "A key must be a plain word.", event)
            inner = (*path, key.text)
            value = self._node(next(events), events, inner, depth + 1)
            if key.text in entries:
                first = entries[key.text].where.line
                message = f"“{key.text}” is there twice; the first time on line {first}."
                self.problems.append(
                    Problem("key-duplicate", message, key.where, "Rename or remove one of the two.")
                )
            entries.setdefault(key.text, Entry(key.text, key.where, value))
        return MappingNode(tuple(entries.values()), where)

    def _list(self, where: Location, events: Iterator[Event], path: tuple[str, ...], depth: int) -> ListNode:
        items: list[DocumentNode] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self._node(event, events, (*path, str(len(items) + 1)), depth + 1))
        return ListNode(tuple(items), where)

    def _where(self, event: Event, path: tuple[str, ...]) -> Location:
        mark = event.start_mark
        assert mark is not None
        return Location(self._file, mark.line + 1, mark.column + 1, ".".join(path))

    def _stop(self, code: str, message: str, event: Event) -> ProblemError:
        return ProblemError([Problem(code, message, self._where(event, ()))])
