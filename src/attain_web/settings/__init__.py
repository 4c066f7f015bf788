"""Settings of the product: ``base`` and what development, production and tests change about it."""
