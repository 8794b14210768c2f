"""The doctor says of each thing in a sentence whether it is well, and what to do."""

import json
from collections import namedtuple
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.audit.changes import beat, claim, fail, record
from goldenthread.audit.models import Event, Outbox, RunningWorker
from goldenthread.audit.rules import SYSTEM, letter
from goldenthread.cli import main
from goldenthread.cli.doctor import CHECKS, looked
from goldenthread.cli.looking import machine, people, service
from tests.audit.post import post_office
from tests.trail import unguarded

pytestmark = pytest.mark.django_db
KEY = "".join(chr(33 + n) for n in range(60))


def states(check) -> list[str]:
    return [finding.state for finding in looked(check)]


@pytest.fixture
def well(settings, tmp_path):
    """Set an installation up as it should be."""
    settings.SECRET_KEY, settings.AUDIT_KEY = KEY, KEY[::-1]
    settings.MAIL_FOLDER, settings.ALLOWED_HOSTS = tmp_path / "mail", ["localhost"]
    settings.SECOND_STEP = "administrators"
    record(by=SYSTEM, verb="v", subject="s", ref=1)
    beat(name="here:1")


def test_all_is_well(well, capsys):
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert " 0 wrong" in said
    assert "WRONG" not in said


def test_what_is_wrong_is_told_with_what_to_do(well, settings, capsys):
    settings.DEBUG = True
    assert main(["doctor"]) == 2
    assert "WRONG  debug: DEBUG is on.\n       to do: Unset DEBUG" in capsys.readouterr().out
    assert main(["doctor", "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert told["wrong"] == 1
    assert {"name": "keys", "state": "good", "words": "SECRET_KEY is long.", "todo": ""} in told[
        "checks"
    ]


@pytest.mark.parametrize("key", ["short", "a" * 80])
def test_a_key_that_can_be_guessed(settings, key):
    settings.SECRET_KEY, settings.AUDIT_KEY = key, KEY
    assert states(service.secrets) == ["wrong", "good"]


@pytest.mark.parametrize(
    ("hosts", "https", "expected"),
    [
        (["localhost"], False, ["good", "good", "good"]),
        (["send.example"], False, ["good", "good", "wrong"]),
        (["send.example"], True, ["good", "good", "good"]),
        (["*"], True, ["good", "wrong", "good"]),
    ],
)
def test_how_it_stands_on_a_network(settings, hosts, https, expected):
    settings.ALLOWED_HOSTS, settings.BEHIND_HTTPS = hosts, https
    assert states(service.on_a_network) == expected


def test_a_mail_server_that_is_away(settings):
    settings.MAIL_FOLDER, settings.EMAIL_HOST, settings.EMAIL_PORT = None, "127.0.0.1", 1
    assert states(service.mail) == ["wrong"]


def test_letters_that_would_go_in_the_clear(settings, monkeypatch):
    with post_office() as (_, port):
        settings.MAIL_FOLDER, settings.EMAIL_HOST, settings.EMAIL_PORT = None, "127.0.0.1", port
        assert states(service.mail) == ["good"]
        monkeypatch.setattr(service, "HERE", set())
        (finding,) = looked(service.mail)
    assert (finding.state, "in the clear" in finding.words) == ("look", True)


def test_administrators_without_a_second_step_are_counted_and_not_named(settings):
    settings.SECOND_STEP = "nobody"
    assert states(people.second_step) == ["look"]
    settings.SECOND_STEP = "administrators"
    assert states(people.second_step) == ["good"]
    ann = add_user(by=SYSTEM, email="ann@example.org", name="Ann Example", password=None)
    area = add_area(by=SYSTEM, slug="anyshire", name="Anyshire")
    starts = timezone.localdate()
    give_role(by=SYSTEM, user=ann, area=area, role=Role.ADMINISTRATOR, starts=starts)
    (finding,) = looked(people.second_step)
    assert (finding.state, finding.words[:17]) == ("look", "1 of those of who")
    assert "ann" not in f"{finding.words}{finding.todo}".lower()
    ann.authenticator_set.create(type=Authenticator.Type.TOTP, data={})
    assert states(people.second_step) == ["good"]


@pytest.mark.parametrize(
    ("minutes", "hours", "state"),
    [(30, 12, "good"), (60, 24, "good"), (61, 12, "look"), (30, 25, "look")],
)
def test_sign_ins_that_last_too_long(settings, minutes, hours, state):
    settings.SESSION_IDLE, settings.SESSION_COOKIE_AGE = minutes * 60, hours * 3600
    assert states(people.sessions) == [state]


def test_a_worker_that_is_silent():
    assert states(service.worker) == ["wrong"]
    beat(name="here:1")
    assert states(service.worker) == ["good"]
    RunningWorker.objects.update(beat_at=timezone.now() - timedelta(minutes=5))
    (finding,) = looked(service.worker)
    assert (finding.state, finding.words) == ("wrong", "None was heard of for 5 minutes.")


def test_work_that_is_late_or_given_up():
    follow = [letter(to="a@example.org", subject="", text="")]
    rows = [record(by=SYSTEM, verb="v", subject="s", ref=n, follow=follow) for n in range(2)]
    assert states(service.work) == ["good"]
    fail(work=claim(pk=rows[0].outbox.get().pk), words="never", hopeless=True)
    Outbox.objects.filter(event=rows[1]).update(not_before=timezone.now() - timedelta(hours=1))
    assert states(service.work) == ["wrong", "wrong"]


def test_a_trail_that_somebody_changed():
    record(by=SYSTEM, verb="v", subject="s", ref=1)
    assert states(service.trail) == ["good"]
    with unguarded():
        Event.objects.update(note="changed")
    assert states(service.trail) == ["wrong"]


def test_a_full_disk(monkeypatch):
    Usage = namedtuple("Usage", "free")
    for free, state in ((10**7, "wrong"), (5 * 10**8, "look"), (10**10, "good")):
        monkeypatch.setattr(machine.shutil, "disk_usage", lambda path, free=free: Usage(free))
        assert states(machine.disk_space) == [state]


def test_a_key_that_everybody_can_read(settings, tmp_path):
    settings.GOLDENTHREAD_HOME = tmp_path
    (tmp_path / "secret-key").write_text("x")
    (tmp_path / "secret-key").chmod(0o644)
    assert "look" in states(machine.folders)


def test_a_clock_that_is_behind(monkeypatch):
    assert states(machine.clock) == ["good"]
    future = namedtuple("Stat", "st_mtime")(4_000_000_000)
    monkeypatch.setattr(machine.Path, "stat", lambda self: future)
    assert states(machine.clock) == ["wrong"]


def test_front_end_files_that_are_missing(monkeypatch):
    assert states(machine.front_end) == ["good"]
    monkeypatch.setattr("django.contrib.staticfiles.finders.find", lambda name: None)
    assert states(machine.front_end) == ["wrong"]


def test_printing_without_pango(monkeypatch):
    monkeypatch.setattr(machine.ctypes.util, "find_library", lambda name: None)
    assert states(machine.printing) == ["look"]


def test_a_check_that_cannot_be_made_is_wrong_and_stops_no_other(monkeypatch):
    def breaks():
        raise OSError("no")
        yield

    (finding,) = looked(breaks)
    assert (finding.state, "OSError: no" in finding.words) == ("wrong", True)
    assert len(CHECKS) == 15
