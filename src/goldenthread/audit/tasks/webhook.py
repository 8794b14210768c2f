"""Words to other programs: signed as Standard Webhooks has it, and never to an inside address."""

import base64
import hashlib
import hmac
import http.client
import ipaddress
import json
import socket
import ssl
import time
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac

from ..models import WebhookSubscription
from ..queries import active_webhook
from ..rules import Claim
from .hopeless import Hopeless

SECONDS = 10
GONE = 410
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def secret_of(subscription: WebhookSubscription) -> bytes:
    """Return the 32 bytes a subscription's words are signed with.

    They are made from its key and SECRET_KEY, so that they stand in no table and no backup.
    """
    return salted_hmac("goldenthread.webhook", subscription.key, algorithm="sha256").digest()


def secret_shown(subscription: WebhookSubscription) -> str:
    """Return the secret as the receiver keeps it: `whsec_` and base64."""
    return f"whsec_{base64.b64encode(secret_of(subscription)).decode()}"


def signature(secret: bytes, name: str, moment: int, body: bytes) -> str:
    """Return the value of `webhook-signature` (standardwebhooks.com, symmetric, version 1)."""
    signed = hmac.new(secret, f"{name}.{moment}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode()}"


def send_webhook(work: Claim) -> None:
    """Send one word; anything but a 2xx answer is tried again, 410 Gone and a stop are final."""
    subscription = active_webhook(int(work.payload["subscription"]))
    if subscription is None:
        raise Hopeless("The subscription was stopped.")
    body = json.dumps(work.payload["body"], sort_keys=True).encode()
    name, moment = f"msg_{work.key}", int(time.time())
    status = _post(
        subscription.url,
        body,
        {
            "content-type": "application/json",
            "user-agent": "goldenthread",
            "webhook-id": name,
            "webhook-timestamp": str(moment),
            "webhook-signature": signature(secret_of(subscription), name, moment, body),
        },
    )
    if status == GONE:
        raise Hopeless("The address answered 410: it wants no more.")
    if not 200 <= status < 300:
        raise OSError(f"The address answered {status}.")


def _post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Send a POST and return the status; redirects are not followed, the answer is not read."""
    parts = urlsplit(url)
    connection = _connection(parts)
    where = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    try:
        connection.request("POST", where, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def _connection(parts: SplitResult) -> http.client.HTTPConnection:
    """Return a connection to an address that was looked at, whatever its name means a moment later.

    The socket is made here, to the number that was checked; the name serves for Host and for TLS.
    """
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    if not secure and not settings.WEBHOOKS_INSIDE:
        raise Hopeless("The address is not https.")
    raw = socket.create_connection((outside(host, port), port), timeout=SECONDS)
    if secure:
        try:
            connection.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
        except OSError:
            raw.close()
            raise
        connection.default_port = 443
    else:
        connection.sock = raw
    return connection


def outside(host: str, port: int) -> str:
    """Return a public number of a host; Hopeless when any of its numbers is an inside one."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = [str(each[4][0]) for each in found]
    if not settings.WEBHOOKS_INSIDE and not all(map(is_outside, numbers)):
        raise Hopeless("The address leads to a machine inside this network.")
    return numbers[0]


def is_outside(number: str) -> bool:
    """Say whether an IP number, and any IPv4 number wrapped in it, is a public one."""
    address = ipaddress.ip_address(number.partition("%")[0])
    wrapped: list[ipaddress.IPv4Address | ipaddress.IPv6Address | None] = []
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in NAT64:
            wrapped.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    looked_at = [each for each in wrapped if each is not None] or [address]
    return all(each.is_global and not each.is_multicast for each in looked_at)
