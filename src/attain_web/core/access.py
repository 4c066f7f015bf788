"""Who may call a view: every view declares it with exactly one of ``@public``, ``@signed_in``, ``@requires``.

A declaration is data on the view (``access_of``), so that a test can go through all addresses and find a view
without one. What a user may do is asked of the user (``capabilities``); roles are the identity app's subject.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., Any])


class Principal(Protocol):
    """A user as far as access is concerned; an anonymous one has no capabilities."""

    @property
    def is_authenticated(self) -> bool: ...

    @property
    def capabilities(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Access:
    """The declaration of a view: ``public``, ``signed-in``, or any one of ``capabilities``."""

    kind: str
    capabilities: tuple[str, ...] = ()

    def allows(self, user: Any) -> bool:
        """Whether this user may call the view at all; which objects it shows is up to its selectors."""
        if self.kind == "public":
            return True
        if not user.is_authenticated:
            return False
        return self.kind == "signed-in" or bool(capabilities(user).intersection(self.capabilities))


def capabilities(user: Any) -> frozenset[str]:
    """What the user may do; nothing for someone who has not signed in."""
    return cast("frozenset[str]", getattr(user, "capabilities", frozenset()))


def access_of(view: Callable[..., Any]) -> Access | None:
    """How a view is declared; None when it is not."""
    return cast("Access | None", getattr(view, "access", None))


def public(view: View) -> View:
    """Anyone may call the view, signed in or not."""
    return _declare(view, Access("public"))


def signed_in(view: View) -> View:
    """Everyone who has signed in may call the view; it shows them their own."""
    return _declare(view, Access("signed-in"))


def requires(*names: str) -> Callable[[View], View]:
    """Those may call the view who have any of the named capabilities; others get 403."""

    def decorate(view: View) -> View:
        return _declare(view, Access("requires", names))

    return decorate


def _declare(view: View, access: Access) -> View:
    if access_of(view) is not None:
        raise TypeError(f"{view.__name__} declares its access twice")

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not access.allows(request.user):
            raise PermissionDenied("This page is for other roles than yours.")
        return view(request, *args, **kwargs)

    guarded.access = access  # type: ignore[attr-defined]
    # SignInRequiredMiddleware sends people who have not signed in to the sign-in page, except for public
    # views.
    guarded.login_required = access.kind != "public"  # type: ignore[attr-defined]
    return cast("View", guarded)
