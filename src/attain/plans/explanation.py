"""How a line came about, for readers: a sentence and the steps from the transaction to the amount."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is, what happened in words, the value that came out, and the clause of the plan."""

    label: str
    words: str
    value: str
    clause: str = ""

    def to_dict(self) -> dict[str, str]:
        """The step as plain values."""
        return {"label": self.label, "words": self.words, "value": self.value, "clause": self.clause}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A sentence that a payee understands, and the steps behind it in order."""

    sentence: str
    steps: tuple[Step, ...]

    def to_dict(self) -> dict[str, object]:
        """The explanation as plain values."""
        return {"sentence": self.sentence, "steps": [step.to_dict() for step in self.steps]}


@dataclass(frozen=True, slots=True)
class Clause:
    """What a component says in the plan document: sentences, and a table where it has one."""

    sentences: tuple[str, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
