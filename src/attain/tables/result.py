"""Tables that a calculation writes.

Amounts in ``units`` are minor units of ``currency``, or quantities where it is empty.
"""

from __future__ import annotations

from attain.tables.contract import Column, ColumnType, TableContract

_T = ColumnType
_WHO = (
    Column("person_id", _T.TEXT, "The payee.", required=True),
    Column("position_id", _T.TEXT, "The position held on that day.", required=True),
    Column("plan_id", _T.TEXT, "The plan.", required=True),
    Column("plan_version", _T.TEXT, "The version of the plan.", required=True),
)

CREDITS = TableContract(
    "credits",
    "Credits",
    "a part of a transaction attributed to a payee by a crediting rule",
    (
        *_WHO,
        Column("rule", _T.TEXT, "The crediting rule of the plan.", required=True),
        Column("transaction_id", _T.TEXT, "The transaction.", required=True),
        Column("credited_on", _T.DATE, "The day that decides its period.", required=True),
        Column("period", _T.TEXT, "The month it falls in.", required=True),
        Column("share", _T.RATE, "The payee's share of the transaction.", required=True),
        Column(
            "source_units",
            _T.INTEGER,
            "The whole transaction's amount under the rule, in the source currency.",
            required=True,
        ),
        Column(
            "source_currency", _T.TEXT, "Currency of the transaction; empty for quantities.", required=True
        ),
        Column(
            "fx_rate", _T.RATE, "Rate from source to plan currency; 1 where they are the same.", required=True
        ),
        Column("quota_units", _T.INTEGER, "Credit that counts towards quota.", required=True),
        Column("pay_units", _T.INTEGER, "Credit that earns pay.", required=True),
        Column("currency", _T.TEXT, "Currency of the credit; empty for quantities.", required=True),
    ),
    ("person_id", "plan_id", "rule", "transaction_id", "position_id"),
)
ATTAINMENTS = TableContract(
    "attainments",
    "Attainments",
    "a payee's progress on a measure in one of its periods, by the end of a month",
    (
        *_WHO,
        Column("measure", _T.TEXT, "The measure.", required=True),
        Column("period", _T.TEXT, "The measure's period: 2026-11, FY2026-Q4, FY2026.", required=True),
        Column("month", _T.TEXT, "By the end of which month.", required=True),
        Column("units", _T.INTEGER, "Credited so far in the period.", required=True),
        Column("quota_units", _T.INTEGER, "Quota of the period; empty where the measure has none."),
        Column(
            "attainment", _T.RATE, "units ÷ quota, rounded half even at eight places; empty without a quota."
        ),
        Column("currency", _T.TEXT, "Currency; empty for quantities.", required=True),
    ),
    ("person_id", "position_id", "plan_id", "measure", "period", "month"),
)
EARNINGS = TableContract(
    "earnings",
    "Earnings",
    "an amount that a payee earned by a component, by line",
    (
        *_WHO,
        Column("component", _T.TEXT, "The component of the plan.", required=True),
        Column("period", _T.TEXT, "The month it was earned in.", required=True),
        Column(
            "transaction_id",
            _T.TEXT,
            "The transaction; empty for a line of the whole period (bonus, cap, rounding).",
            required=True,
        ),
        Column(
            "line_kind",
            _T.TEXT,
            "What the line is.",
            required=True,
            choices=("commission", "bonus", "true-up", "cap", "rounding"),
        ),
        Column(
            "credited_on",
            _T.DATE,
            "The day of the credit; the last day of the period for a period line.",
            required=True,
        ),
        Column("base_units", _T.INTEGER, "The credit that was paid on.", required=True),
        Column("base_currency", _T.TEXT, "Currency of the base; empty for quantities.", required=True),
        Column("amount_minor", _T.MONEY, "What was earned.", required=True, currency_column="currency"),
        Column("currency", _T.CURRENCY, "Currency of the amount: the payee's.", required=True),
    ),
    ("person_id", "position_id", "plan_id", "component", "period", "line_kind", "transaction_id"),
)
