"""How django-allauth behaves here: by invitation only, its words ours, its letters ours."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from ..changes import (
    accept_by_address,
    address_digest,
    note_locked,
    note_watched,
    write_letter,
)
from ..queries import user_with_email

WRONG = "The e-mail address or the password is not right. Nobody was signed in."
LOCKED = (
    "Too many wrong tries. Nobody was signed in. Wait 15 minutes and try again, or choose a new "
    "password with “Forgotten your password?”."
)
NOT_THE_CODE = "That code is not right, or no longer. Enter the one that the app shows now."

# The letters that may be sent about somebody's sign-in: subject, and what it says.
LETTERS = {
    "account/email/password_reset_key": (
        "Choose a new password",
        "Somebody, probably you, asked for a new password for Golden Thread. Open this link to "
        "choose one:\n\n{password_reset_url}\n\nIf it was not you, you need do nothing.",
    ),
    "account/email/password_changed": ("Your password was changed", ""),
    "account/email/password_set": ("A password was set for you", ""),
    "account/email/password_reset": ("Your password was changed by a link in a letter", ""),
    "mfa/email/totp_activated": ("An authenticator app was added to your sign-in", ""),
    "mfa/email/totp_deactivated": ("The authenticator app was taken off your sign-in", ""),
    "mfa/email/webauthn_added": ("A passkey was added to your sign-in", ""),
    "mfa/email/webauthn_removed": ("A passkey was taken off your sign-in", ""),
    "mfa/email/recovery_codes_generated": ("New recovery codes were made for you", ""),
    "socialaccount/email/account_connected": ("Another way to sign in was added", ""),
    "socialaccount/email/account_disconnected": ("A way to sign in was taken off", ""),
}
IF_NOT_YOU = (
    "{subject}, on {timestamp:%d %B %Y at %H:%M} (universal time), from {ip}.\n\n"
    "If it was not you, choose a new password at once and tell your administrator."
)


class SignIn(DefaultAccountAdapter):
    """Signing in and out: nobody signs up, and letters go by way of the outbox."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": LOCKED,
        "rate_limited": LOCKED,
        "incorrect_password": "That password is not right. Nothing was changed.",
        "enter_current_password": "That is not your present password. Nothing was changed.",
        "incorrect_code": NOT_THE_CODE,
        "invalid_password_reset": "This link is not good, or no longer. Nothing was changed.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say that nobody signs up."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse an address that is locked, and keep a watch on it."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note_locked(request=request, email=credentials.get("email", ""))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note a wrong password, and never what it was or for whom in clear."""
        address = address_digest(credentials.get("email", ""))
        note_watched(event="wrong_password", request=request, address=address)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of our letters; a kind that we have no words for is a fault of ours."""
        subject, text = LETTERS[template_prefix]
        words = (text or IF_NOT_YOU).format(subject=subject, **context)
        to = user_with_email(email)
        greeting = f"Hello {to.name},\n\n" if to else ""
        write_letter(user=to, to=email, subject=subject, text=f"{greeting}{words}\n")


def _box() -> Fernet:
    """Return what closes and opens secrets of second steps, by a key made from SECRET_KEY."""
    key = hashlib.sha256(b"second step " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class SecondStep(DefaultMFAAdapter):
    """Codes and passkeys, in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": NOT_THE_CODE,
        "cannot_generate_recovery_codes": (
            "Recovery codes stand in for an app or a passkey. Add one of those first."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Return the secret of an app or of recovery codes as the database keeps it."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret that the database keeps."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """Return a name for a new passkey, for the person to change."""
        return "My passkey"


class Elsewhere(DefaultSocialAccountAdapter):
    """Another organisation says who somebody is; only people invited here are let in."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Take up the invitation of somebody whose address the other side says is verified."""
        if sociallogin.is_existing:
            return
        verified = [each.email for each in sociallogin.email_addresses if each.verified]
        if any(accept_by_address(email=email) for email in verified):
            sociallogin.lookup()

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Say that nobody signs up."""
        return False
