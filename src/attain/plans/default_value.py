"""What the formulas of a plan come to with the parameters at their defaults."""

from __future__ import annotations

from attain.expressions import names
from attain.ir import scalar as ir
from attain.ir.evaluate import evaluate
from attain.ir.scalar import Scalar
from attain.kernel.scaled import RATE_SCALE
from attain.plans.definition import LITERAL_SCALE, Formula, ParameterType, Plan
from attain.plans.lowering import lower_formula
from attain.tables import QUANTITY_SCALE


class DefaultValue:
    """Values of a plan's formulas; ``factor`` is the minor units in one unit of the currency paid."""

    def __init__(self, plan: Plan, factor: int) -> None:
        self._factor = factor
        self._parameters = {one.name: one for one in plan.parameters}

    def is_known(self, formula: Formula) -> bool:
        """Whether the formula's value follows from the plan alone."""
        used = names(formula.typed.node)
        return all(name in self._parameters and self._parameters[name].default is not None for name in used)

    def units(self, formula: Formula, scale: int) -> int | None:
        """A formula's value at ``scale`` (money: decimal places of the minor unit); None where it depends on
        more than the plan.
        """
        if not self.is_known(formula):
            return None
        value = evaluate(ir.rescale(self.scalar(formula), scale), {})
        return value if isinstance(value, int) else None

    def scalar(self, formula: Formula) -> Scalar:
        """The formula as a constant; all that it names must have a default."""
        return lower_formula(formula.typed, self._parameter, lambda currency: ir.lift(self._factor))

    def _parameter(self, name: str) -> Scalar:
        parameter = self._parameters[name]
        value = parameter.default
        assert value is not None
        if not isinstance(value, int):
            return ir.lift(value)
        scale = {ParameterType.RATE: RATE_SCALE, ParameterType.QUANTITY: QUANTITY_SCALE}
        scaled = ir.scaled(value, scale.get(parameter.type, LITERAL_SCALE))
        return scaled * self._factor if parameter.type is ParameterType.MONEY else scaled
