"""Who may do what: the front door for views, services and selectors of all apps above.

@requires("people.read")     any of the named capabilities
@signed_in                   everyone, shown their own
@public                      without signing in
capabilities(user)           what a user may do
"""

from __future__ import annotations

from attain_web.core.access import Access, access_of, capabilities, public, requires, signed_in
from attain_web.identity.roles import CAPABILITIES, ROLE_CAPABILITIES, Role

__all__ = [
    "CAPABILITIES",
    "ROLE_CAPABILITIES",
    "Access",
    "Role",
    "access_of",
    "capabilities",
    "public",
    "requires",
    "signed_in",
]
