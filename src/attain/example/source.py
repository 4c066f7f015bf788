"""The files that the company's systems deliver: which rows and columns each holds, under which headers.

HR, CRM, planning and finance each export in their own way: CSV, a German CSV with semicolons and decimal
commas, XLSX, Parquet. Every file has its mapping document in ``examples/company/mappings``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from attain.example.seat import Row
from attain.tables import IMPORTABLE_TABLES


@dataclass(frozen=True, slots=True)
class Source:
    """A file: its path, the table it feeds, the header of each column, and which rows it takes.

    ``mapping`` is the name of the document that maps it.
    """

    path: str
    table: str
    columns: Mapping[str, str]
    mapping: str
    wanted: Callable[[Row], bool] = field(default=lambda row: True)
    german: bool = False

    @property
    def format(self) -> str:
        """csv, xlsx or parquet."""
        return self.path.rpartition(".")[2]


def _plain(table: str, *left_out: str) -> dict[str, str]:
    """The contract's own names as headers, money without its unit."""
    names = [column.name for column in IMPORTABLE_TABLES[table].columns if column.name not in left_out]
    return {name.removesuffix("_minor"): name for name in names}


def _of(*kinds: str) -> Callable[[Row], bool]:
    return lambda row: row["kind"] in kinds


def _receipt(german: bool) -> Callable[[Row], bool]:
    return lambda row: row["kind"] == "cash-receipt" and (row["currency"] == "EUR") is german


_BOOKING = {
    "Booking": "transaction_id",
    "Type": "kind",
    "Booked on": "occurred_on",
    "Account": "account_id",
    "Opportunity": "opportunity_id",
    "SKU": "product_id",
    "Deal type": "deal_type",
    "Amount": "amount_minor",
    "Cost": "cost_minor",
    "Currency": "currency",
    "Units": "quantity",
    "Term": "term_months",
    "Service start": "starts_on",
    "Cancels": "related_transaction_id",
}
_INVOICE = {
    "Invoice no": "transaction_id",
    "Invoice date": "occurred_on",
    "Customer": "account_id",
    "Opportunity": "opportunity_id",
    "SKU": "product_id",
    "Deal type": "deal_type",
    "Net amount": "amount_minor",
    "Currency": "currency",
    "Units": "quantity",
    "Term": "term_months",
    "Service start": "starts_on",
    "Booking": "related_transaction_id",
}
_RECEIPT = {**_INVOICE, "Receipt no": "transaction_id", "Paid on": "occurred_on", "Paid": "amount_minor"}
_RECEIPT |= {"Invoice no": "related_transaction_id"}
_RECEIPT = {
    header: name
    for header, name in _RECEIPT.items()
    if header not in ("Invoice date", "Net amount", "Booking")
}
_GERMAN = {
    "Beleg": "transaction_id",
    "Zahlungsdatum": "occurred_on",
    "Kunde": "account_id",
    "Opportunity": "opportunity_id",
    "Artikel": "product_id",
    "Art": "deal_type",
    "Betrag": "amount_minor",
    "Währung": "currency",
    "Menge": "quantity",
    "Laufzeit": "term_months",
    "Leistungsbeginn": "starts_on",
    "Rechnung": "related_transaction_id",
}
SOURCES = (
    Source("hr/people.csv", "people", {
        "Employee ID": "person_id", "Full name": "name", "Work e-mail": "email", "Country": "country",
        "Pay currency": "currency", "Hire date": "hired_on", "Termination date": "left_on",
        "Payroll ID": "payroll_id",
    }, "people"),
    Source("hr/positions.csv", "positions", _plain("positions"), "positions"),
    Source("hr/assignments.csv", "assignments", _plain("assignments"), "assignments"),
    Source("planning/territories.csv", "territories", _plain("territories"), "territories"),
    Source("crm/accounts.csv", "accounts", _plain("accounts"), "accounts"),
    Source("crm/account_owners.csv", "account_owners", _plain("account_owners"), "account-owners"),
    Source("finance/price_list.xlsx", "products", {
        "SKU": "product_id", "Product": "name", "Family": "category", "List price": "list_price_minor",
        "Unit cost": "cost_minor", "Currency": "currency",
    }, "price-list"),
    Source("planning/quotas.xlsx", "quotas", _plain("quotas"), "quotas"),
    Source("planning/parameters.csv", "parameters", _plain("parameters"), "parameters"),
    Source("finance/exchange_rates.csv", "fx_rates", _plain("fx_rates"), "exchange-rates"),
    Source("finance/bookings.xlsx", "transactions", _BOOKING, "bookings", _of("booking", "cancellation")),
    Source("finance/invoices.csv", "transactions", _INVOICE, "invoices", _of("invoice")),
    Source("finance/receipts.csv", "transactions", _RECEIPT, "receipts", _receipt(False)),
    Source("finance/zahlungen.csv", "transactions", _GERMAN, "zahlungen", _receipt(True), german=True),
    Source("crm/meetings.csv", "transactions", {
        "Meeting": "transaction_id", "Held on": "occurred_on", "Account": "account_id",
        "Opportunity": "opportunity_id", "Count": "quantity", "Currency": "currency",
    }, "meetings", _of("meeting")),
    Source("finance/credit_splits.csv", "splits", {
        "Transaction": "transaction_id", "Employee": "person_id", "As": "split_role", "Percent": "share",
    }, "credit-splits"),
    Source("crm/opportunities.csv", "opportunities", _plain("opportunities"), "opportunities"),
    Source(
        "crm/opportunity_history.parquet", "opportunity_snapshots", _plain("opportunity_snapshots"),
        "opportunity-history",
    ),
    Source("crm/activities.parquet", "activities", _plain("activities"), "activities"),
)  # fmt: skip
LATER = {
    "transactions": Source("transactions.csv", "transactions", _plain("transactions"), "late-transactions"),
    "splits": Source("credit_splits.csv", "splits", SOURCES[15].columns, "credit-splits"),
}
