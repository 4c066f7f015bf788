from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from attain_web.settings import environment


def test_a_key_is_made_once_and_is_nobody_elses_to_read(tmp_path, monkeypatch):
    monkeypatch.delenv("ATTAIN_SECRET_KEY", raising=False)
    key = environment.secret_key(tmp_path)
    assert environment.secret_key(tmp_path) == key
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_short_key_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("ATTAIN_SECRET_KEY", "secret")
    with pytest.raises(ImproperlyConfigured, match="too short"):
        environment.secret_key(tmp_path)


def test_without_an_address_the_database_is_a_file_with_waiting_writers(tmp_path, monkeypatch):
    monkeypatch.delenv("ATTAIN_DATABASE_URL", raising=False)
    database = environment.database(tmp_path)
    assert database["NAME"] == str(tmp_path / "attain.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_postgresql_address_is_taken_apart(tmp_path, monkeypatch):
    monkeypatch.setenv("ATTAIN_DATABASE_URL", "postgresql://me:p%40ss@db:5433/attain?sslmode=require")
    database = environment.database(tmp_path)
    named = [database[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert named == ["me", "p@ss", "db", "5433", "attain"]
    assert database["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    ("name", "value", "read", "hint"),
    [
        ("ATTAIN_DATABASE_URL", "mysql://x/y", lambda: environment.database(None), "postgresql://"),
        ("ATTAIN_DEBUG", "maybe", lambda: environment.is_on("ATTAIN_DEBUG"), "Write 1 or 0"),
        ("ATTAIN_URL", "attain.example.com", environment.public_address, "https://"),
    ],
)
def test_what_cannot_be_meant_is_an_error_with_the_right_form(monkeypatch, name, value, read, hint):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=hint):
        read()


def test_the_public_name_and_loopback_are_allowed_hosts(monkeypatch):
    monkeypatch.setenv("ATTAIN_URL", "https://pay.example.com:8443")
    monkeypatch.setenv("ATTAIN_ALLOWED_HOSTS", "other.example.com, third.example.com")
    hosts = environment.allowed_hosts()
    assert {"pay.example.com", "other.example.com", "third.example.com", "127.0.0.1"} <= set(hosts)
