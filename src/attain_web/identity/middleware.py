"""Everyone signs in before anything is shown, and a session ends when it is old."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase

OWN_SIGN_IN = ("/api/",)  # answers 401 by itself, as programs need it
SIGNED_IN_AT = "signed_in_at"
REFRESHED_AT = "refreshed_at"
REFRESH_SECONDS = 300


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
            redirect = HttpResponse(status=204)
            redirect.headers["HX-Redirect"] = settings.LOGIN_REDIRECT_URL and "/"
            return redirect
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
