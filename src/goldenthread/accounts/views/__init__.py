"""The pages of the room, one function each."""

from .naming import own_name, person
from .own import sessions, yours
from .people import again, end_role, invite, people, withdraw
from .posts import end_post, fill, posts
from .signing_in import invitation, sign_in, sign_out
from .tokens import revoke, tokens
from .trail import trail

__all__ = [
    "again",
    "end_post",
    "end_role",
    "fill",
    "invitation",
    "invite",
    "own_name",
    "people",
    "person",
    "posts",
    "revoke",
    "sessions",
    "sign_in",
    "sign_out",
    "tokens",
    "trail",
    "withdraw",
    "yours",
]
