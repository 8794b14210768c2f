"""Kinds of place and body, when one is in force, and what a local area may be called."""

import re
from datetime import date
from enum import StrEnum


class LocalityKind(StrEnum):
    """What sort of part of an area a locality is."""

    DISTRICT = "district"
    LOCALITY_AREA = "locality_area"
    HEALTH_AREA = "health_area"
    COUNCIL = "council"


class OrganisationKind(StrEnum):
    """What sort of organisation carries a responsibility."""

    COUNCIL = "council"
    CLINICAL_COMMISSIONING_GROUP = "clinical_commissioning_group"
    INTEGRATED_CARE_BOARD = "integrated_care_board"
    TRUST = "trust"
    VOLUNTARY = "voluntary"
    SCHOOL = "school"
    OTHER = "other"


class BodyKind(StrEnum):
    """What sort of board or group a body is."""

    HEALTH_AND_WELLBEING_BOARD = "health_and_wellbeing_board"
    IMPROVEMENT_BOARD = "improvement_board"
    WORKING_GROUP = "working_group"
    CHILDRENS_TRUST_BOARD = "childrens_trust_board"
    SCRUTINY = "scrutiny"
    CABINET = "cabinet"
    GOVERNING_BODY = "governing_body"
    PARENT_CARER_FORUM = "parent_carer_forum"
    OTHER = "other"


def in_force(starts: date | None, ends: date | None, on: date) -> bool:
    """Say whether something that starts and ends (inclusive; None is open) is there on a day."""
    return (starts is None or starts <= on) and (ends is None or on <= ends)


_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def fault_of_area(
    slug: str, name: str, code: str, starts: date | None, ends: date | None
) -> str | None:
    """Return why a local area cannot be added so, in a sentence, or None when it can."""
    if not _SLUG.fullmatch(slug) or len(slug) > 50:
        return (
            f"“{slug[:60]}” cannot stand in an address. Use 1 to 50 small letters, figures and "
            "single hyphens, such as north-anyshire."
        )
    if not name.strip() or len(name) > 200 or "\x00" in name:
        return "A local area needs a name of 1 to 200 characters."
    if len(code) > 20 or "\x00" in code:
        return "An official code has 20 characters at most."
    if starts and ends and ends < starts:
        return f"The area would end ({ends}) before it starts ({starts})."
    return None
