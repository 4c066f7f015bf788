"""Pages of statements, pay periods and the ledger."""
