"""From an object on a page to its address in the API: “copy as API call”.

In a template: ``{% load api %} {% api_call "read_statement" person_id period %}``.
"""

from __future__ import annotations

from django.urls import reverse


def address_of(operation: str, *arguments: object) -> str:
    """The address of an operation that reads: ``/api/v1/people/E-1004``. Operations are named in the
    reference.
    """
    return reverse(f"api:{operation}", args=[str(argument) for argument in arguments])


def curl_of(operation: str, *arguments: object, origin: str = "") -> str:
    """The request as a line for a terminal; ``origin`` is ``https://attain.example.com``."""
    return f'curl -H "Authorization: Bearer $ATTAIN_TOKEN" "{origin}{address_of(operation, *arguments)}"'
