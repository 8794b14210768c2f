"""Regimes as dated data, and the clocks that an event of an inspection starts."""

from enum import StrEnum


class Regime(StrEnum):
    """The framework an inspection was made under."""

    LOCAL_AREA_2016 = "2016"
    AREA_SEND_2023 = "2023"


class InspectionKind(StrEnum):
    """What sort of inspection it was."""

    FULL = "full"
    REVISIT = "revisit"
    MONITORING = "monitoring"
    FOCUSED = "focused"


class Side(StrEnum):
    """Whether a finding was stated as a strength, as something to develop, or as neither."""

    STRENGTH = "strength"
    DEVELOP = "develop"
    FINDING = "finding"


class Judged(StrEnum):
    """What inspectors concluded of a weakness at a revisit."""

    SUFFICIENT = "sufficient"
    NOT_SUFFICIENT = "not_sufficient"


class ActionTaken(StrEnum):
    """What a monitoring inspection said of an area for priority action, only where it said so."""

    EFFECTIVE = "effective"
    NOT_EFFECTIVE = "not_effective"
    NOT_SAID = "not_said"


ACTION_TAKEN_NAMES = {
    ActionTaken.EFFECTIVE: "Effective action taken",
    ActionTaken.NOT_EFFECTIVE: "Effective action not taken",
    ActionTaken.NOT_SAID: "No verdict in the report’s own words",
}

OUTCOMES = {
    1: "Typically positive experiences and outcomes",
    2: "Inconsistent experiences and outcomes",
    3: "Widespread and/or systemic failings",
}


class Event(StrEnum):
    """What can happen to an inspection's statement or plan, as recorded with its date."""

    LETTER_RECEIVED = "letter_received"
    LETTER_PUBLISHED = "letter_published"
    STATEMENT_DUE = "statement_due"
    STATEMENT_SUBMITTED = "statement_submitted"
    NOT_FIT_FOR_PURPOSE = "not_fit_for_purpose"
    FIT_FOR_PURPOSE = "fit_for_purpose"
    ACCELERATED_PLAN_REQUIRED = "accelerated_plan_required"


EVENT_NAMES = {
    Event.LETTER_RECEIVED: "Letter or report received",
    Event.LETTER_PUBLISHED: "Letter or report published",
    Event.STATEMENT_DUE: "Statement or plan due, as the letter says",
    Event.STATEMENT_SUBMITTED: "Statement or plan submitted",
    Event.NOT_FIT_FOR_PURPOSE: "Found not fit for purpose",
    Event.FIT_FOR_PURPOSE: "Found fit for purpose",
    Event.ACCELERATED_PLAN_REQUIRED: "Accelerated progress plan required",
}
