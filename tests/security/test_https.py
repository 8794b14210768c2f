"""A real start behind HTTPS: nothing by plain HTTP, no cookie in the clear, no known key."""

import ast
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.house import ROOT, SOURCE, modules, parsed

pytestmark = pytest.mark.slow
# Asks a real start for its sign-in page by HTTP and by HTTPS, and prints what came back.
ASK = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
from django.test.utils import override_settings
plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
with override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}):
    asked = {
        "http": Client().get("/sign-in", headers={"host": "localhost"}),
        "https": Client().get(
            "/sign-in", headers={"host": "localhost", "x-forwarded-proto": "https"}
        ),
        "stranger": Client().get(
            "/sign-in", headers={"host": "evil.example", "x-forwarded-proto": "https"}
        ),
    }
told = {
    name: [
        page.status_code,
        dict(page.headers),
        {key: [bool(c["secure"]), c["samesite"]] for key, c in page.cookies.items()},
    ]
    for name, page in asked.items()
}
print(json.dumps({"answers": told, "key": settings.SECRET_KEY, "debug": settings.DEBUG}))
"""
PRINT_KEY = "from django.conf import settings; print(settings.SECRET_KEY)"
# Preloading a whole domain is for whoever owns the domain, not for one service below it.
LEFT_TO_THE_OWNER = "security.W021"
# What the environment or a private file may say, and the code never does.
SECRET_NAME = re.compile(r"(SECRET|SECRET_KEY|PASSWORD|PASSPHRASE|API_KEY|AUDIT_KEY|PRIVATE_KEY)$")


def started(home: Path, words: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python under the real settings with an environment of its own."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "PYTHONPATH") if key in os.environ}
    own = {"GOLDENTHREAD_HOME": str(home), "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings"}
    given = {**kept, **own, **environment}
    command = [sys.executable, *words]
    return subprocess.run(command, env=given, capture_output=True, text=True, cwd=ROOT)


def asked(home: Path, **environment: str) -> dict:
    """Return what a real start answers to those who ask for its sign-in page."""
    ran = started(home, ["-c", ASK], **environment)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """Return the data folder of an installation with its tables made."""
    folder = tmp_path_factory.mktemp("https")
    (folder / "static").mkdir()
    made = started(folder, ["-m", "django", "migrate", "--verbosity", "0"])
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="module")
def behind_https(home) -> dict:
    return asked(home, BEHIND_HTTPS="1", SECRET_KEY="from-outside" * 6)


def test_plain_http_is_sent_to_https(behind_https):
    status, headers, _ = behind_https["answers"]["http"]
    assert status == 301
    assert headers["Location"] == "https://localhost/sign-in"


def test_browsers_are_told_to_come_by_https_only_for_a_year(behind_https):
    status, headers, _ = behind_https["answers"]["https"]
    assert status == 200
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_every_cookie_goes_by_https_only_and_not_to_other_sites(behind_https):
    _, _, cookies = behind_https["answers"]["https"]
    assert "__Host-goldenthread_csrf" in cookies
    assert all(held == [True, "Lax"] for held in cookies.values())
    assert all(name.startswith("__Host-") for name in cookies)


def test_a_host_that_is_not_ours_is_not_answered(behind_https):
    assert behind_https["answers"]["stranger"][0] == 400


def test_nobody_says_that_plain_http_was_https_unless_a_proxy_is_declared(home):
    told = asked(home)["answers"]["https"]
    assert "Strict-Transport-Security" not in told[1]
    assert all(held == [False, "Lax"] for held in told[2].values())


def test_django_finds_nothing_to_mend_before_going_live(tmp_path):
    words = ["-m", "django", "check", "--deploy"]
    ran = started(tmp_path, words, BEHIND_HTTPS="1")
    found = set(re.findall(r"\b\w+\.[WE]\d{3}", ran.stderr + ran.stdout))
    assert ran.returncode == 0
    assert found <= {LEFT_TO_THE_OWNER}, ran.stderr


def test_the_key_is_the_environments_or_a_private_file_and_never_a_default(behind_https, tmp_path):
    assert behind_https["key"] == "from-outside" * 6
    assert behind_https["debug"] is False
    keys = set()
    for name in ("one", "two"):
        keys.add(started(tmp_path / name, ["-c", PRINT_KEY], BEHIND_HTTPS="1").stdout)
        for file in ("secret-key", "audit-key"):
            held = tmp_path / name / file
            assert stat.S_IMODE(held.stat().st_mode) == 0o600
            assert len(held.read_text(encoding="utf-8")) >= 50
    assert len(keys) == 2


def secrets_in(tree: ast.AST) -> list[str]:
    """Return the names of secrets that code gives a value of its own."""
    return [
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and node.value.value and SECRET_NAME.search(target.id)
    ]


def test_no_secret_is_written_in_the_code():
    found = [
        f"{path.relative_to(SOURCE)}: {n}" for path in modules() for n in secrets_in(parsed(path))
    ]
    assert found == []
    assert secrets_in(ast.parse("SECRET_KEY = 'x'\nA, API_KEY = 1, 'y'\nDB_PASSWORD = 'z'")) == [
        "SECRET_KEY",
        "DB_PASSWORD",
    ]
