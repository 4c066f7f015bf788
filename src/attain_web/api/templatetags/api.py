"""Template tags that lead from pages into the API."""

from __future__ import annotations

from typing import Any

from django import template

from attain_web.api.links import address_of, curl_of

register = template.Library()


@register.simple_tag
def api_address(operation: str, *arguments: Any) -> str:
    """The address of an object in the API."""
    return address_of(operation, *arguments)


@register.simple_tag(takes_context=True)
def api_call(context: template.Context, operation: str, *arguments: Any) -> str:
    """The request for an object as a line for a terminal."""
    request = context["request"]
    return curl_of(operation, *arguments, origin=f"{request.scheme}://{request.get_host()}")
