"""The own account: name, colours, password, tokens, sessions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from attain_web.core.clock import now
from attain_web.identity import services
from attain_web.identity.access import signed_in
from attain_web.identity.directory import person_names
from attain_web.identity.forms import PasswordForm, ProfileForm, TokenForm
from attain_web.identity.models import ApiToken, Session, User
from attain_web.identity.roles import CAPABILITIES
from attain_web.ui.toasts import add_toast


def own(request: HttpRequest) -> User:
    """The user who is asking; only for views that need signing in."""
    assert isinstance(request.user, User)
    return request.user


@signed_in
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Who I am, what I may do, my tokens and where I am signed in."""
    user = own(request)
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=user.pk))
    if request.method == "POST" and form.is_valid():
        form.save()
        add_toast(request, "Your profile is saved.")
        return redirect("identity:profile")
    return _profile(request, form=form, status=422 if form.errors else 200)


@signed_in
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change the own password."""
    user = own(request)
    form = PasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.change_password(user, form.cleaned_data["new"], keep_session=request.session.session_key)
        update_session_auth_hash(request, user)
        add_toast(request, "Your password is changed. Other browsers are signed out.")
        return redirect("identity:profile")
    return render(
        request, "identity/password.html", {"form": form, "forced": user.must_change_password},
        status=422 if form.errors else 200,
    )  # fmt: skip


@signed_in
@never_cache
@require_POST
def token_new(request: HttpRequest) -> HttpResponse:
    """Create a token and show it, this once; the page is the answer, for a redirect would have to keep it."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _profile(request, token_form=form, status=422)
    days = form.cleaned_data["days"]
    token, secret = services.create_token(
        own(request),
        name=form.cleaned_data["name"],
        scope=form.cleaned_data["scope"],
        expires_at=now() + timedelta(days=int(days)) if days else None,
    )
    return render(request, "identity/token.html", {"token": token, "secret": secret})


@signed_in
@require_POST
def token_revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Revoke an own token."""
    token = ApiToken.objects.filter(user=own(request), pk=token_id).first()
    if token is None:
        raise Http404
    services.revoke_token(own(request), token)
    add_toast(request, f"The token “{token.name}” no longer works.")
    return redirect("identity:profile")


@signed_in
@require_POST
def session_end(request: HttpRequest, number: int) -> HttpResponse:
    """End an own session, named by its place in time so that keys never leave the server."""
    found = next((row for row in _sessions(own(request)) if row.number == number), None)
    if found is None:
        raise Http404
    services.end_session(own(request), found)
    add_toast(request, f"{found.device or 'That browser'} is signed out.")
    return redirect("identity:profile")


def _sessions(user: User) -> list[Any]:
    rows: list[Any] = list(Session.objects.filter(user=user, expire_date__gt=now()))
    for row in rows:
        row.number = int(row.created_at.timestamp() * 1_000_000)
    return rows


def _profile(request: HttpRequest, *, status: int = 200, **forms: Any) -> HttpResponse:
    user = own(request)
    sessions = _sessions(user)
    for row in sessions:
        row.is_this = row.session_key == request.session.session_key
    context = {
        "form": forms.get("form") or ProfileForm(instance=user),
        "token_form": forms.get("token_form") or TokenForm(),
        "tokens": user.tokens.all(),
        "sessions": sessions,
        "person_name": person_names().get(user.person_id or "", ""),
        "abilities": [words for name, words in CAPABILITIES.items() if name in user.capabilities],
    }
    return render(request, "identity/profile.html", context, status=status)
