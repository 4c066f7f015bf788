"""What holds everywhere. Values that differ by installation come from the environment (see
``environment``).
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from attain_web.core.logs import logging_settings
from attain_web.settings import environment

HOME = environment.home()
FACTS_FOLDER = HOME / "facts"
SECRET_KEY = environment.secret_key(HOME)
DEBUG = False
ALLOWED_HOSTS = environment.allowed_hosts()
_SCHEME, _NETLOC = environment.public_address()
IS_HTTPS = _SCHEME == "https"
TRUSTS_PROXY = environment.is_on("ATTAIN_TRUST_PROXY")
CSRF_TRUSTED_ORIGINS = [f"{_SCHEME}://{_NETLOC}"] if _NETLOC else []

# Higher apps may import lower ones, never the reverse.
PRODUCT_APPS = [
    "ui",
    "core",
    "identity",
    "people",
    "datahub",
    "incentives",
    "payouts",
    "inquiries",
    "home",
    "api",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    *(f"attain_web.{name}" for name in PRODUCT_APPS),
]

MIDDLEWARE = [
    "attain_web.core.middleware.RequestMiddleware",
    "attain_web.core.middleware.SecurityHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "attain_web.identity.middleware.SignInRequiredMiddleware",
    "attain_web.identity.middleware.FreshSessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "attain_web.core.middleware.CompanyMiddleware",
]

ROOT_URLCONF = "attain_web.urls"
WSGI_APPLICATION = "attain_web.wsgi.application"
ASGI_APPLICATION = "attain_web.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "attain_web.core.context.shell",
            ],
        },
    }
]

DATABASES = {"default": environment.database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---------------------------------------------------------------- people signing in

AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = ["attain_web.identity.backend.PasswordBackend"]
PASSWORD_HASHERS = ["attain_web.identity.hasher.Argon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "identity:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "identity:sign_in"
SESSION_ENGINE = "attain_web.identity.session_store"
SESSION_COOKIE_NAME = "attain_session"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds without a request
SESSION_LIMIT_SECONDS = 7 * 24 * 60 * 60  # since signing in
SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "attain_csrf"
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "attain_web.core.errors.csrf_failed"

# ---------------------------------------------------------------- the browser

SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if TRUSTS_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "attain_web.core.assets.AssetStorage"},
}
SERVESTATIC_MAX_AGE = 60
SERVESTATIC_KEEP_ONLY_HASHED_FILES = False

FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# ---------------------------------------------------------------- language, time, numbers

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("en-gb", "English (UK)"), ("de", "Deutsch"), ("fr", "Français")]
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
USE_TZ = True
TIME_ZONE = "UTC"  # what is stored; pages show the company's time zone

# ---------------------------------------------------------------- jobs and logs

JOB_LEASE_SECONDS = 60
JOB_POLL_SECONDS = 1.0
LOGGING = logging_settings(os.environ.get("ATTAIN_LOG_LEVEL", "INFO").upper())
LOGGING_CONFIG = "logging.config.dictConfig"
PROJECT_ROOT = Path(__file__).resolve().parents[3]
