"""Reads a formula into its tree: a precedence climber with limits on length and depth.

From loosest to tightest: or · and · not · comparisons, in, between, is missing · + - · * / · sign.
Comparisons do not chain. Keywords and function names may be written in any case.
"""

from __future__ import annotations

import datetime as dt

from attain.expressions.lexer import Refused, Token, TokenKind, tokenize
from attain.expressions.syntax import (
    POWERS,
    Between,
    Binary,
    BooleanLiteral,
    Call,
    DateLiteral,
    Expression,
    IsMissing,
    Membership,
    Name,
    Node,
    NumberLiteral,
    RateLiteral,
    Span,
    TextLiteral,
    Unary,
    children,
    locate,
)
from attain.kernel.problem import NOWHERE, Location, Problem
from attain.kernel.scaled import MAX_NUMBER_CHARACTERS, RATE_SCALE, parse_scaled

MAX_DEPTH = 50
MAX_PLACES = 8
_OPEN_HINT = (
    "Close the parenthesis. Between { and } of YAML, a formula with commas stands in quotes as a whole."
)
_OPERAND = "a value, a name or a function"
_NOT_POWER, _COMPARE_POWER, _SIGN_POWER = 3, 4, 7


def parse(text: str, where: Location = NOWHERE) -> Expression | tuple[Problem, ...]:
    """The formula in ``text``, or what is wrong with it.

    ``where`` is the place of the text's first character. Never raises: a text that is too long, too deep or
    no formula at all is a problem.
    """
    try:
        root = _Parser(text, where, tokenize(text, where)).whole()
    except Refused as refused:
        return (refused.problem,)
    return Expression(root, text, where)


