"""Tables, accounts, products and transactions in the command palette."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from attain.tables import FACT_TABLES, IMPORTABLE_TABLES
from attain_web.core.palette import LIMIT, PaletteItem
from attain_web.datahub import browse
from attain_web.datahub.models import Account, Product
from attain_web.datahub.views.tables import table_url
from attain_web.identity.access import capabilities


def search(user: Any, query: str) -> list[PaletteItem]:
    """What matches, for people who may read data."""
    if "data.read" not in capabilities(user):
        return []
    found = [
        PaletteItem("Table", contract.title, f"A row is {contract.row}", reverse(f"datahub:{contract.name}"))
        for contract in IMPORTABLE_TABLES.values()
        if query.casefold() in contract.title.casefold()
    ]
    for account in Account.objects.current().filter(Q(name__icontains=query) | Q(account_id__iexact=query))[
        :LIMIT
    ]:
        url = table_url("accounts", account_id=account.account_id)
        found.append(PaletteItem("Account", account.name, account.account_id, url))
    for product in Product.objects.current().filter(Q(name__icontains=query) | Q(product_id__iexact=query))[
        :LIMIT
    ]:
        url = table_url("products", product_id=product.product_id)
        found.append(PaletteItem("Product", product.name, product.product_id, url))
    wanted = browse.Wanted(values=(("transaction_id", query),))
    for row in browse.FactRows(FACT_TABLES["transactions"], wanted)[:1] if query else []:
        url = f"{reverse('datahub:row', args=['transactions'])}?transaction_id={row['transaction_id']}"
        found.append(PaletteItem("Transaction", row["transaction_id"], row["kind"], url))
    return found[:LIMIT]
