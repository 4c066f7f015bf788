"""Addresses of signing in, the own account, and user administration."""

from __future__ import annotations

from django.urls import path

from attain_web.identity.views import account, entrance, users

app_name = "identity"
urlpatterns = [
    path("sign-in/", entrance.sign_in, name="sign_in"),
    path("sign-out/", entrance.sign_out, name="sign_out"),
    path("profile/", account.profile, name="profile"),
    path("profile/password/", account.password, name="password"),
    path("profile/tokens/", account.token_new, name="token_new"),
    path("profile/tokens/<int:token_id>/revoke/", account.token_revoke, name="token_revoke"),
    path("profile/sessions/<int:number>/end/", account.session_end, name="session_end"),
    path("users/", users.user_list, name="users"),
    path("users/new/", users.user_new, name="user_new"),
    path("users/<int:user_id>/", users.user_detail, name="user"),
    path("users/<int:user_id>/reset/", users.user_reset, name="user_reset"),
]
