"""Everyone signs in before anything is shown, and a session ends when it is old."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

OWN_SIGN_IN = ("/api/v1/",)  # answers 401 by itself, as programs need it
SIGNED_IN_AT = "signed_in_at"
REFRESHED_AT = "refreshed_at"
REFRESH_SECONDS = 300
WITH_OLD_PASSWORD = ("identity:password", "identity:sign_out")


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Sends people who have not signed in to the sign-in page, unless the view is declared ``@public``."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Let the API answer for itself."""
        if request.path.startswith(OWN_SIGN_IN):
            return None
        answer: HttpResponseBase | None = super().process_view(request, view_func, view_args, view_kwargs)
        if answer is not None and request.headers.get("HX-Request"):
            whole_page = HttpResponse(status=204)
            whole_page.headers["HX-Redirect"] = "/"
            return whole_page
        return answer


class FreshSessionMiddleware:
    """Ends a session a week after signing in, and moves its idle limit forward while it is used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key and request.user.is_authenticated:
            moment = int(time.time())
            if moment - request.session.get(SIGNED_IN_AT, moment) > settings.SESSION_LIMIT_SECONDS:
                logout(request)
            elif moment - request.session.get(REFRESHED_AT, 0) > REFRESH_SECONDS:
                request.session[REFRESHED_AT] = moment
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Someone with a password that another person chose changes it before anything else."""
        if not request.user.is_authenticated or not request.user.must_change_password:
            return None
        match = request.resolver_match
        is_open = not getattr(view_func, "login_required", True) or request.path.startswith(OWN_SIGN_IN)
        if is_open or (match is not None and match.view_name in WITH_OLD_PASSWORD):
            return None
        return redirect("identity:password")
