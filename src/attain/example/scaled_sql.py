"""The queries of the scaled company. They count in whole numbers: binary fractions would not repeat."""

# ruff: noqa: S608 - the queries are put together from constants of this file alone

from __future__ import annotations

from attain.example.catalogue import PRODUCTS

# code, number, units for a hundred dollars, decimal places
CURRENCIES = (("USD", 0, 100, 2), ("EUR", 1, 88, 2), ("GBP", 2, 76, 2), ("JPY", 3, 15_000, 0))
CURRENCY_TABLE = "CREATE TABLE currencies (code VARCHAR, number BIGINT, per_dollar BIGINT, exponent BIGINT)"
BITS = "CREATE MACRO bits(number, first, count) AS ((number >> first) & ((1 << count) - 1))::BIGINT"

# Seats are numbered from the sellers up; `manager` is the seat's number on the next level. Sellers of a team
# share a currency, leaders from directors up are paid in dollars.
SEATS = """
SELECT l.level, l.first + s.i AS number, s.i AS place,
       CASE WHEN l.level < 4 THEN up.first + least(s.i // {span}, up.size - 1) END AS manager,
       CASE WHEN l.level < 2 THEN c.code ELSE 'USD' END AS currency,
       CASE WHEN l.level < 2 THEN c.exponent ELSE 2 END AS exponent,
       CASE WHEN l.level < 2 THEN c.per_dollar ELSE 100 END AS per_dollar
FROM levels l
LEFT JOIN levels up ON up.level = l.level + 1,
     LATERAL (SELECT range AS i FROM range(l.size)) s
JOIN currencies c ON c.number = (CASE WHEN l.level = 0 THEN s.i // {span} ELSE s.i END) % 4
ORDER BY number
"""
_PERSON, _SEAT = "'P' || lpad(({0})::VARCHAR, 7, '0')", "'S' || lpad(({0})::VARCHAR, 7, '0')"
_PEER = _PERSON.format("(owner + 1 + other % (sellers() - 1)) % sellers()")
PEOPLE = f"""
SELECT {_PERSON.format("number")} AS person_id, 'Payee ' || number AS name,
       'payee' || number || '@ulverane.example' AS email, 'US' AS country, currency,
       DATE '2020-01-01' + (number % 1800)::INTEGER AS hired_on, 'PAY-' || number AS payroll_id
FROM seats ORDER BY number
"""
POSITIONS = f"""
SELECT {_SEAT.format("number")} AS position_id,
       ['Account executive', 'Sales manager', 'Regional director', 'VP sales', 'CRO'][level + 1] AS title,
       CASE WHEN level = 0 THEN 'account-executive' ELSE 'manager' END AS role,
       CASE WHEN manager IS NOT NULL THEN {_SEAT.format("manager")} END AS manager_position_id,
       'Region ' || (place % 4 + 1) AS region,
       ['account-executive', 'front-line-manager', 'regional-director', 'vp-sales', NULL][level + 1]
           AS plan_id,
       currency, 8000000 AS target_incentive_minor, DATE '2024-01-01' AS valid_from
FROM seats ORDER BY number
"""
ASSIGNMENTS = f"""
SELECT {_PERSON.format("number")} AS person_id, {_SEAT.format("number")} AS position_id,
       DATE '2024-01-01' AS valid_from
FROM seats ORDER BY number
"""
_PRODUCT_ROWS = ", ".join(
    f"('{product.product_id}', '{product.name}', '{product.category}', {product.list_price_minor}, 'USD')"
    for product in PRODUCTS
)
PRODUCT_ROWS = f"""
SELECT * FROM (VALUES {_PRODUCT_ROWS}) v(product_id, name, category, list_price_minor, currency)
"""
# A seller's quota is 70 % to 130 % of the mean; a leader's is the sum of the seats below at plan rates.
QUOTAS = f"""
WITH RECURSIVE own AS (
    SELECT number, manager,
           monthly_quota() * (700 + bits(low('quota', number), 0, 20) % 601) // 1000 AS dollars
    FROM seats WHERE level = 0
), climbing AS (
    SELECT number AS seat, manager, dollars FROM own
    UNION ALL
    SELECT s.number, s.manager, c.dollars FROM climbing c JOIN seats s ON s.number = c.manager
), totals AS (
    SELECT seat, sum(dollars)::BIGINT AS dollars FROM climbing GROUP BY seat
)
SELECT {_SEAT.format("s.number")} AS position_id,
       CASE WHEN s.level = 0 THEN 'bookings' ELSE 'team' END AS measure,
       t.dollars * s.per_dollar // (CASE WHEN s.exponent = 0 THEN 10000 ELSE 100 END) AS amount_minor,
       s.currency, m.month AS valid_from, (m.month + INTERVAL 1 MONTH)::DATE AS valid_to
FROM totals t JOIN seats s ON s.number = t.seat,
     (SELECT (DATE '2026-01-01' + to_months(range::INTEGER))::DATE AS month FROM range(12)) m
ORDER BY s.number, month
"""
FX_RATES = """
SELECT a.code AS from_currency, b.code AS to_currency, 'plan' AS rate_type,
       DATE '2026-01-01' AS valid_from, (b.per_dollar * 100000000 // a.per_dollar)::BIGINT AS rate
FROM currencies a, currencies b WHERE a.code <> b.code ORDER BY a.number, b.number
"""
# Two 64-bit numbers per transaction, cut into independent fields. The product of two uniform numbers gives
# many small and few large amounts.
_DRAWS = """
SELECT i, bits(l, 0, 16) AS a, bits(l, 16, 16) AS b, bits(l, 32, 20) % 365 AS day, bits(l, 52, 12) AS kind,
       bits(h, 0, 30) % sellers() AS owner, bits(h, 30, 14) AS split, bits(h, 44, 6) AS product,
       bits(h, 50, 14) AS other
FROM (SELECT range AS i, low('tx', range) AS l, high('tx', range) AS h FROM range({start}, {end}))
"""
_ID = "'T' || lpad(i::VARCHAR, 10, '0')"
_LIST = "', '".join(product.product_id for product in PRODUCTS)
# The currency is that of the owner's team, found without a join so that rows keep their order without a sort.
_CODES = str([code for code, *_ in CURRENCIES])
_FACTORS = str([per_dollar for _, _, per_dollar, _ in CURRENCIES])
_DIVISORS = str([10 ** (4 - places) for *_, places in CURRENCIES])
TRANSACTIONS = f"""
SELECT {_ID} AS transaction_id,
       CASE WHEN kind < 123 THEN 'cancellation' ELSE 'booking' END AS kind,
       DATE '2026-01-01' + day::INTEGER AS occurred_on,
       ['{_LIST}'][product % {len(PRODUCTS)} + 1] AS product_id,
       CASE WHEN kind % 5 = 0 THEN 'renewal' WHEN kind % 5 = 1 THEN 'expansion' ELSE 'new' END AS deal_type,
       (CASE WHEN kind < 123 THEN -1 ELSE 1 END)
           * ((20000 + a * b // 400) * {_FACTORS}[team_currency] // {_DIVISORS}[team_currency])
           AS amount_minor,
       {_CODES}[team_currency] AS currency, 10000 * (1 + b % 20) AS quantity
FROM (SELECT *, owner // span() % {len(CURRENCIES)} + 1 AS team_currency FROM ({_DRAWS}))
"""
# Of 16,384 transactions 70 % have one owner, 24 % two, 6 % an overlay on top: 1.3 splits on average.
_FIRST_SHARE = "50000000 + (other % 40) * 1000000 + 333333"
_OWNER = _PERSON.format("owner")
SPLITS = f"""
SELECT {_ID} AS transaction_id, one.person_id, one.split_role, one.share
FROM (
    SELECT i, unnest(CASE
        WHEN split < 3932 THEN
            [{{'person_id': {_OWNER}, 'split_role': 'owner', 'share': {_FIRST_SHARE}}},
             {{'person_id': {_PEER}, 'split_role': 'owner', 'share': 100000000 - ({_FIRST_SHARE})}}]
        WHEN split < 4915 THEN
            [{{'person_id': {_OWNER}, 'split_role': 'owner', 'share': 100000000}},
             {{'person_id': {_PEER}, 'split_role': 'overlay', 'share': 100000000}}]
        ELSE [{{'person_id': {_OWNER}, 'split_role': 'owner', 'share': 100000000}}] END) AS one
    FROM ({_DRAWS})
)
"""
