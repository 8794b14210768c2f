"""Every write of the room: people and roles, posts, invitations, tokens and signing in."""

from .invitations import (
    accept_by_address,
    accept_invitation,
    invite,
    send_again,
    withdraw_invitation,
)
from .naming import change_address, rename_person
from .people import (
    add_user,
    bring_in_person,
    change_password,
    end_role,
    end_role_of,
    erase_person,
    give_role,
    take_off_second_steps,
)
from .posts import end_post, ensure_posts, fill_posts, put_in_post
from .signing_in import LAST_SEEN, end_sessions, note_seen, write_letter
from .tokens import make_token, note_token_use, revoke_token
from .watching import address_digest, note_code_used_again, note_locked, note_watched

__all__ = [
    "LAST_SEEN",
    "accept_by_address",
    "accept_invitation",
    "add_user",
    "address_digest",
    "bring_in_person",
    "change_address",
    "change_password",
    "end_post",
    "end_role",
    "end_role_of",
    "end_sessions",
    "ensure_posts",
    "erase_person",
    "fill_posts",
    "give_role",
    "invite",
    "make_token",
    "note_code_used_again",
    "note_locked",
    "note_seen",
    "note_token_use",
    "note_watched",
    "put_in_post",
    "rename_person",
    "revoke_token",
    "send_again",
    "take_off_second_steps",
    "withdraw_invitation",
    "write_letter",
]