class _Parser:
    def __init__(self, text: str, where: Location, tokens: list[Token]) -> None:
        self._text = text
        self._where = where
        self._tokens = tokens
        self._index = 0
        self._nesting = 0
        self._heights: dict[int, int] = {}

    def whole(self) -> Node:
        if len(self._tokens) == 1:
            raise self._refusal("formula-empty", "There is no formula here.", self._next.span, "")
        root = self._expression(0)
        if self._index < len(self._tokens) - 1:
            raise self._unexpected("an operator or the end of the formula")
        return root

    # ------------------------------------------------------------ operators

    def _expression(self, floor: int) -> Node:
        self._nesting += 1
        if self._nesting > MAX_DEPTH:
            raise self._too_deep(self._next.span)
        left = self._operand()
        compared = False
        while (power := self._power()) > floor:
            if power != _COMPARE_POWER:
                left = self._arithmetic(left, power)
            elif compared:
                raise self._chained()
            else:
                left, compared = self._comparison(left), True
        self._nesting -= 1
        return left

    def _power(self) -> int:
        token = self._next
        if token.kind is TokenKind.WORD and token.text in ("in", "between", "is", "not"):
            return _COMPARE_POWER
        if token.kind in (TokenKind.SIGN, TokenKind.WORD):
            return POWERS.get(token.text, 0)
        return 0

    def _arithmetic(self, left: Node, power: int) -> Node:
        operator = self._take().text
        right = self._expression(power)
        return self._grown(Binary(operator, left, right, span=_cover(left, right)))

    def _comparison(self, left: Node) -> Node:
        token = self._take()
        negated = token.text == "not"
        if negated:
            token = self._expect_word("in", "between")
        if token.text == "in":
            return self._membership(left, negated)
        if token.text == "between":
            return self._between(left, negated)
        if token.text == "is":
            negated = self._accept_word("not")
            last = self._expect_word("missing")
            return self._grown(IsMissing(left, negated, span=Span(left.span.start, last.span.end)))
        right = self._expression(_COMPARE_POWER)
        return self._grown(Binary(token.text, left, right, span=_cover(left, right)))

    def _membership(self, left: Node, negated: bool) -> Node:
        self._expect_sign("(", "a list in parentheses after in")
        choices, end = self._list()
        if not choices:
            raise self._refusal("formula-list-empty", "The list after in is empty.", end.span, "")
        return self._grown(Membership(left, choices, negated, span=Span(left.span.start, end.span.end)))

    def _between(self, left: Node, negated: bool) -> Node:
        low = self._expression(_COMPARE_POWER)
        self._expect_word("and")
        high = self._expression(_COMPARE_POWER)
        return self._grown(Between(left, low, high, negated, span=_cover(left, high)))

    # ------------------------------------------------------------ operands

    def _operand(self) -> Node:
        if self._next.kind is TokenKind.END:
            raise self._unexpected(_OPERAND)
        token = self._take()
        if token.kind is TokenKind.SIGN and token.text in ("-", "("):
            return self._signed(token) if token.text == "-" else self._parenthesis()
        if token.kind is TokenKind.WORD and token.text == "not":
            operand = self._expression(_NOT_POWER - 1)
            return self._grown(Unary("not", operand, span=Span(token.span.start, operand.span.end)))
        if token.kind is TokenKind.WORD and token.text in ("true", "false"):
            return self._grown(BooleanLiteral(token.text == "true", span=token.span))
        if token.kind is TokenKind.NAME:
            if self._next.kind is TokenKind.SIGN and self._next.text == "(":
                return self._call(token)
            return self._grown(Name(token.text, span=token.span))
        if token.kind is TokenKind.TEXT:
            return self._grown(TextLiteral(token.text, span=token.span))
        if token.kind is TokenKind.DATE:
            return self._date(token)
        if token.kind in (TokenKind.NUMBER, TokenKind.RATE):
            return self._number(token)
        self._index -= 1
        raise self._unexpected(_OPERAND)

    def _signed(self, minus: Token) -> Node:
        operand = self._expression(_SIGN_POWER)
        return self._grown(Unary("-", operand, span=Span(minus.span.start, operand.span.end)))

    def _parenthesis(self) -> Node:
        inner = self._expression(0)
        self._expect_sign(")", "a closing parenthesis")
        return inner

    def _call(self, name: Token) -> Node:
        self._take()
        arguments, end = self._list()
        span = Span(name.span.start, end.span.end)
        return self._grown(Call(name.text.lower(), arguments, span=span))

    def _list(self) -> tuple[tuple[Node, ...], Token]:
        items: list[Node] = []
        if self._next.text == ")" and self._next.kind is TokenKind.SIGN:
            return (), self._take()
        while True:
            items.append(self._expression(0))
            if not self._accept_sign(","):
                return tuple(items), self._expect_sign(")", "a comma or a closing parenthesis")

    def _number(self, token: Token) -> Node:
        if self._next.kind in (TokenKind.NAME, TokenKind.NUMBER) and self._next.span.start == token.span.end:
            raise self._refusal(
                "formula-number-invalid",
                f"“{token.text}{self._next.text}” is not a number.",
                token.span,
                "Write all digits: 10000 or 10_000, 2.5, 10%.",
            )
        is_rate = token.kind is TokenKind.RATE
        plain = token.text.replace("_", "").replace(" ", "")
        places = RATE_SCALE if is_rate else MAX_PLACES
        units = parse_scaled(plain, places) if len(plain) <= MAX_NUMBER_CHARACTERS else None
        if not isinstance(units, int):
            message = units.message if units else f"A number of {len(plain)} characters is too long."
            hint = units.hint if units else f"At most {MAX_NUMBER_CHARACTERS} characters are read."
            raise self._refusal("formula-number-invalid", message, token.span, hint)
        if is_rate:
            return self._grown(RateLiteral(units, span=token.span))
        while places and units % 10 == 0:
            units //= 10
            places -= 1
        return self._grown(NumberLiteral(units, places, span=token.span))

    def _date(self, token: Token) -> Node:
        try:
            day = dt.date.fromisoformat(token.text)
        except ValueError:
            message = f"{token.text} is not a day of the calendar."
            hint = "Write year-month-day, such as 2026-01-31."
            raise self._refusal("formula-date-invalid", message, token.span, hint) from None
        return self._grown(DateLiteral(day, span=token.span))

    # ------------------------------------------------------------ tokens

    @property
    def _next(self) -> Token:
        return self._tokens[self._index]

    def _take(self) -> Token:
        token = self._tokens[self._index]
        self._index = min(self._index + 1, len(self._tokens) - 1)
        return token

    def _accept_sign(self, text: str) -> bool:
        return self._accept(TokenKind.SIGN, text)

    def _accept_word(self, text: str) -> bool:
        return self._accept(TokenKind.WORD, text)

    def _accept(self, kind: TokenKind, text: str) -> bool:
        found = self._next.kind is kind and self._next.text == text
        if found:
            self._take()
        return found

    def _expect_sign(self, text: str, wanted: str) -> Token:
        if self._next.kind is not TokenKind.SIGN or self._next.text != text:
            raise self._unexpected(wanted)
        return self._take()

    def _expect_word(self, *texts: str) -> Token:
        if self._next.kind is not TokenKind.WORD or self._next.text not in texts:
            raise self._unexpected(" or ".join(f"“{text}”" for text in texts))
        return self._take()

    # ------------------------------------------------------------ limits and problems

    def _grown(self, node: Node) -> Node:
        height = 1 + max((self._heights.get(id(child), 0) for child in children(node)), default=0)
        if height > MAX_DEPTH:
            raise self._too_deep(node.span)
        self._heights[id(node)] = height
        return node

    def _too_deep(self, span: Span) -> Refused:
        return self._refusal(
            "formula-too-deep",
            f"The formula is nested or chained more than {MAX_DEPTH} levels deep.",
            span,
            "Use in (…) for a list of values, case(…) for a list of conditions, or a measure for a sum.",
        )

    def _chained(self) -> Refused:
        return self._refusal(
            "formula-chained",
            "Comparisons cannot follow one another.",
            self._next.span,
            "Write x between low and high, or join two comparisons with and.",
        )

    def _unexpected(self, wanted: str) -> Refused:
        token = self._next
        if token.kind is TokenKind.END:
            message = f"The formula ends where {wanted} was expected."
        else:
            message = f"“{self._text[token.span.start : token.span.end]}” stands where {wanted} was expected."
        return self._refusal("formula-syntax", message, token.span, self._syntax_hint(token))

    def _syntax_hint(self, token: Token) -> str:
        before = self._tokens[self._index - 1] if self._index else token
        if token.text == "," and before.kind is TokenKind.NUMBER:
            return "Write thousands without a comma: 10000 or 10_000."
        if token.text in ("=", "<", ">") and before.text in ("=", "<", ">", "!="):
            return "The comparisons are =, !=, <, <=, > and >=."
        if before.kind is TokenKind.NAME and token.kind is TokenKind.NAME:
            return f"Join “{before.text}” and “{token.text}” with an operator; names have no spaces."
        if token.kind is TokenKind.END and self._is_open():
            return _OPEN_HINT
        return ""

    def _is_open(self) -> bool:
        signs = [token.text for token in self._tokens if token.kind is TokenKind.SIGN]
        return signs.count("(") > signs.count(")")

    def _refusal(self, code: str, message: str, span: Span, hint: str) -> Refused:
        return Refused(Problem(code, message, locate(self._text, self._where, span.start), hint))


def _cover(left: Node, right: Node) -> Span:
    return Span(left.span.start, right.span.end)
