"""Cuts a formula into tokens, and refuses what is too long or written in no known way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from attain.expressions.syntax import Span, locate
from attain.kernel.problem import Location, Problem

MAX_CHARACTERS = 2_000
MAX_TOKENS = 500


class TokenKind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    RATE = "percentage"
    DATE = "date"
    TEXT = "text"
    NAME = "name"
    WORD = "word"  # and or not in is missing between true false
    SIGN = "sign"  # operators, parentheses, comma
    END = "end"


KEYWORDS = frozenset({"and", "or", "not", "in", "is", "missing", "between", "true", "false"})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula; ``text`` is lower case for words, the content without quotes for text."""

    kind: TokenKind
    text: str
    span: Span


_PATTERN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
    |(?P<date>\d{4}-\d{2}-\d{2}(?![\w-]))
    |(?P<number>(?:\d[\d_]*(?:\.\d+)?|\.\d+)(?P<percent>[ ]?%)?)
    |(?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)
    |(?P<text>"(?:[^"\n]|"")*"|'(?:[^'\n]|'')*')
    |(?P<sign><=|>=|<>|!=|[-+*/=<>(),])""",
    re.VERBOSE,
)
_INSTEAD = {
    "==": "Write = to compare.",
    "&&": "Write and.",
    "||": "Write or.",
    "&": "Write and.",
    "|": "Write or.",
    "!": "Write not, or != for “is not equal”.",
    "^": "There are no powers; multiply instead.",
    "**": "There are no powers; multiply instead.",
    "%": "Write a percentage as a number followed by %, such as 10%.",
    "[": "Use round parentheses: in (…).",
    "{": "Names of fields are written without braces.",
    ":": "Choose between values with if(condition, value, otherwise).",
    "?": "Choose between values with if(condition, value, otherwise).",
    ";": "Separate arguments with a comma.",
    "$": "Write amounts without a currency sign: 2500.",
    "€": "Write amounts without a currency sign: 2500.",
    "“": 'Use straight quotes: "new".',
    "”": 'Use straight quotes: "new".',
}


class Refused(Exception):
    """Stops reading at the first thing that cannot be read; never leaves this package."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def tokenize(text: str, where: Location) -> list[Token]:
    """The tokens of a formula, an END token last. Raises ``Refused``."""
    if len(text) > MAX_CHARACTERS:
        message = f"The formula has {len(text):,} characters; at most {MAX_CHARACTERS:,} are allowed."
        raise Refused(Problem("formula-too-long", message, where, "Give parts of it names of their own."))
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        match = _PATTERN.match(text, position)
        doubled = text[position : position + 2]
        if match is None or doubled in ("==", "**"):
            raise Refused(_unreadable(text, where, position))
        position = match.end()
        if match.lastgroup != "space" and match["space"] is None:
            tokens.append(_token(match))
        if len(tokens) > MAX_TOKENS:
            message = f"The formula has more than {MAX_TOKENS} words and signs."
            raise Refused(Problem("formula-too-long", message, where, "Give parts of it names of their own."))
    return [*tokens, Token(TokenKind.END, "", Span(len(text), len(text)))]


def _token(match: re.Match[str]) -> Token:
    span = Span(match.start(), match.end())
    content = match[0]
    if match["date"]:
        return Token(TokenKind.DATE, content, span)
    if match["number"]:
        return Token(TokenKind.RATE if match["percent"] else TokenKind.NUMBER, content, span)
    if match["text"]:
        quote = content[0]
        return Token(TokenKind.TEXT, content[1:-1].replace(quote * 2, quote), span)
    if match["name"]:
        word = content.lower()
        is_word = word in KEYWORDS
        return Token(TokenKind.WORD if is_word else TokenKind.NAME, word if is_word else content, span)
    return Token(TokenKind.SIGN, "!=" if content == "<>" else content, span)


def _unreadable(text: str, where: Location, position: int) -> Problem:
    place = locate(text, where, position)
    rest = text[position:]
    if rest[0] in "\"'":
        return Problem(
            "formula-text-open",
            "The text that begins here never ends.",
            place,
            "Close it with the same quote, on the same line; write a quote inside text twice.",
        )
    sign = rest[:2] if rest[:2] in _INSTEAD else rest[0]
    shown = sign if sign.isprintable() else f"U+{ord(sign[0]):04X}"
    return Problem(
        "formula-sign-unknown", f"“{shown}” has no meaning in a formula.", place, _INSTEAD.get(sign, "")
    )
