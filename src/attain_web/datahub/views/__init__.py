"""Pages of imports and data."""
