"""Random plans that load: every kind, mode, boundary, cap, rounding and many shapes of formulas."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

CONDITIONS = (
    'deal_type in ("new", "expansion")',
    "amount >= 1000",
    'product.category != "Services"',
    'product.category is not missing and not (product.category = "Hardware")',
    "term_months between 12 and 36",
    "quantity is not missing",
    'not (deal_type = "renewal") or amount < 0',
    'starts_with(product.name, "A") or contains(product.name, "o")',
    'lower(account.segment) = "enterprise"',
    "days_between(occurred_on, starts_on) > 30",
    "month(occurred_on) in (1, 2, 6, 12) or year(starts_on) != 2026",
    'cost < amount and currency != "JPY"',
    "starts_on >= 2026-03-01",
    "account.employees not between 10 and 100",
)
AMOUNTS = (
    "amount",
    "amount",
    "amount - cost",
    "amount - coalesce(cost, 0)",
    "amount * 50%",
    "amount / 3",
    "max(amount - cost, 0)",
    "min(amount, 5000)",
    'round(amount / 7, 0, "half-up")',
    "round(amount * 12.345%, 1)",
    "if(term_months >= 24, amount, amount / 2)",
    "amount * term_months / 12",
    "abs(amount) - 250.5",
)
QUANTITIES = ("quantity", "quantity * 2", "floor(quantity / 3)", "coalesce(quantity, 1)", "quantity - 0.5")
LINE_RATES = (
    "8%",
    "base_rate",
    "base_rate * 2",
    'if(deal_type = "new", 10%, base_rate)',
    "case(amount > 5000, 12.5%, term_months > 12, base_rate + 1%, 0.333%)",
    "min(base_rate, 5%)",
    "10% / 3",
    "(amount - cost) / amount",
)
RATES = ("0%", "3%", "5%", "7.77777%", "base_rate", "base_rate + 1%", "base_rate / 3", "12.5%")
MONEY = ("0", "120", "33.33", "unit_bonus", "unit_bonus / 3", "unit_bonus + 7.5", "5000")
UNIT_PAY = (*MONEY, "if(amount > 5000, 10, 5.55)", "max(unit_bonus, 40)")
MODES = ("half-even", "half-up", "down", "up", "floor", "ceiling")
KINDS = ("booking", "invoice", "cash-receipt", "cancellation", "usage", "meeting")
BOUNDS = {
    "attainment": ("25%", "50%", "66.6667%", "99.99%", "100%", "120%", "150%"),
    "amount": ("500", "1000", "2500.5", "5000", "10000", "33333.33"),
    "quantity": ("1", "2.5", "10", "12", "40"),
}


def generate_plan(random: Random, plan_id: str) -> str:
    """The text of a plan; the same state of ``random`` gives the same text."""
    return _Writer(random, plan_id).text()


class _Writer:
    def __init__(self, random: Random, plan_id: str) -> None:
        self._random = random
        self._plan_id = plan_id
        self._credits: dict[str, bool] = {}  # name → whether it credits money
        self._measures: dict[str, tuple[bool, bool]] = {}  # name → money, has a quota

    def text(self) -> str:
        pick = self._random.choice
        lines = [f"plan: {self._plan_id}", f"title: Plan {self._plan_id}", 'version: "1"']
        lines.append("effective: {from: 2025-01-01}")
        lines.append(f"currency: {pick(('payee', 'payee', 'USD', 'JPY', 'KWD'))}")
        lines.append(f"fx: {{type: plan, on: {pick(('credited', 'period-end'))}}}")
        lines.append("parameters:")
        lines.append(f"  base_rate: {{type: rate{pick((', default: 6.5%', ', default: 7.123456%', ''))}}}")
        lines.append("  unit_bonus: {type: money, default: 99.5}")
        lines += ["credits:", *self._credit_lines()]
        lines += ["measures:", *self._measure_lines()]
        lines += ["components:", *self._component_lines()]
        return "\n".join(lines) + "\n"

    def _credit_lines(self) -> list[str]:
        lines = []
        for name in ("first", "second", "units"):
            is_money = name != "units"
            self._credits[name] = is_money
            kinds = ", ".join(self._some(KINDS, 1, 5))
            lines += [f"  {name}:", f"    of: [{kinds}]"]
            if self._chance(60):
                lines.append(f"    when: {self._condition()}")
            lines.append(f"    on: {'starts_on' if self._chance(20) else 'occurred_on'}")
            lines.append(f"    amount: {self._random.choice(AMOUNTS if is_money else QUANTITIES)}")
            lines.append(f"    to: {{{self._recipients()}}}")
            if self._chance(25):
                lines.append(f"    pay: {self._random.choice(('50%', '33.333%', '0%', '150%'))}")
        return lines

    def _condition(self) -> str:
        parts = self._some(CONDITIONS, 1, 2)
        return self._random.choice((" and ", " or ")).join(f"({part})" for part in parts)

    def _recipients(self) -> str:
        roles = ", ".join(self._some(("owner", "sdr", "overlay"), 1, 3))
        return f"{'roll_up' if self._chance(30) else 'split'}: [{roles}]"

    def _measure_lines(self) -> list[str]:
        lines = []
        for number in range(3):
            rule = self._random.choice(list(self._credits))
            has_quota = self._chance(75)
            is_money = self._credits[rule]
            over = self._random.choice(("month", "quarter", "half", "year"))
            name = f"measure_{number}"
            self._measures[name] = (is_money, has_quota)
            quota = f", quota: {'bookings' if is_money else 'count'}" if has_quota else ""
            lines.append(f"  {name}: {{sum: {rule}, over: {over}{quota}}}")
        return lines

    def _component_lines(self) -> list[str]:
        lines = [
            *self._component(
                "flat", "commission", f"on: {self._money_rule()}", f"rate: {self._of(LINE_RATES)}"
            ),
            *self._component("each", "per-unit", "on: units", f"pay: {self._of(UNIT_PAY)}"),
        ]
        deal = f"table: {self._table('amount', 'rate', RATES, 'transaction')}"
        lines += self._component("deal", "tiered-commission", f"on: {self._money_rule()}", deal)
        for measure, (is_money, has_quota) in self._measures.items():
            by = "attainment" if has_quota else "amount" if is_money else "quantity"
            bonus = f"table: {self._table(by, 'pay', MONEY)}"
            lines += self._component(f"bonus_{measure}", "attainment-bonus", f"measure: {measure}", bonus)
            if is_money:
                tiers = f"table: {self._table(by, 'rate', RATES, 'period')}"
                lines += self._component(
                    f"tiers_{measure}", "tiered-commission", f"measure: {measure}", tiers
                )
        return lines

    def _component(self, name: str, kind: str, *fields: str) -> list[str]:
        lines = [f"  {name}:", f"    kind: {kind}", *(f"    {field}" for field in fields)]
        if self._chance(50):
            lines.append(f"    rounding: {self._of(MODES)}")
        if self._chance(40):
            per = self._of(("line", "month", "quarter", "year"))
            lines.append(
                f"    cap: {{amount: {self._of(('500', '1234.56', 'unit_bonus * 3', '0'))}, per: {per}}}"
            )
        return lines

    def _table(self, by: str, value: str, values: Sequence[str], each: str = "") -> str:
        bounds = sorted(self._some(BOUNDS[by], 0, 4), key=BOUNDS[by].index)
        tiers = [f"{{up_to: {bound}, {value}: {self._of(values)}}}" for bound in bounds]
        tiers.append(f"{{{value}: {self._of(values)}}}")
        mode = f"mode: {self._of(('marginal', 'whole'))}, each: {each}, " if each else ""
        boundary = self._of(("lower", "higher"))
        return f"{{by: {by}, {mode}boundary: {boundary}, tiers: [{', '.join(tiers)}]}}"

    def _money_rule(self) -> str:
        return self._of(("first", "second"))

    def _of(self, options: Sequence[str]) -> str:
        return self._random.choice(options)

    def _some(self, options: Sequence[str], least: int, most: int) -> list[str]:
        return self._random.sample(options, self._random.randint(least, min(most, len(options))))

    def _chance(self, percent: int) -> bool:
        return self._random.randrange(100) < percent
