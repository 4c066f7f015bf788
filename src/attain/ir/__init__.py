"""The typed intermediate representation of a calculation: small frozen relational and scalar nodes.

A plan is lowered to a ``Program`` of named steps; the reference interpreter and the SQL backends execute the
same program. Values are integers at a static scale with a static bound, texts, dates and booleans. Nothing
here can hold a float, and nothing divides except ``divide_rounded`` with its named mode.
"""

from __future__ import annotations

from attain.ir.program import Program, ProgramBuilder, Step
from attain.ir.relation import Relation, Scan
from attain.ir.scalar import Scalar
from attain.ir.type import ScalarType, ValueKind

__all__ = ["Program", "ProgramBuilder", "Relation", "Scalar", "ScalarType", "Scan", "Step", "ValueKind"]
