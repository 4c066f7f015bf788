"""Puts the example company together."""

from __future__ import annotations

from collections.abc import Iterable

from attain.example import behaviour as law
from attain.example.account import Account, Ownership, build_accounts
from attain.example.activity import activity_rows
from attain.example.catalogue import PRODUCTS, SPIF_PRODUCT_ID
from attain.example.company import BUSINESS, CURRENCY, DEFAULT_SEED, NAME, ExampleCompany, ExampleScale
from attain.example.customer import expansions, renewals
from attain.example.days import AS_OF, START, add_months
from attain.example.deal import Deal, make_line
from attain.example.event import Changes, Event
from attain.example.geography import Region, regions
from attain.example.history import history, opportunity_row, snapshot_rows
from attain.example.new_business import Market, new_business
from attain.example.organisation import build_organisation
from attain.example.parameter import parameter_rows
from attain.example.quota import quota_rows
from attain.example.rate import rate_rows
from attain.example.resource import plan_texts
from attain.example.seat import Row
from attain.example.story import inquiries, plant_handover, plant_late, plant_splits
from attain.example.stream import Spread
from attain.example.talent import build_talents
from attain.example.transaction import Book, write_meetings, write_revenue
from attain.example.truth import told_truth
from attain.example.user import demo_users
from attain.tables import IMPORTABLE_TABLES

PAYEES_OF_ONE_COPY = 78
TRANSACTIONS_OF_ONE_COPY = 11_000


def generate(scale: ExampleScale = ExampleScale(), seed: int = DEFAULT_SEED) -> ExampleCompany:  # noqa: B008
    """The example company: the same tables, byte for byte, for the same scale and seed.

    Without a scale it is the documented company. For millions of transactions use ``write_scaled``.
    """
    market, events = _market(scale, seed)
    deals, attached = _deals(market)
    events += plant_splits(market, deals)
    book = Book()
    write_revenue(seed, deals, book)
    write_meetings(market, deals, book)
    late = plant_late(deals, book)
    events = sorted([*events, *late.events], key=lambda event: str(event["on"]))
    rows = {**_record_rows(market, deals), **_fact_rows(market, deals, book)}
    return ExampleCompany(
        NAME,
        BUSINESS,
        CURRENCY,
        seed,
        START,
        AS_OF,
        {name: contract.table(rows[name]) for name, contract in IMPORTABLE_TABLES.items()},
        demo_users(market.roster),
        plan_texts(),
        late.imports,
        inquiries(deals, events),
        told_truth(market, deals, book, events, attached),
    )


def _market(scale: ExampleScale, seed: int) -> tuple[Market, list[Event]]:
    copies = max(1, -(-scale.payees // PAYEES_OF_ONE_COPY))
    volume = scale.transactions / (copies * TRANSACTIONS_OF_ONE_COPY) if scale.transactions else 1.0
    all_regions: tuple[Region, ...] = regions(copies)
    builder = build_organisation(seed, all_regions)
    events = Changes(builder, all_regions).apply()
    roster = builder.roster
    accounts = build_accounts(seed, all_regions)
    ownership = Ownership(roster, all_regions)
    talents = build_talents(seed, roster)
    market = Market(seed, all_regions, roster, accounts, ownership, talents, volume)
    events.append(plant_handover(market))
    return market, events


def _deals(market: Market) -> tuple[list[Deal], dict[str, dict[str, int]]]:
    """All deals with their identifiers, and how often the SPIF's product was attached by month."""
    fresh = new_business(market)
    attached = _attach_spif_product(fresh)
    _become_customers(fresh)
    grown = expansions(market)
    renewed = renewals(market, [deal for deal in [*fresh, *grown] if deal.status == "won"])
    deals = sorted([*fresh, *grown, *renewed], key=lambda deal: (deal.created, deal.key))
    for number, deal in enumerate(deals, start=1):
        deal.opportunity_id = f"OP-{number:06d}"
    return deals, attached


def _attach_spif_product(deals: list[Deal]) -> dict[str, dict[str, int]]:
    """Adds the SPIF's product to a share of won platform deals: more in its month, fewer in the next."""
    spread = Spread()
    counts: dict[str, dict[str, int]] = {}
    platform = [deal for deal in deals if deal.won and deal.lines[0].product.category == "Platform"]
    for deal in sorted(platform, key=lambda deal: (deal.closed, deal.key)):
        month = deal.closed.replace(day=1)
        share = law.SPIF_ATTACH
        if month == law.SPIF_MONTH:
            share *= 1.0 + law.SPIF_LIFT
        elif month == add_months(law.SPIF_MONTH, 1):
            share *= 1.0 - law.SPIF_LIFT * law.SPIF_PULLED_FORWARD
        taken = spread.take(share)
        if taken:
            quantity = deal.lines[0].quantity
            deal.lines.append(make_line(SPIF_PRODUCT_ID, quantity, deal.discount, deal.currency))
        month_counts = counts.setdefault(month.isoformat()[:7], {"platform_deals": 0, "with_product": 0})
        month_counts["platform_deals"] += 1
        month_counts["with_product"] += taken
    return counts


def _become_customers(deals: Iterable[Deal]) -> None:
    """An account is a customer from its first won deal on."""
    for deal in sorted(deals, key=lambda deal: (deal.closed, deal.key)):
        if deal.status == "won":
            account: Account = deal.account
            account.customer_since = account.customer_since or deal.closed
            account.has_launch |= any(line.product.product_id == "S-100" for line in deal.lines)


def _record_rows(market: Market, deals: list[Deal]) -> dict[str, list[Row]]:
    roster = market.roster
    renewal_deals = [deal for deal in deals if deal.deal_type == "renewal"]
    territories: list[Row] = []
    for region in market.regions:
        territories.append(
            {
                "territory_id": region.code,
                "name": region.name,
                "region": region.name,
                "country": region.country,
            }
        )
        territories += [
            {
                "territory_id": patch.territory_id,
                "name": patch.name,
                "region": region.name,
                "country": patch.places[0][0],
            }
            for patch in region.patches
        ]
    return {
        "people": [person.row() for person in roster.people],
        "positions": [row for seat in roster.seats.values() for row in seat.rows()],
        "assignments": [row for seat in roster.seats.values() for row in seat.assignment_rows()],
        "territories": territories,
        "accounts": [account.row() for account in market.accounts],
        "account_owners": market.ownership.rows(market.accounts),
        "products": [
            {
                "product_id": product.product_id,
                "name": product.name,
                "category": product.category,
                "list_price_minor": product.list_price_minor,
                "cost_minor": product.cost_minor,
                "currency": "USD",
            }
            for product in PRODUCTS
        ],
        "quotas": quota_rows(roster, market.regions, renewal_deals),
        "parameters": parameter_rows(roster),
        "fx_rates": rate_rows(market.seed),
    }


def _fact_rows(market: Market, deals: list[Deal], book: Book) -> dict[str, list[Row]]:
    opportunities: list[Row] = []
    snapshots: list[Row] = []
    activities: list[Row] = []
    for deal in deals:
        past = history(market.seed, deal, market.talents[deal.person.person_id])
        snapshots += snapshot_rows(deal, past)
        opportunities.append(opportunity_row(market.seed, deal, past[-1]))
    activities = activity_rows(market, deals)
    return {
        "transactions": book.transactions,
        "splits": book.splits,
        "opportunities": opportunities,
        "opportunity_snapshots": snapshots,
        "activities": activities,
    }
