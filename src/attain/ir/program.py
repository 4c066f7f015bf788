"""A program is a list of named steps, each a relation over the input tables and earlier steps."""

from __future__ import annotations

from dataclasses import dataclass

from attain.ir.relation import Relation, Scan


@dataclass(frozen=True)
class Step:
    """A relation that is computed once and read by name."""

    name: str
    relation: Relation


@dataclass(frozen=True)
class Program:
    """Steps in the order in which they run."""

    steps: tuple[Step, ...]

    def step(self, name: str) -> Step:
        """The step of that name; KeyError if there is none."""
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(name)


class ProgramBuilder:
    """Collects steps; ``keep`` gives back a scan of what was kept."""

    def __init__(self) -> None:
        self._steps: dict[str, Step] = {}

    def keep(self, name: str, relation: Relation) -> Relation:
        """Adds a step. Raises ValueError for a name that is taken."""
        if name in self._steps:
            raise ValueError(f"there is a step {name} already")
        self._steps[name] = Step(name, relation)
        return self.scan(name)

    def scan(self, name: str) -> Relation:
        """Reads an earlier step."""
        return Scan(name, tuple(self._steps[name].relation.columns.items()))

    def has(self, name: str) -> bool:
        """Whether there is a step of that name."""
        return name in self._steps

    def build(self) -> Program:
        """The program of all steps kept so far."""
        return Program(tuple(self._steps.values()))
