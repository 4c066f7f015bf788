"""The REST API below ``/api/v1``: the same selectors and services as the pages, for programs."""
