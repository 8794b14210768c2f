"""Mail by a real SMTP server on this machine: one letter each, under a Message-ID of its own."""

import email
import smtplib
from collections.abc import Iterator
from email import policy

import pytest

from goldenthread.audit.changes import record
from goldenthread.audit.models import Outbox
from goldenthread.audit.rules import SYSTEM, Work, letter
from goldenthread.audit.tasks import carry_out
from tests.audit.post import Post, post_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(settings) -> Iterator[Post]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAIL_FOLDER = None
    settings.DEFAULT_FROM_EMAIL = "Golden Thread <thread@council.example>"
    with post_office() as (kept, port):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield kept


def a_letter(to: str = "lead@example.org", subject: str = "Your actions £", text: str = "Línk\n"):
    follow = [letter(to=to, subject=subject, text=text)]
    return record(by=SYSTEM, verb="v", subject="s", ref=1, follow=follow).outbox.get()


def test_a_letter_arrives_once_as_it_was_written(post):
    row = a_letter()
    assert [carry_out(row.pk), carry_out(row.pk)] == ["done", "left"]
    (mail,) = post.received
    assert mail["To"] == "lead@example.org"
    assert mail["Subject"] == "Your actions £"
    assert mail["From"] == "Golden Thread <thread@council.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == f"<outbox-{row.pk}.{row.key}@council.example>"
    assert mail.get_content().strip() == "Línk"


def test_its_text_is_forgotten_once_it_is_sent(post):
    row = a_letter(text="a link that signs somebody in")
    carry_out(row.pk)
    assert Outbox.objects.get().payload == {"to": "lead@example.org", "subject": "Your actions £"}


def test_a_letter_sent_again_has_the_same_message_id(post):
    row = a_letter()
    carry_out(row.pk)
    Outbox.objects.update(state=Work.WAITING)
    assert carry_out(row.pk) == "done"
    assert len({mail["Message-ID"] for mail in post.received}) == 1
    assert len(post.received) == 2


@pytest.mark.parametrize(
    ("to", "went", "state"),
    [
        ("unknown@example.org", "given up", Work.EXHAUSTED),
        ("busy@example.org", "failed", Work.WAITING),
    ],
)
def test_a_refusal_for_good_is_final_and_one_for_now_is_not(post, to, went, state):
    row = a_letter(to=to)
    assert carry_out(row.pk) == went
    assert Outbox.objects.get().state == state
    assert post.received == []


def test_a_server_that_is_away_is_tried_again(post, settings):
    settings.EMAIL_PORT = 1
    assert carry_out(a_letter().pk) == "failed"
    assert "refused" in Outbox.objects.get().last_error


def test_a_letter_with_a_line_break_in_its_subject_is_never_sent(post):
    row = a_letter(subject="Hello\nBcc: everybody@example.org")
    assert carry_out(row.pk) == "given up"
    assert post.received == []


def test_without_a_server_a_letter_is_kept_as_one_private_file(settings, tmp_path):
    settings.MAIL_FOLDER = tmp_path / "mail"
    row = a_letter()
    carry_out(row.pk)
    Outbox.objects.update(
        state=Work.WAITING, payload={"to": "b@example.org", "subject": "", "text": ""}
    )
    carry_out(row.pk)
    (file,) = settings.MAIL_FOLDER.iterdir()
    assert file.stat().st_mode & 0o077 == 0
    kept = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    assert kept["To"] == "b@example.org"


def test_the_server_here_speaks_smtp(post, settings):
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as client:
        assert client.noop()[0] == 250
