"""The style guide alone, without sign-in: what the tests of the design system look at."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("attain_web.ui.urls"))]

SETTINGS = {
    "ROOT_URLCONF": __name__,
    "DEBUG": False,
    "ALLOWED_HOSTS": ["127.0.0.1", "testserver"],
    "MIDDLEWARE": [
        "csp.middleware.CSPMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django_htmx.middleware.HtmxMiddleware",
    ],
    "MESSAGE_STORAGE": "django.contrib.messages.storage.cookie.CookieStorage",
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
}
