"""Kinds of place and body, when one is in force, and what a local area may be called."""

import re
from collections.abc import Iterable
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
    YOUTH_VOICE = "youth_voice"
    SCRUTINY_WORKING_GROUP = "scrutiny_working_group"
    SAFEGUARDING_PARTNERSHIP = "safeguarding_partnership"
    SAFEGUARDING_EXECUTIVE = "safeguarding_executive"
    SAFEGUARDING_BUSINESS_GROUP = "safeguarding_business_group"
    SAFEGUARDING_SUB_GROUP = "safeguarding_sub_group"
    SAFEGUARDING_LOCALITY_GROUP = "safeguarding_locality_group"
    OTHER = "other"


BODY_KIND_NAMES = {
    BodyKind.HEALTH_AND_WELLBEING_BOARD: "Health and wellbeing board",
    BodyKind.IMPROVEMENT_BOARD: "Improvement board",
    BodyKind.WORKING_GROUP: "Working group",
    BodyKind.CHILDRENS_TRUST_BOARD: "Children’s trust board",
    BodyKind.SCRUTINY: "Scrutiny committee",
    BodyKind.CABINET: "Cabinet",
    BodyKind.GOVERNING_BODY: "Governing body",
    BodyKind.PARENT_CARER_FORUM: "Parent carer forum",
    BodyKind.YOUTH_VOICE: "Youth voice body",
    BodyKind.SCRUTINY_WORKING_GROUP: "Scrutiny working group",
    BodyKind.SAFEGUARDING_PARTNERSHIP: "Safeguarding partnership",
    BodyKind.SAFEGUARDING_EXECUTIVE: "Safeguarding partnership executive",
    BodyKind.SAFEGUARDING_BUSINESS_GROUP: "Safeguarding partnership business group",
    BodyKind.SAFEGUARDING_SUB_GROUP: "Safeguarding partnership sub-group",
    BodyKind.SAFEGUARDING_LOCALITY_GROUP: "Safeguarding partnership locality group",
    BodyKind.OTHER: "Another board or group",
}


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


def fault_of_line(body: int, to: int, lines: Iterable[tuple[int, int]]) -> str | None:
    """Return why one body cannot report to another given (body, to) lines, or None when it can."""
    if body == to:
        return "A body cannot report to itself."
    above: dict[int, set[int]] = {}
    for lower, upper in lines:
        above.setdefault(lower, set()).add(upper)
    if to in above.get(body, set()):
        return "It reports to that body already."
    seen, waiting = set[int](), [to]
    while waiting:
        here = waiting.pop()
        if here == body:
            return "That body reports, directly or through others, to this one. Lines go up only."
        if here not in seen:
            seen.add(here)
            waiting.extend(above.get(here, ()))
    return None
