"""Signing in with another organisation's OpenID Connect, where the environment names one."""

import os
from typing import Any


def open_id_connect() -> dict[str, Any]:
    """Return the provider for SOCIALACCOUNT_PROVIDERS; none unless all that is needed is set.

    A person is let in whose address the provider says is verified and whom this installation has
    invited: the code flow with PKCE, and no account made on the way.
    """
    server = os.environ.get("OIDC_SERVER_URL", "")
    client = os.environ.get("OIDC_CLIENT_ID", "")
    secret = os.environ.get("OIDC_CLIENT_SECRET", "")
    if not (server and client and secret):
        return {}
    app = {
        "provider_id": "organisation",
        "name": os.environ.get("OIDC_NAME", "your organisation"),
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": server},
    }
    return {
        "openid_connect": {
            "APPS": [app],
            "OAUTH_PKCE_ENABLED": True,
            "EMAIL_AUTHENTICATION": True,
        }
    }
