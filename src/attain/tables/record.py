"""Tables that the records database keeps: people, positions, accounts, products, quotas, parameters."""

from __future__ import annotations

from attain.tables.contract import Column, ColumnType, TableContract

_T = ColumnType
ROLES = ("sdr", "account-executive", "account-manager", "overlay-specialist", "manager", "other")
_VALID = (
    Column(
        "valid_from",
        _T.DATE,
        "First day on which the row holds.",
        required=True,
        aliases=("start", "start date", "from", "effective from"),
    ),
    Column(
        "valid_to",
        _T.DATE,
        "First day on which it no longer holds; empty means until further notice.",
        aliases=("end", "end date", "to", "effective to"),
    ),
)

PEOPLE = TableContract(
    "people",
    "People",
    "a person who works in sales",
    (
        Column(
            "person_id",
            _T.TEXT,
            "The person's identifier in the source.",
            required=True,
            aliases=("employee id", "employee key", "rep id", "sales agent"),
        ),
        Column(
            "name",
            _T.TEXT,
            "Full name.",
            required=True,
            aliases=("full name", "employee name", "sales agent"),
        ),
        Column("email", _T.TEXT, "Work e-mail address.", aliases=("e-mail", "mail")),
        Column("country", _T.TEXT, "Country of employment, ISO 3166 alpha-2 or name."),
        Column("currency", _T.CURRENCY, "Currency in which the person is paid.", aliases=("pay currency",)),
        Column("hired_on", _T.DATE, "First day of employment.", aliases=("hire date", "start date")),
        Column("left_on", _T.DATE, "First day after employment.", aliases=("termination date", "end date")),
        Column("payroll_id", _T.TEXT, "Identifier in payroll."),
    ),
    ("person_id",),
    kind="record",
)
POSITIONS = TableContract(
    "positions",
    "Positions",
    "a seat in the sales organisation for a range of days",
    (
        Column("position_id", _T.TEXT, "The seat's identifier.", required=True),
        Column("title", _T.TEXT, "Title of the seat.", required=True, aliases=("job title",)),
        Column("role", _T.TEXT, "Role of the seat.", required=True, choices=ROLES),
        Column(
            "manager_position_id",
            _T.TEXT,
            "The seat it reports to.",
            references="positions",
            aliases=("manager", "reports to"),
        ),
        Column("territory_id", _T.TEXT, "The territory it covers.", aliases=("territory",)),
        Column("region", _T.TEXT, "Region.", aliases=("regional office", "office")),
        Column("plan_id", _T.TEXT, "The compensation plan its holder is on.", aliases=("plan", "comp plan")),
        Column("currency", _T.CURRENCY, "Currency of its quota and target incentive.", required=True),
        Column(
            "target_incentive_minor",
            _T.MONEY,
            "Variable pay a year at 100 % attainment.",
            currency_column="currency",
            aliases=("target incentive", "variable", "otv"),
        ),
        *_VALID,
    ),
    ("position_id", "valid_from"),
    kind="record",
    effective=True,
)
ASSIGNMENTS = TableContract(
    "assignments",
    "Assignments",
    "a person who holds a position for a range of days",
    (
        Column("person_id", _T.TEXT, "The person.", required=True, references="people"),
        Column("position_id", _T.TEXT, "The position.", required=True, references="positions"),
        *_VALID,
    ),
    ("person_id", "position_id", "valid_from"),
    kind="record",
    effective=True,
)
TERRITORIES = TableContract(
    "territories",
    "Territories",
    "a set of accounts or an area that a seat covers",
    (
        Column(
            "territory_id",
            _T.TEXT,
            "The territory's identifier.",
            required=True,
            aliases=("territory key", "sales territory key"),
        ),
        Column("name", _T.TEXT, "Name.", required=True, aliases=("territory",)),
        Column("region", _T.TEXT, "Region.", aliases=("group",)),
        Column("country", _T.TEXT, "Country."),
    ),
    ("territory_id",),
    kind="record",
)
ACCOUNTS = TableContract(
    "accounts",
    "Accounts",
    "a company that buys or may buy",
    (
        Column(
            "account_id",
            _T.TEXT,
            "The account's identifier.",
            required=True,
            aliases=("account", "reseller key", "customer id"),
        ),
        Column(
            "name",
            _T.TEXT,
            "Name.",
            required=True,
            aliases=("account name", "account", "reseller name", "customer"),
        ),
        Column("industry", _T.TEXT, "Industry.", aliases=("sector", "business type")),
        Column("segment", _T.TEXT, "Market segment."),
        Column("country", _T.TEXT, "Country.", aliases=("office location", "country region")),
        Column("region", _T.TEXT, "Region or state.", aliases=("state province name", "state")),
        Column("territory_id", _T.TEXT, "The territory it lies in."),
        Column("employees", _T.INTEGER, "Number of employees.", aliases=("headcount",)),
        Column(
            "annual_revenue_minor",
            _T.MONEY,
            "The account's revenue a year.",
            currency_column="currency",
            aliases=("revenue", "annual revenue"),
        ),
        Column("currency", _T.CURRENCY, "Currency of its revenue."),
        Column("founded_year", _T.INTEGER, "Year founded.", aliases=("year established",)),
        Column(
            "parent_account_id", _T.TEXT, "The account it belongs to.", aliases=("subsidiary of", "parent")
        ),
    ),
    ("account_id",),
    kind="record",
)
ACCOUNT_OWNERS = TableContract(
    "account_owners",
    "Account owners",
    "a position that owns an account for a range of days",
    (
        Column("account_id", _T.TEXT, "The account.", required=True, references="accounts"),
        Column("position_id", _T.TEXT, "The position.", required=True, references="positions"),
        *_VALID,
    ),
    ("account_id", "position_id", "valid_from"),
    kind="record",
    effective=True,
)
PRODUCTS = TableContract(
    "products",
    "Products",
    "a product or service on offer",
    (
        Column(
            "product_id",
            _T.TEXT,
            "The product's identifier.",
            required=True,
            aliases=("product", "product key", "sku"),
        ),
        Column("name", _T.TEXT, "Name.", required=True, aliases=("product", "product name")),
        Column(
            "category",
            _T.TEXT,
            "Family or category.",
            aliases=("series", "family", "subcategory", "english product category name"),
        ),
        Column(
            "list_price_minor",
            _T.MONEY,
            "List price of one unit.",
            currency_column="currency",
            aliases=("sales price", "list price", "price"),
        ),
        Column(
            "cost_minor",
            _T.MONEY,
            "Cost of one unit.",
            currency_column="currency",
            aliases=("standard cost", "cost"),
        ),
        Column("currency", _T.CURRENCY, "Currency of price and cost."),
    ),
    ("product_id",),
    kind="record",
)
QUOTAS = TableContract(
    "quotas",
    "Quotas",
    "a target of a position for a measure and a range of days",
    (
        Column("position_id", _T.TEXT, "The position.", required=True, references="positions"),
        Column(
            "measure",
            _T.TEXT,
            "Name of the quota that plans refer to.",
            required=True,
            aliases=("quota name",),
        ),
        Column(
            "amount_minor",
            _T.MONEY,
            "Target, for a measure in money.",
            currency_column="currency",
            aliases=("quota", "sales amount quota", "target"),
        ),
        Column("quantity", _T.QUANTITY, "Target, for a measure in units."),
        Column("currency", _T.CURRENCY, "Currency of the amount."),
        *_VALID,
    ),
    ("position_id", "measure", "valid_from"),
    kind="record",
    effective=True,
)
PARAMETERS = TableContract(
    "parameters",
    "Parameters",
    "a value that a plan refers to by name, for a scope and a range of days",
    (
        Column("name", _T.TEXT, "Name of the parameter in the plan.", required=True),
        Column(
            "scope",
            _T.TEXT,
            "Whom it is for; the most specific wins.",
            required=True,
            choices=("company", "plan", "role", "position", "person"),
        ),
        Column("scope_id", _T.TEXT, "The plan, role, position or person; empty for the company."),
        Column("value", _T.TEXT, "The value as text: 10%, 5000, 3.", required=True),
        Column("currency", _T.CURRENCY, "Currency, for a value in money."),
        *_VALID,
    ),
    ("name", "scope", "scope_id", "valid_from"),
    kind="record",
    effective=True,
)
FX_RATES = TableContract(
    "fx_rates",
    "Exchange rates",
    "how many units of one currency one unit of another buys, from a day until the next row",
    (
        Column("from_currency", _T.CURRENCY, "The currency converted from.", required=True),
        Column("to_currency", _T.CURRENCY, "The currency converted to.", required=True),
        Column("rate_type", _T.TEXT, "Kind of rate: plan, month-average, spot.", required=True),
        Column("valid_from", _T.DATE, "First day on which the rate holds.", required=True, aliases=("date",)),
        Column("rate", _T.RATE, "Units of the second currency for one unit of the first.", required=True),
    ),
    ("from_currency", "to_currency", "rate_type", "valid_from"),
    kind="record",
)
