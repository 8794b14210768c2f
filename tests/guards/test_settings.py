"""The settings keep their promises: a database that does not lock, safe cookies, no debug."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from goldenthread.config import dataset
from goldenthread.core.errors import UserError


def settings_say(home: Path, words: str, **environment: str) -> str:
    """Return what an expression is worth under the real settings in a process of its own."""
    script = f"import django; django.setup(); from django.conf import settings as s; print({words})"
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    result = subprocess.run(
        [sys.executable, "-c", script],
        env={
            **kept,
            "GOLDENTHREAD_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings",
            **environment,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.strip()


def test_the_key_is_made_once_and_is_private(tmp_path):
    first = settings_say(tmp_path, "s.SECRET_KEY")
    assert len(first) >= 50
    assert settings_say(tmp_path, "s.SECRET_KEY") == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
    assert settings_say(tmp_path, "s.SECRET_KEY", SECRET_KEY="given") == "given"


def test_sqlite_writes_ahead_and_takes_its_lock_at_once(tmp_path):
    asked = (
        "(lambda c: (c.execute('PRAGMA journal_mode').fetchone()[0], "
        "s.DATABASES['default']['OPTIONS']['transaction_mode']))"
        "(__import__('django.db').db.connection.cursor())"
    )
    assert settings_say(tmp_path, asked) == "('wal', 'IMMEDIATE')"


def test_a_database_address_is_followed(tmp_path):
    said = settings_say(
        tmp_path, "s.DATABASES['default']['ENGINE']", DATABASE_URL="postgresql://x@y/z"
    )
    assert said == "django.db.backends.postgresql"


@pytest.mark.parametrize(
    ("words", "plain", "https"),
    [
        ("s.DEBUG", "False", "False"),
        ("s.SESSION_COOKIE_SECURE", "False", "True"),
        ("s.CSRF_COOKIE_SECURE", "False", "True"),
        ("s.SECURE_SSL_REDIRECT", "False", "True"),
    ],
)
def test_cookies_are_secure_behind_https(tmp_path, words, plain, https):
    assert settings_say(tmp_path, words) == plain
    assert settings_say(tmp_path, words, BEHIND_HTTPS="1") == https


@pytest.mark.parametrize(
    ("address", "mode"),
    [
        ("postgresql://x@elsewhere.example/z", "require"),
        ("postgresql://x@elsewhere.example/z?sslmode=verify-full", "verify-full"),
        ("postgresql://x@elsewhere.example/z?sslmode=disable", "disable"),
        ("postgresql://x@localhost/z", "None"),
        ("postgresql://x@%2Fvar%2Frun%2Fpostgresql/z", "None"),
    ],
)
def test_a_database_on_another_machine_is_spoken_to_by_tls(tmp_path, address, mode):
    asked = "s.DATABASES['default'].get('OPTIONS', {}).get('sslmode')"
    assert settings_say(tmp_path, asked, DATABASE_URL=address) == mode


def test_a_sign_in_lasts_as_long_as_is_said(tmp_path):
    asked = "(s.SESSION_IDLE, s.SESSION_COOKIE_AGE)"
    assert settings_say(tmp_path, asked) == "(1800, 43200)"
    given = {"SESSION_IDLE_MINUTES": "60", "SESSION_HOURS": "8"}
    assert settings_say(tmp_path, asked, **given) == "(3600, 28800)"
    for name, words in (("SESSION_IDLE_MINUTES", "9"), ("SESSION_HOURS", "soon")):
        with pytest.raises(subprocess.CalledProcessError) as refused:
            settings_say(tmp_path, asked, **{name: words})
        assert f"{name} is a whole number" in refused.value.stderr


def test_behind_https_a_cookie_keeps_to_this_host(tmp_path):
    asked = "(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)"
    assert settings_say(tmp_path, asked) == "('goldenthread', 'goldenthread_csrf')"
    names = "('__Host-goldenthread', '__Host-goldenthread_csrf')"
    assert settings_say(tmp_path, asked, BEHIND_HTTPS="1") == names


def test_the_data_set_asks_for_what_it_needs(monkeypatch):
    monkeypatch.setattr(dataset, "NEEDED", ("no_such_package",))
    assert dataset.dataset_on(False) is False
    with pytest.raises(UserError, match=r"no_such_package.*goldenthread\[dataset\]"):
        dataset.dataset_on(True)


def test_the_data_set_is_off_and_has_no_key_unless_asked_for(tmp_path):
    asked = "(s.DATASET, s.DATASET_KEY, 'goldenthread.dataset' in s.INSTALLED_APPS)"
    assert settings_say(tmp_path, asked) == "(False, '', False)"
    assert not (tmp_path / "dataset-key").exists()
    on = settings_say(tmp_path, "(s.DATASET, len(s.DATASET_KEY) > 40)", DATASET="on")
    assert on == "(True, True)"
    assert (tmp_path / "dataset-key").stat().st_mode & 0o077 == 0
