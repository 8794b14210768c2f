"""Every address of the product, who may open it, and what to put in its parts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# Open to everyone, signed in or not; so is everything in the room for families.
PUBLIC = {
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "accounts:invitation",
    "accounts:sign_in",
    "accounts:sign_out",
    "design:accessibility",
    "design:privacy",
    "api:api-root",
    "api:openapi-json",
    "design:sources",
    "governance:feed",
    # The key in a letter stands for the person: only their own actions, nothing else of the area.
    "improvement:by_mail",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_callback",
    "openid_connect_login",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
}

# Open to anyone who has signed in, because it shows only what that person may see.
ONLY_WHAT_IS_THEIRS = {
    "accounts:own_name",
    "accounts:sessions",
    "accounts:yours",
    "thread:areas",
    "thread:search",
}

# How a person signs in: about nobody but themselves, and asked for the password once more first.
THEIR_SIGN_IN = {
    "account_change_password",
    "account_reauthenticate",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "socialaccount_connections",
}


def by_token(name: str) -> bool:
    """Say whether an address is a program's: it asks for a token, never for a sign-in."""
    return name.startswith("api:") and name not in PUBLIC and name not in API_PAGES


# Pages about what programs do, for people who sign in.
API_PAGES = {"api:again", "api:programs", "api:stop_webhook", "api:webhooks", "api:work"}


def declared_open(name: str) -> bool:
    """Say whether an address is meant for everyone."""
    return name in PUBLIC or name.startswith("public:") or by_token(name)


@dataclass(frozen=True)
class Address:
    """One address: its name, the parts it takes and the view behind it."""

    name: str
    parts: tuple[str, ...]
    view: Callable[..., Any]

    @property
    def open(self) -> bool:
        """Say whether the view lets strangers in."""
        return not getattr(self.view, "login_required", True)


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[Address]:
    """Yield every address below a resolver, the whole product's by default."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            space = f"{entry.namespace}:" if entry.namespace else ""
            yield from addresses(entry, prefix + space)
        elif isinstance(entry, URLPattern):
            parts = tuple(entry.pattern.regex.groupindex)
            yield Address(f"{prefix}{entry.name}", parts, entry.callback)


def sample(part: str, name: str, samples: dict[str, object]) -> object:
    """Return something that exists to put into a part of an address."""
    for key in (f"{name}.{part}", part):
        if key in samples:
            return samples[key]
    raise LookupError(f"Say in the sweep what to put in {part} of {name}.")


def address_of(address: Address, samples: dict[str, object]) -> str:
    """Return a real address for a name."""
    given = {part: sample(part, address.name, samples) for part in address.parts}
    return reverse(address.name, kwargs=given)
