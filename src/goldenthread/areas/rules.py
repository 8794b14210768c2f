"""Kinds of place and body, and when one is in force."""

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
