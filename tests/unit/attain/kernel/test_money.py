from __future__ import annotations

import pytest

from attain.kernel.money import Currency, Money, format_money, is_currency
from attain.kernel.problem import Problem, ProblemError
from attain.kernel.rounding import RoundingMode

USD, JPY, EUR = Currency("USD"), Currency("JPY"), Currency("EUR")


def test_a_currency_knows_its_minor_unit() -> None:
    assert (USD.exponent, JPY.exponent, Currency("KWD").exponent) == (2, 0, 3)


def test_an_unknown_code_is_refused_with_a_hint() -> None:
    with pytest.raises(ProblemError, match="ISO 4217"):
        Currency("XXQ")
    assert not is_currency("XXQ")


def test_amounts_of_one_currency_add_and_of_two_do_not() -> None:
    assert Money(150, USD) + Money(50, USD) - Money(100, USD) == -Money(-100, USD)
    with pytest.raises(ProblemError, match="currency-mixed"):
        Money(1, USD) + Money(1, EUR)


def test_text_finer_than_the_minor_unit_is_a_problem() -> None:
    assert Money.parse("1,234.50", USD) == Money(123_450, USD)
    assert isinstance(Money.parse("0.5", JPY), Problem)


def test_a_fraction_of_an_amount_rounds_by_the_named_mode() -> None:
    assert Money(25, USD).scaled_by(1, 10, RoundingMode.HALF_EVEN) == Money(2, USD)
    assert Money(25, USD).scaled_by(1, 10, RoundingMode.HALF_UP) == Money(3, USD)


@pytest.mark.parametrize(
    ("amount_minor", "code", "places", "text"),
    [
        (-123_450, "USD", None, "-$1,234.50"),
        (123_450, "JPY", None, "¥123,450"),
        (55_047_950, "USD", 0, "$550,480"),
        (1_234, "KWD", None, "KWD\u00a01.234"),
        (5, "EUR", None, "€0.05"),
    ],
)
def test_money_is_written_with_symbol_groups_and_minor_digits(
    amount_minor: int, code: str, places: int | None, text: str
) -> None:
    assert format_money(amount_minor, code, places=places) == text
    if places is None:
        assert str(Money(amount_minor, Currency(code))) == text
