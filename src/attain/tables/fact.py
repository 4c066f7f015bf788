"""Tables of facts: what happened in the market, kept in immutable columnar snapshots."""

from __future__ import annotations

from attain.tables.contract import Column, ColumnType, TableContract

_T = ColumnType
TRANSACTION_KINDS = ("booking", "invoice", "cash-receipt", "cancellation", "usage", "meeting")
DEAL_TYPES = ("new", "expansion", "renewal")

TRANSACTIONS = TableContract(
    "transactions",
    "Transactions",
    "an event that can earn credit",
    (
        Column(
            "transaction_id",
            _T.TEXT,
            "The event's identifier.",
            required=True,
            aliases=("order id", "line id", "sales order number"),
        ),
        Column("kind", _T.TEXT, "What happened.", required=True, choices=TRANSACTION_KINDS),
        Column(
            "occurred_on",
            _T.DATE,
            "The day it happened.",
            required=True,
            aliases=("date", "order date", "close date"),
        ),
        Column(
            "account_id",
            _T.TEXT,
            "The account.",
            references="accounts",
            aliases=("account", "customer", "reseller key"),
        ),
        Column("opportunity_id", _T.TEXT, "The opportunity it came from.", aliases=("deal id",)),
        Column(
            "product_id", _T.TEXT, "The product.", references="products", aliases=("product", "product key")
        ),
        Column("deal_type", _T.TEXT, "New business, expansion or renewal.", choices=DEAL_TYPES),
        Column(
            "amount_minor",
            _T.MONEY,
            "Amount; negative for a cancellation or credit note.",
            required=True,
            currency_column="currency",
            aliases=("amount", "sales amount", "close value", "revenue", "value"),
        ),
        Column(
            "cost_minor",
            _T.MONEY,
            "Cost of what was sold.",
            currency_column="currency",
            aliases=("cost", "total product cost"),
        ),
        Column("currency", _T.CURRENCY, "Currency of amount and cost.", required=True),
        Column("quantity", _T.QUANTITY, "Units sold.", aliases=("order quantity", "qty", "units")),
        Column("term_months", _T.INTEGER, "Length of the contract in months.", aliases=("term",)),
        Column("starts_on", _T.DATE, "First day of service (go-live).", aliases=("go-live", "service start")),
        Column(
            "related_transaction_id",
            _T.TEXT,
            "The earlier transaction that this one invoices, settles or cancels.",
        ),
    ),
    ("transaction_id",),
)
SPLITS = TableContract(
    "splits",
    "Splits",
    "a person's share of a transaction in a role",
    (
        Column("transaction_id", _T.TEXT, "The transaction.", required=True, references="transactions"),
        Column(
            "person_id",
            _T.TEXT,
            "The person.",
            required=True,
            references="people",
            aliases=("owner", "sales agent", "employee key"),
        ),
        Column(
            "split_role",
            _T.TEXT,
            "In which role: owner shares sum to 100 %, overlay shares come on top.",
            required=True,
            choices=("owner", "sdr", "overlay"),
        ),
        Column("share", _T.RATE, "The person's share.", required=True, aliases=("split", "percent")),
    ),
    ("transaction_id", "person_id", "split_role"),
)
OPPORTUNITIES = TableContract(
    "opportunities",
    "Opportunities",
    "a possible sale, as last known",
    (
        Column(
            "opportunity_id",
            _T.TEXT,
            "The opportunity's identifier.",
            required=True,
            aliases=("opportunity", "deal id"),
        ),
        Column("name", _T.TEXT, "Name of the deal."),
        Column("account_id", _T.TEXT, "The account.", references="accounts", aliases=("account",)),
        Column(
            "person_id", _T.TEXT, "Its owner.", references="people", aliases=("sales agent", "owner", "rep")
        ),
        Column("product_id", _T.TEXT, "The product.", references="products", aliases=("product",)),
        Column("deal_type", _T.TEXT, "New business, expansion or renewal.", choices=DEAL_TYPES),
        Column("stage", _T.TEXT, "Stage in the sales process.", required=True, aliases=("deal stage",)),
        Column("status", _T.TEXT, "Open, won or lost.", required=True, choices=("open", "won", "lost")),
        Column(
            "forecast_category",
            _T.TEXT,
            "How sure the owner is.",
            choices=("pipeline", "best-case", "commit", "omitted", "closed"),
        ),
        Column(
            "amount_minor",
            _T.MONEY,
            "Expected or won amount.",
            currency_column="currency",
            aliases=("amount", "close value", "value"),
        ),
        Column("currency", _T.CURRENCY, "Currency of the amount."),
        Column(
            "created_on", _T.DATE, "Day it was created or engaged.", aliases=("engage date", "created date")
        ),
        Column("expected_close_on", _T.DATE, "Day on which it is expected to close."),
        Column("closed_on", _T.DATE, "Day it was won or lost.", aliases=("close date",)),
        Column("lead_source", _T.TEXT, "Where it came from."),
        Column("loss_reason", _T.TEXT, "Why it was lost."),
        Column("competitor", _T.TEXT, "Main competitor."),
    ),
    ("opportunity_id",),
)
OPPORTUNITY_SNAPSHOTS = TableContract(
    "opportunity_snapshots",
    "Opportunity snapshots",
    "an opportunity as it was from a day on, until its next snapshot",
    (
        Column("opportunity_id", _T.TEXT, "The opportunity.", required=True, references="opportunities"),
        Column("changed_on", _T.DATE, "The day from which it was so.", required=True),
        Column("stage", _T.TEXT, "Stage.", required=True),
        Column("status", _T.TEXT, "Open, won or lost.", required=True, choices=("open", "won", "lost")),
        Column("forecast_category", _T.TEXT, "How sure the owner was."),
        Column("amount_minor", _T.MONEY, "Expected amount.", currency_column="currency"),
        Column("currency", _T.CURRENCY, "Currency of the amount."),
        Column("expected_close_on", _T.DATE, "Day on which it was expected to close."),
    ),
    ("opportunity_id", "changed_on"),
)
ACTIVITIES = TableContract(
    "activities",
    "Activities",
    "a call, e-mail, meeting or demo",
    (
        Column("activity_id", _T.TEXT, "The activity's identifier.", required=True),
        Column(
            "kind",
            _T.TEXT,
            "What was done.",
            required=True,
            choices=("call", "email", "meeting", "demo", "proposal"),
        ),
        Column("occurred_on", _T.DATE, "The day.", required=True, aliases=("date",)),
        Column("person_id", _T.TEXT, "Who did it.", required=True, references="people"),
        Column("account_id", _T.TEXT, "With which account.", references="accounts"),
        Column("opportunity_id", _T.TEXT, "For which opportunity.", references="opportunities"),
        Column("duration_minutes", _T.INTEGER, "How long it took."),
        Column("outcome", _T.TEXT, "What came of it."),
    ),
    ("activity_id",),
)
