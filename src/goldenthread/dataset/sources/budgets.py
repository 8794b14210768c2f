"""Personal budgets, direct payments and short breaks, by age and district."""

from goldenthread.dataset.sources.identity import (
    CLIENT_WHO,
    client,
    coded,
    day,
    pounds,
    proposed,
    text,
)
from goldenthread.dataset.sources.shape import Column, Domain, Kind, Source, Table

PART = proposed(
    "Part of the plan that the money is for",
    """
    EDU Education
    HEALTH Health
    CARE Social care
    ALL More than one
    """,
)

HELD = proposed(
    "How a personal budget is held",
    """
    DIRECT Direct payment
    NOTIONAL Arranged by the council, school or college
    THIRD Held by a third party
    MIXED More than one way
    """,
)

BREAK = proposed(
    "Kind of short break",
    """
    DAY Day activity or club
    HOME Care in the home
    SIT Sitting or befriending
    NIGHT Overnight in a unit
    FAMILY Overnight with a family
    HOLIDAY Holiday scheme
    OTH Other
    """,
)

UNIT = proposed(
    "What a short break is counted in",
    """
    HOUR Hours
    NIGHT Nights
    SESSION Sessions
    """,
)


def district() -> Column:
    """Return the column with the district in which the person lives."""
    return text(
        "district",
        "Code of the district in which the person lives (E06, E07, E08, E09)",
        "LAD code",
        "District code",
    )


PERSONAL_BUDGETS = Table(
    "personal_budgets",
    "Personal budgets identified for education, health and care plans",
    (
        text("budget_id", "The sender's reference for the budget", required=True),
        *client(),
        district(),
        coded("part", "What it is for", PART, required=True),
        coded("held", "How it is held", HELD, required=True),
        day("asked_on", "Day it was asked for"),
        day("agreed_on", "Day it was agreed", required=True),
        day("started_on", "Day it began"),
        day("ended_on", "Day it ended"),
        pounds("yearly_amount", "Amount in a year", unit="pounds a year"),
    ),
    key=("budget_id",),
    domain=Domain.CARE,
    who=CLIENT_WHO,
    event="agreed_on",
    until="ended_on",
)

DIRECT_PAYMENTS = Table(
    "direct_payments",
    "Direct payments made to families and young people",
    (
        text("payment_id", "The sender's reference for the payment", required=True),
        *client(),
        district(),
        text("budget_id", "The personal budget it belongs to, if any"),
        coded("part", "What it is for", PART, required=True),
        day("started_on", "Day it began", required=True),
        day("ended_on", "Day it ended"),
        pounds("weekly_amount", "Amount in a week", unit="pounds a week"),
    ),
    key=("payment_id",),
    domain=Domain.CARE,
    who=CLIENT_WHO,
    event="started_on",
    until="ended_on",
)

SHORT_BREAKS = Table(
    "short_breaks",
    "Short breaks agreed and used",
    (
        text("award_id", "The sender's reference for the award", required=True),
        *client(),
        district(),
        coded("kind", "Kind of short break", BREAK, required=True),
        day("started_on", "Day it began", required=True),
        day("ended_on", "Day it ended"),
        coded("counted_in", "What it is counted in", UNIT, required=True),
        Column("agreed", "How much was agreed for the year", Kind.NUMBER, low=0, unit="as counted"),
        Column("used", "How much was used so far", Kind.NUMBER, low=0, unit="as counted"),
        text("provider", "Name of the provider"),
    ),
    key=("award_id",),
    domain=Domain.CARE,
    who=CLIENT_WHO,
    event="started_on",
    until="ended_on",
)

SOURCE = Source(
    code="budgets",
    words="Personal budgets, direct payments and short breaks",
    partner="council",
    purpose="send-improvement",
    tables=(PERSONAL_BUDGETS, DIRECT_PAYMENTS, SHORT_BREAKS),
    rules=(),
    read_at=(
        "Our own proposal: nationally only flags are asked for (SEN2, named plan: personal "
        "budget, organised arrangement, direct payment). The three ways of holding a budget are "
        "those of paragraph 9.101 of the SEND code of practice (2015)."
    ),
    fresh_days=100,
)
