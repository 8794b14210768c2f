"""The mail server, from one address."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over; an empty host means that there is no server."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    begins_with_tls: bool = False


def mail_server(address: str) -> MailServer:
    """Return the server that `smtp://user:password@host:port` names, or none for "".

    `smtp+tls://` asks the server for TLS once connected, `smtps://` begins with it; signs in a name
    or a password are written as %-codes. Raises ValueError for any other scheme.
    """
    if not address:
        return MailServer()
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(
            "EMAIL_URL is written smtp://host:25, smtp+tls://user:password@host:587 or "
            "smtps://user:password@host:465."
        )
    return MailServer(
        parts.hostname,
        parts.port or PORTS[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        parts.scheme == "smtp+tls",
        parts.scheme == "smtps",
    )
