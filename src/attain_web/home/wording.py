"""The figures of a home page as words."""

from __future__ import annotations

from attain.kernel.rounding import power_of_ten
from attain.tables import QUANTITY_SCALE
from attain_web.home.rep import PayeeHome
from attain_web.home.standing import Standing
from attain_web.ui.formats import format_amount, format_count, format_percent

WORD_JOINER = "\u2060"


def units_words(units: int | None, currency: str) -> str:
    """Money without its cents, or a whole number of units."""
    if units is None:
        return "–"
    if currency:
        return format_amount(units, currency, places=0)
    return format_count(units // power_of_ten(QUANTITY_SCALE))


def payee_words(home: PayeeHome) -> dict[str, object]:
    """What the templates of a payee's home say."""
    main = home.main
    words: dict[str, object] = {
        "attainment_label": f"{main.measure.title}, {main.period.title}",
        "quota_hint": _quota_hint(main),
        "earned_label": f"Earned in {main.period.title}",
        "earned_hint": _change_words(home),
        "lines_title": f"{home.month.start:%B}, latest first",
        "chart_title": f"{main.measure.title} in {main.period.title}",
        "others": [_other(one) for one in home.others],
    }
    if main.next_tier:
        words["tier_label"] = "To the next tier"
        words["tier_value"] = units_words(main.next_tier.remaining_units, main.currency)
        words["tier_hint"] = _tier_hint(main)
    return words


def _quota_hint(main: Standing) -> str:
    so_far = units_words(main.units, main.currency)
    if not main.quota_units:
        return so_far
    quota = units_words(main.quota_units, main.currency)
    return f"{so_far} of {quota}; an even pace is {format_percent(main.pace, places=0)}"


def _tier_hint(main: Standing) -> str:
    tier = main.next_tier
    assert tier is not None
    return f"then {tier.value}: {tier.component.title}, {tier.words}"


def _change_words(home: PayeeHome) -> str:
    change = home.change_minor
    amount = format_amount(home.earned_month.amount_minor, home.earned_month.currency)
    month = f"{amount} in {home.month.start:%B}"
    if not change:
        return month
    corrected = format_amount(change, home.earned_period.currency, plus=True)
    kept = f"{corrected[0]}{WORD_JOINER}{corrected[1:]}"  # no break between the sign and the amount
    return f"{month}; the latest calculation changed it by {kept}"


def _other(one: Standing) -> dict[str, object]:
    return {
        "title": one.measure.title,
        "period": one.period.title,
        "units": units_words(one.units, one.currency),
        "quota": units_words(one.quota_units, one.currency),
        "attainment": one.attainment,
    }
