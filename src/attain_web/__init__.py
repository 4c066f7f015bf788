"""Attain as a product: pages, REST API, permissions, workflow and jobs over the ``attain`` library."""
