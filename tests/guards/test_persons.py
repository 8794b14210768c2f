"""A new field that names a person is kept out of the chain, or somebody says why it names none."""

import re

import pytest

from goldenthread.audit.rules import DIGEST, PERSON_LEVEL, without_persons
from tests.guards.test_fields import WRITTEN

NAMES_SOMEBODY = re.compile(r"(^|_)(email|by|by_name|actor_name)$")
# Fields that look like a person and are none in the trail, each with the reason.
NO_PERSON = {
    "by": "the trail has a role under this name, and who acted as the actor of the event",
    "withheld_by": "the role that withheld a promise",
    "urgency_agreed_by": "the role of the chair who agreed, which the law asks to be published",
    "contact_email": "the public address of a service, shown to families",
}


def fields_that_name_somebody() -> set[str]:
    """Return the scrubbed fields of every table that hold who did something, or an address."""
    return {
        field
        for classes in WRITTEN.values()
        for field in classes.get("scrub", [])
        if NAMES_SOMEBODY.search(field)
    }


def test_every_field_that_names_somebody_is_kept_out_of_the_chain():
    found = fields_that_name_somebody()
    assert sorted(found - PERSON_LEVEL[""] - set(NO_PERSON)) == []
    assert set(NO_PERSON) <= found


@pytest.mark.parametrize("field", sorted(PERSON_LEVEL[""]))
def test_what_is_kept_out_stands_as_a_digest_for_any_subject(field):
    kept = without_persons("key", "anything", {field: "Ann Example", "kept": "words"})
    assert kept[field].startswith(DIGEST)
    assert "Ann" not in str(kept)
    assert kept["kept"] == "words"


def test_a_field_like_a_name_is_seen():
    assert NAMES_SOMEBODY.search("checked_by")
    assert NAMES_SOMEBODY.search("home_email")
    assert not NAMES_SOMEBODY.search("bylaw")
