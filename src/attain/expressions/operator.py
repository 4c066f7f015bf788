"""Which types an operator joins, and the type of what comes out.

Sums need two of a kind, products may join money or a quantity with a rate or a number, and a division is
rounded half even at eight decimal places. Every rule answers with a type, or with a message and a hint.
"""

from __future__ import annotations

from attain.expressions.type import INTEGER, MAX_SCALE, QUANTITY, RATE, Kind, Type

DIVISION_SCALE = 8
Refusal = tuple[str, str, str]  # code, message, hint
_PLAIN = {Kind.NUMBER, Kind.QUANTITY}


def arithmetic(operator: str, left: Type, right: Type) -> Type | Refusal:
    """The type of ``left operator right`` for + - * /, or why there is none."""
    for side in (left, right):
        if not side.kind.is_numeric:
            return _not_numeric(operator, side, left, right)
    if operator in "+-":
        return _sum(operator, left, right)
    result = _product(left, right) if operator == "*" else _quotient(left, right)
    if isinstance(result, Type) and result.scale > MAX_SCALE:
        return (
            "formula-too-fine",
            f"The product would have {result.scale} decimal places; at most {MAX_SCALE} are kept exactly.",
            "Round a part of it first: round(…, 8).",
        )
    return result


def comparison(operator: str, left: Type, right: Type) -> Refusal | None:
    """Why two types cannot be compared by an operator, or None where they can."""
    if not (left.accepts(right) or right.accepts(left)):
        return incompatible("compared with", left, right)
    if operator not in ("=", "!=") and left.kind in (Kind.TEXT, Kind.BOOLEAN):
        hint = "Compare text with = or !=, in (…), starts_with or contains." if left.kind is Kind.TEXT else ""
        return ("formula-types", f"{left.words.capitalize()} has no order for {operator}.", hint)
    return None


def incompatible(verb: str, left: Type, right: Type) -> Refusal:
    """The refusal for two types that do not go together, ``verb`` such as ``added to``."""
    kinds = {left.kind, right.kind}
    if kinds == {Kind.MONEY}:
        return (
            "formula-currencies",
            f"{_capital(left)} cannot be {verb} {right.words}.",
            "Amounts in two currencies never meet without a stored rate; stay within one currency, or write "
            "the amount as a plain number.",
        )
    return ("formula-types", f"{_capital(left)} cannot be {verb} {right.words}.", _hint(kinds))


def _hint(kinds: set[Kind]) -> str:
    if kinds == {Kind.RATE, Kind.NUMBER}:
        return "Write the number as a percentage: 120% instead of 1.2."
    if kinds == {Kind.MONEY, Kind.RATE}:
        return "A rate is a share of something: multiply it with an amount, such as amount * 5%."
    if kinds == {Kind.MONEY, Kind.NUMBER}:
        return "Multiply the number with an amount, or declare the parameter with type: money."
    if kinds == {Kind.MONEY, Kind.QUANTITY}:
        return "Multiply the quantity with a price."
    if Kind.TEXT in kinds:
        return 'Text stands in quotes: "new"; numbers, dates and names without.'
    if Kind.DATE in kinds:
        return "Dates are written as 2026-01-31, without quotes."
    return ""


def _not_numeric(operator: str, side: Type, left: Type, right: Type) -> Refusal:
    message = f"“{operator}” joins numbers and money, not {left.words} and {right.words}."
    hint = "Use days_between(from, to) for the days between two dates." if side.kind is Kind.DATE else ""
    return ("formula-types", message, hint or _hint({left.kind, right.kind}))


def _sum(operator: str, left: Type, right: Type) -> Type | Refusal:
    if not (left.accepts(right) or right.accepts(left)):
        return incompatible("added to" if operator == "+" else "reduced by", left, right)
    kind = Kind.QUANTITY if Kind.QUANTITY in (left.kind, right.kind) else left.kind
    return Type(kind, max(left.scale, right.scale), left.currency)


def _product(left: Type, right: Type) -> Type | Refusal:
    scale = left.scale + right.scale
    kinds = (left.kind, right.kind)
    for one, other in ((left, right), (right, left)):
        if one.kind is Kind.MONEY and other.kind is not Kind.MONEY:
            return one.at_scale(scale)
    for kind in (Kind.QUANTITY, Kind.RATE):
        if kind in kinds and kinds != (Kind.QUANTITY, Kind.QUANTITY) and Kind.MONEY not in kinds:
            return Type(kind, scale)
    if kinds == (Kind.NUMBER, Kind.NUMBER):
        return INTEGER.at_scale(scale)
    message = f"{_capital(left)} cannot be multiplied with {right.words}."
    return ("formula-types", message, "Multiply an amount with a rate, a number or a quantity.")


def _quotient(left: Type, right: Type) -> Type | Refusal:
    if left.kind is right.kind or {left.kind, right.kind} == _PLAIN:
        if left.currency != right.currency:
            return incompatible("divided by", left, right)
        if left.kind in (Kind.MONEY, Kind.RATE) or left.kind is right.kind is Kind.QUANTITY:
            return RATE
        kind = Kind.QUANTITY if left.kind is Kind.QUANTITY else Kind.NUMBER
        return Type(kind, DIVISION_SCALE)
    if left.kind is Kind.MONEY:
        return left.at_scale(DIVISION_SCALE)
    if left.kind is Kind.RATE and right.kind is Kind.NUMBER:
        return RATE
    if left.kind in _PLAIN and right.kind is Kind.RATE:
        return (QUANTITY if left.kind is Kind.QUANTITY else INTEGER).at_scale(DIVISION_SCALE)
    message = f"{_capital(left)} cannot be divided by {right.words}."
    return ("formula-types", message, "Divide money by money, or anything by a number.")


def _capital(type_: Type) -> str:
    return type_.words[0].upper() + type_.words[1:]
