"""Mappings that the tests of imports use."""

from __future__ import annotations

SALES = """
mapping: sales
targets:
  - table: transactions
    columns:
      transaction_id: Order
      kind: {value: booking}
      occurred_on: {from: Day, date_format: "%Y-%m-%d"}
      account_id: Account
      amount_minor: Amount
      currency: {value: USD}
  - table: splits
    columns:
      transaction_id: Order
      person_id: Rep
      split_role: {value: owner}
      share: {value: 100%}
"""
HEADER = "Order,Day,Account,Amount,Rep\n"
ROWS = HEADER + "A,2026-01-05,acme,100.50,alice\nB,2026-02-05,acme,200,bob\nC,2026-02-06,zeta,1e9999999,bob\n"

ACCOUNTS = """
mapping: accounts
target: accounts
columns: {account_id: Id, name: Name, employees: Staff}
"""
