"""The fields of a case document: what may be written, and what it means."""

from __future__ import annotations

from attain.plans.field import Field, Shape
from attain.tables.fact import DEAL_TYPES, TRANSACTION_KINDS
from attain.tables.record import ROLES

_V, _T, _C = Shape.VALUE, Shape.TEXT, Shape.CHOICE

DOCUMENT = (
    Field("plan", _T, "The plan's file, or a list of files; without it, the plan beside the case file."),
    Field("given", _V, "What all cases of the file start from; a field that a case gives replaces it."),
    Field("cases", _V, "The cases.", required=True),
)
CASE = (
    Field("case", _T, "A sentence that says what holds.", required=True),
    Field("given", _V, "Who sold what, and against which quotas and parameters."),
    Field("expect", _V, "What must come out; what is not mentioned is not compared.", required=True),
)
GIVEN = (
    Field("currency", Shape.CURRENCY, "Currency of amounts, seats and quotas.", default="USD"),
    Field("fiscal_start_month", _V, "The month, 1 to 12, in which the fiscal year starts.", default="1"),
    Field("through", _T, "The last month that is calculated.", default="the month of the last transaction"),
    Field(
        "people",
        _V,
        "Payees by name; without it, everyone whom a transaction names.",
        default="one payee, rep",
    ),
    Field("quotas", _V, "Quotas of every payee by name: one amount for each period, or a list of periods."),
    Field("parameters", _V, "Values of the plan's parameters by name."),
    Field("fx", _V, "Exchange rates by pair: EUR/USD is how many USD one EUR buys."),
    Field("products", _V, "Products by identifier, with their fields."),
    Field("accounts", _V, "Accounts by identifier, with their fields."),
    Field("transactions", _V, "What happened.", default="nothing"),
    Field("tables", _V, "Rows of tables as imports bring them, for what has no shorter way."),
)
SEAT = (
    Field("manager", _T, "The payee to whom this one reports."),
    Field("role", _C, "Role of the seat.", choices=ROLES, default="account-executive"),
    Field("plan", _T, "The plan they are on; none for nobody's payee.", default="the file's first plan"),
    Field("currency", Shape.CURRENCY, "Currency in which they are paid.", default="the case's currency"),
    Field("target_incentive", _V, "Variable pay a year at 100 % attainment."),
)
PERSON = (
    *SEAT,
    Field("from", _V, "First day in the seat.", default="the start of the first fiscal year"),
    Field("to", _V, "First day no longer in the seat."),
    Field("quotas", _V, "Quotas of this payee by name, besides those of everyone."),
    Field("parameters", _V, "Parameters of this payee alone."),
    Field("changes", _V, "Later states of the seat: a list of {from: day} and the fields that change."),
)
CHANGE = (Field("from", _V, "The day from which it holds.", required=True), *SEAT)
TRANSACTION = (
    Field("id", _T, "Its identifier.", default="t1, t2, …"),
    Field("on", _V, "The day it happened.", required=True),
    Field("kind", _C, "What happened.", choices=TRANSACTION_KINDS, default="booking"),
    Field("amount", _V, "Amount; negative for a cancellation.", default="0"),
    Field("cost", _V, "Cost of what was sold."),
    Field("quantity", _V, "Units sold."),
    Field("currency", Shape.CURRENCY, "Its currency.", default="the case's currency"),
    Field("deal_type", _C, "New business, expansion or renewal.", choices=DEAL_TYPES),
    Field("product", _T, "Identifier of the product."),
    Field("account", _T, "Identifier of the account."),
    Field("opportunity", _T, "Identifier of the opportunity."),
    Field("term_months", _V, "Length of the contract in months."),
    Field("starts_on", _V, "First day of service."),
    Field("related", _T, "The earlier transaction that it invoices, settles or cancels."),
    Field("owner", _V, "Who owns it: a name, or names with their shares.", default="the first payee"),
    Field("sdr", _V, "SDR: a name, or names with their shares."),
    Field("overlay", _V, "Overlay specialist: a name, or names with their shares."),
)
QUOTA = (
    Field("period", _T, "The period, such as 2026-11, FY2026-Q4 or FY2026."),
    Field("from", _V, "First day, where it is no whole period."),
    Field("to", _V, "First day after it."),
    Field("amount", _V, "The quota.", required=True),
)
DATED = (
    Field("from", _V, "The day from which the value holds.", required=True),
    Field("value", _V, "The value.", required=True),
)
EXPECT = (
    Field("earnings", _V, "Sums of earning lines."),
    Field("credits", _V, "Sums of credits."),
    Field("attainments", _V, "Measures against their quotas."),
    Field("problems", _V, "Codes of the problems that must be reported.", default="none"),
    Field(
        "only",
        Shape.CHOICE,
        "Whether the lists name all there is.",
        choices=("true", "false"),
        default="false",
    ),
)
_PAYEE = Field("payee", _T, "The payee.")
_PLAN = Field("plan", _T, "The plan's identifier.")
_PERIOD = Field("period", _T, "A month, quarter, half or year.")
_TRANSACTION = Field("transaction", _T, "The transaction.")
FILTERS = {
    "earnings": (
        _PAYEE,
        _PLAN,
        Field("component", _T, "The component."),
        _PERIOD,
        _TRANSACTION,
        Field("line", _T, "Kind of line: commission, bonus, true-up, cap or rounding."),
    ),
    "credits": (_PAYEE, _PLAN, Field("rule", _T, "The crediting rule."), _PERIOD, _TRANSACTION),
    "attainments": (
        _PAYEE,
        _PLAN,
        Field("measure", _T, "The measure."),
        Field("period", _T, "The measure's period."),
        Field("month", _T, "By the end of which month.", default="the last one"),
    ),
}
WANTED = {
    "earnings": (Field("amount", _V, "What was earned.", required=True),),
    "credits": (
        Field("amount", _V, "Credit that counts towards quota."),
        Field("pay_amount", _V, "Credit that earns pay."),
        Field("share", _V, "The payee's share of the transaction."),
    ),
    "attainments": (
        Field("amount", _V, "Credited so far."),
        Field("quota", _V, "The quota."),
        Field("attainment", _V, "Amount divided by quota."),
    ),
}
