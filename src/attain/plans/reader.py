"""Reads nodes of a plan document into checked values and collects every problem on the way.

A method that finds a problem notes it and gives back None (or nothing), so that one mistake is told once
and the rest of the document is still read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from attain.expressions import Scope, Type, check, did_you_mean, listed, parse
from attain.kernel.problem import Location, Problem
from attain.kernel.scaled import parse_scaled
from attain.plans.definition import Formula
from attain.plans.document import DocumentNode, Entry, ListNode, MappingNode, TextNode
from attain.plans.field import Field

IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*\Z", re.ASCII)
MAX_IDENTIFIER = 80
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass
class Reader:
    """Collects problems while nodes become values."""

    problems: list[Problem] = field(default_factory=list)

    def refuse(self, code: str, message: str, where: Location, hint: str = "") -> None:
        """Notes a problem."""
        self.problems.append(Problem(code, message, where, hint))

    # ------------------------------------------------------------ structure

    def mapping(self, node: DocumentNode, subject: str) -> MappingNode | None:
        """A mapping; ``subject`` says of what (``a component``)."""
        if isinstance(node, MappingNode):
            return node
        self.refuse(
            "value-type", f"{_capital(subject)} is a mapping of fields.", node.where, "Write key: value."
        )
        return None

    def items(self, node: DocumentNode, subject: str) -> tuple[DocumentNode, ...]:
        """The items of a list; ``subject`` says of what."""
        if isinstance(node, ListNode):
            return node.items
        self.refuse("value-type", f"{_capital(subject)} is a list.", node.where, "Write [first, second].")
        return ()

    def fields(self, node: DocumentNode, known: Sequence[Field], subject: str) -> dict[str, DocumentNode]:
        """The values of the known fields that are there; unknown and missing fields are problems."""
        mapping = self.mapping(node, subject)
        if mapping is None:
            return {}
        names = [one.name for one in known]
        found: dict[str, DocumentNode] = {}
        for entry in mapping.entries:
            if entry.key not in names:
                hint = did_you_mean(entry.key, names, otherwise=f"Fields: {listed(names, 20)}.")
                message = f"{_capital(subject)} has no field “{entry.key}”."
                self.refuse("field-unknown", message, entry.where, hint)
            elif isinstance(entry.value, TextNode) and entry.value.is_empty:
                self.refuse(
                    "value-empty",
                    f"“{entry.key}” has no value.",
                    entry.where,
                    "Give one, or remove the line.",
                )
            else:
                found[entry.key] = entry.value
        present = {entry.key for entry in mapping.entries}
        for one in known:
            if one.required and one.name not in present:
                hint = f"{one.name}: {one.description}"
                self.refuse("field-missing", f"{_capital(subject)} needs “{one.name}”.", mapping.where, hint)
        return found

    def named(self, node: DocumentNode | None, subject: str) -> tuple[Entry, ...]:
        """The entries of a mapping from identifiers to definitions."""
        if node is None:
            return ()
        mapping = self.mapping(node, subject)
        entries = mapping.entries if mapping is not None else ()
        return tuple(entry for entry in entries if self._is_identifier(entry.key, entry.where))

    # ------------------------------------------------------------ values

    def text(self, node: DocumentNode | None, default: str = "") -> str:
        """Text as written."""
        if node is None:
            return default
        if isinstance(node, TextNode):
            return node.text
        self.refuse("value-type", "Text is needed here.", node.where)
        return default

    def identifier(self, node: DocumentNode | None) -> str:
        """A name of small letters, digits, hyphens and underscores."""
        text = self.text(node)
        return text if node is None or not text or self._is_identifier(text, node.where) else ""

    def choice(self, node: DocumentNode | None, options: type[Choice], default: Choice) -> Choice:
        """One of a closed list of words."""
        if node is None:
            return default
        values = [option.value for option in options]
        text = self.text(node)
        if text in values:
            return options(text)
        if text or isinstance(node, TextNode):
            self._refuse_choice(text, values, node.where)
        return default

    def reference(self, node: DocumentNode | None, kind: str, known: Mapping[str, object]) -> str | None:
        """The name of something that the plan defines; ``kind`` says what (``credit``)."""
        if node is None:
            return None
        text = self.text(node)
        if not text:
            return None
        if text in known:
            return text
        hint = did_you_mean(text, known, otherwise=f"Defined: {listed(known)}.")
        self.refuse(f"{kind}-unknown", f"There is no {kind} “{text}” in this plan.", node.where, hint)
        return None

    def choices(self, node: DocumentNode | None, options: Sequence[str], subject: str) -> tuple[str, ...]:
        """A list of words of a closed list, without repetition."""
        found: list[str] = []
        for item in self.items(node, subject) if node is not None else ():
            text = self.text(item)
            if text not in options:
                self._refuse_choice(text, options, item.where)
            elif text in found:
                self.refuse("value-duplicate", f"“{text}” is there twice.", item.where, "Remove one of them.")
            else:
                found.append(text)
        if node is not None and isinstance(node, ListNode) and not node.items:
            self.refuse("value-empty", f"{_capital(subject)} is empty.", node.where, "Name at least one.")
        return tuple(found)

    def date(self, node: DocumentNode) -> dt.date | None:
        """A day written as 2026-01-31."""
        try:
            return dt.date.fromisoformat(self.text(node)[:20])
        except ValueError:
            message = f"“{self.text(node)[:40]}” is not a day."
            self.refuse("date-invalid", message, node.where, "Write it as 2026-01-31.")
            return None

    def number(self, node: DocumentNode, scale: int) -> int | None:
        """A number as integer units at a scale."""
        units = parse_scaled(self.text(node), scale)
        if isinstance(units, Problem):
            self.refuse(units.code, units.message, node.where, units.hint)
            return None
        return units

    def formula(
        self, node: DocumentNode | None, scope: Scope, expected: Type | None = None
    ) -> Formula | None:
        """A formula, checked against the names it may use and the type that its place wants."""
        if node is None:
            return None
        if not isinstance(node, TextNode):
            self.refuse("value-type", "A formula is needed here.", node.where, "Write it as text.")
            return None
        start = node.where
        if node.is_quoted:
            start = Location(start.file, start.line, (start.column or 0) + 1, start.path)
        expression = parse(node.text, start)
        if isinstance(expression, tuple):
            self.problems += expression
            return None
        typed = check(expression, scope, expected)
        if isinstance(typed, tuple):
            self.problems += typed
            return None
        return Formula(expression, typed)

    def _is_identifier(self, text: str, where: Location) -> bool:
        if IDENTIFIER.match(text) and len(text) <= MAX_IDENTIFIER:
            return True
        hint = "Use small letters, digits, hyphens and underscores, beginning with a letter."
        self.refuse("identifier-invalid", f"“{text[:MAX_IDENTIFIER]}” is not an identifier.", where, hint)
        return False

    def _refuse_choice(self, text: str, options: Sequence[str], where: Location) -> None:
        hint = did_you_mean(text, options, otherwise=f"Possible: {listed(options)}.")
        self.refuse("choice-unknown", f"“{text[:80]}” is not possible here.", where, hint)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
