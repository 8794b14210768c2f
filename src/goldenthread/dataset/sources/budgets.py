"""Personal budgets, direct payments and short breaks, by age and district."""

from collections.abc import Mapping

from goldenthread.dataset.sources.identity import (
    CLIENT_WHO,
    client,
    coded,
    day,
    pounds,
    proposed,
    text,
)
from goldenthread.dataset.sources.ruling import (
    DAY,
    QUERY,
    across,
    aged,
    asked,
    not_before,
    not_in_future,
    within,
)
from goldenthread.dataset.sources.shape import Column, Domain, Given, Kind, Rows, Source, Table, Yes

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


def _used_more_than_agreed(rows: Rows, _given: Given) -> Yes:
    return rows.used > rows.agreed


def _direct_without_payment(tables: Mapping[str, Rows], _given: Given) -> Rows:
    budgets = tables["personal_budgets"]
    direct = budgets.filter((budgets.held == "DIRECT") & budgets.ended_on.isnull())
    return direct.anti_join(tables["direct_payments"], "budget_id").select("row")


def _payment_of_no_budget(tables: Mapping[str, Rows], _given: Given) -> Rows:
    payments = tables["direct_payments"]
    named = payments.filter(payments.budget_id.notnull())
    return named.anti_join(tables["personal_budgets"], "budget_id").select("row")


def _paid_after_plan(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows, plans = tables["budgets.direct_payments"], tables["sen2.named_plan"]
    running = rows.filter(rows.ended_on.isnull() & (rows.part == "EDU"))
    ceased = plans.filter(plans.ceasedate.notnull()).select("person")
    kept = plans.filter(plans.ceasedate.isnull()).select("person")
    return running.semi_join(ceased, "person").anti_join(kept, "person").select("record")


_DIRECT = {"budget_id": "A", "held": "DIRECT"}
_PAID = {"person": "p", "part": "EDU"}
_CEASED = {"person": "p", "ceasedate": DAY}
RULES = (
    not_before(
        "PB01",
        "personal_budgets",
        "agreed_on",
        "asked_on",
        "The budget was agreed before it was asked for.",
    ),
    not_before(
        "PB02", "personal_budgets", "ended_on", "started_on", "The budget ended before it began."
    ),
    not_in_future(
        "PB03",
        "personal_budgets",
        "agreed_on",
        "The budget was agreed after the day of the extract.",
    ),
    aged(
        "PB04",
        "personal_budgets",
        "agreed_on",
        0,
        25,
        "The person was over 25 when the budget was agreed.",
    ),
    within(
        "PB05",
        "personal_budgets",
        QUERY,
        "The budget is held as a direct payment, and no payment names it.",
        ("held", "budget_id"),
        _direct_without_payment,
        passes=(
            {"personal_budgets": (_DIRECT,), "direct_payments": ({"budget_id": "A"},)},
            {"personal_budgets": ({**_DIRECT, "ended_on": DAY},)},
        ),
        fails=({"personal_budgets": (_DIRECT,)},),
    ),
    not_before(
        "PB11", "direct_payments", "ended_on", "started_on", "The payment ended before it began."
    ),
    within(
        "PB12",
        "direct_payments",
        QUERY,
        "The personal budget that the payment names is not in this extract.",
        ("budget_id",),
        _payment_of_no_budget,
        passes=({"personal_budgets": (_DIRECT,), "direct_payments": ({"budget_id": "A"}, {})},),
        fails=({"direct_payments": ({"budget_id": "B"},)},),
    ),
    aged(
        "PB13",
        "direct_payments",
        "started_on",
        0,
        25,
        "The person was over 25 when the payment began.",
    ),
    not_before(
        "PB21", "short_breaks", "ended_on", "started_on", "The short break ended before it began."
    ),
    asked(
        "PB22",
        "short_breaks",
        QUERY,
        "More was used than was agreed.",
        ("used", "agreed"),
        _used_more_than_agreed,
        passes=({"used": 20.0, "agreed": 20.0}, {"used": 4.0}),
        fails=({"used": 21.0, "agreed": 20.0},),
    ),
    aged(
        "PB23",
        "short_breaks",
        "started_on",
        0,
        25,
        "The person was over 25 when the short break began.",
    ),
    across(
        "PB31",
        "direct_payments",
        "A direct payment for education runs on, although the plan has ceased.",
        ("ended_on", "part"),
        _paid_after_plan,
        needs=("budgets.direct_payments", "sen2.named_plan"),
        passes=(
            {"budgets.direct_payments": (_PAID,), "sen2.named_plan": ({"person": "p"},)},
            {"budgets.direct_payments": (_PAID,), "sen2.named_plan": (_CEASED, {"person": "p"})},
            {
                "budgets.direct_payments": ({**_PAID, "ended_on": DAY},),
                "sen2.named_plan": (_CEASED,),
            },
        ),
        fails=({"budgets.direct_payments": (_PAID,), "sen2.named_plan": (_CEASED,)},),
    ),
)

SOURCE = Source(
    code="budgets",
    words="Personal budgets, direct payments and short breaks",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=(PERSONAL_BUDGETS, DIRECT_PAYMENTS, SHORT_BREAKS),
    rules=RULES,
    read_at=(
        "Our own proposal: nationally only flags are asked for (SEN2, named plan: personal "
        "budget, organised arrangement, direct payment). The three ways of holding a budget are "
        "those of paragraph 9.101 of the SEND code of practice (2015)."
    ),
    fresh_days=100,
)
