"""E-mail: by SMTP, or kept as files where no mail server is set.

The one gap: the server has accepted a mail and the worker is killed before that is committed. The
mail is then sent once more, under the same Message-ID, by which mail systems know it for the same.
"""

import os
import smtplib
from email.message import Message
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import BadHeaderError

from ..changes import finish
from ..rules import Claim
from .hopeless import Hopeless


def message_id(work: Claim) -> str:
    """Return the Message-ID that an outbox row's mail has at every attempt."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<outbox-{work.pk}.{work.key}@{domain}>"


def send_mail(work: Claim) -> None:
    """Hand one mail over, then forget its text, which may hold a link that signs somebody in."""
    to, subject = str(work.payload.get("to", "")), str(work.payload.get("subject", ""))
    mail = EmailMessage(
        subject=subject,
        body=str(work.payload.get("text", "")),
        to=[to],
        headers={"Message-ID": message_id(work), "Auto-Submitted": "auto-generated"},
    )
    try:
        built = mail.message()
        if settings.MAIL_FOLDER:
            _keep(Path(settings.MAIL_FOLDER), work, built)
        else:
            mail.send()
    except BadHeaderError:
        raise Hopeless("The address or the subject has a line break in it.") from None
    except smtplib.SMTPRecipientsRefused as refused:
        raise _judged([code for code, _ in refused.recipients.values()], refused) from None
    except smtplib.SMTPSenderRefused as refused:
        raise _judged([refused.smtp_code], refused) from None
    except smtplib.SMTPDataError as refused:
        raise _judged([refused.smtp_code], refused) from None
    finish(work=work, payload={"to": to, "subject": subject})


def _judged(codes: list[int], refused: smtplib.SMTPException) -> Exception:
    """Return a refusal as hopeless when every code is one of RFC 5321's permanent 5yz."""
    if codes and all(500 <= code < 600 for code in codes):
        return Hopeless(f"The mail server refused it for good: {refused}")
    return refused


def _keep(folder: Path, work: Claim, built: Message) -> None:
    """Write a mail to a file of its own, the same one however often it is tried."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept, part = folder / f"outbox-{work.pk}.{work.key}.eml", folder / f".{work.key}.part"
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(built.as_bytes())
    part.replace(kept)
