"""Signing in and out."""

from __future__ import annotations

import logging
import re
import time

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from attain_web.core import audit
from attain_web.core.clock import now
from attain_web.identity import throttle
from attain_web.identity.access import public, signed_in
from attain_web.identity.forms import SignInForm
from attain_web.identity.middleware import SIGNED_IN_AT
from attain_web.identity.models import Session, User
from attain_web.identity.session_store import DEVICE_KEY

logger = logging.getLogger("attain_web.identity")
WRONG = "The e-mail address or the password is not right."
TOO_MANY = f"There were too many attempts. Wait {throttle.WINDOW_MINUTES} minutes, then try again."
_BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "CrOS", "Linux")
_NAMES = {"Edg": "Edge", "OPR": "Opera", "Mac OS X": "macOS", "CrOS": "ChromeOS"}


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form of address and password; leads on to where the person was going."""
    target = _target(request)
    if request.user.is_authenticated:
        return redirect(target)
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = _try(request, form)
        if status == 302:
            return redirect(target)
    return render(request, "identity/sign_in.html", {"form": form, "next": target}, status=status)


@signed_in
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    return redirect("identity:sign_in")


def _try(request: HttpRequest, form: SignInForm) -> int:
    """Sign in with what was typed: 302 when it was right, else the status of the form with the reason in
    it.
    """
    if not form.is_valid():
        return 422
    email, address = form.cleaned_data["email"], throttle.address_of(request)
    if not throttle.begin_attempt(email, address):
        form.add_error(None, TOO_MANY)
        logger.warning("sign-in refused", extra={"event": "sign-in-throttled"})
        return 429
    user = authenticate(request, username=email, password=form.cleaned_data["password"])
    if not isinstance(user, User):
        form.add_error(None, WRONG)
        logger.info("sign-in failed", extra={"event": "sign-in-failed"})
        return 422
    throttle.forget_attempts(email, address)
    Session.objects.filter(expire_date__lt=now()).delete()
    login(request, user)
    request.session[SIGNED_IN_AT] = int(time.time())
    request.session[DEVICE_KEY] = device_of(request.headers.get("User-Agent", ""))
    audit.record(user, "sign in", user)
    return 302


def device_of(agent: str) -> str:
    """``Firefox on Linux``: enough to recognise one's own browser."""
    browser = next((name for name in _BROWSERS if re.search(rf"\b{name}/", agent)), "A program")
    system = next((name for name in _SYSTEMS if name in agent), "")
    words = f"{_NAMES.get(browser, browser)} on {_NAMES.get(system, system)}" if system else browser
    return words


def _target(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return resolve_url(settings.LOGIN_REDIRECT_URL)
