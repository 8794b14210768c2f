"""Audits of the quality of education, health and care plans."""

from collections.abc import Mapping

from goldenthread.dataset.sources.between_sources import not_without
from goldenthread.dataset.sources.identity import (
    CLIENT_WHO,
    client,
    coded,
    day,
    proposed,
    text,
    whole,
    yes,
)
from goldenthread.dataset.sources.ruling import (
    DAY,
    ERROR,
    QUERY,
    Row,
    aged,
    asked,
    born_by,
    not_before,
    not_in_future,
    within,
)
from goldenthread.dataset.sources.shape import (
    CodeList,
    Column,
    Domain,
    Given,
    Rows,
    Rule,
    Source,
    Table,
    Yes,
)

GRADE: CodeList = proposed(
    "Grade of an audit",
    """
    1 Outstanding
    2 Good
    3 Requires improvement
    4 Inadequate
    """,
)

AUDITOR = proposed(
    "Who audited",
    """
    education Education
    health Health
    care Social care
    family Parent carer or young person
    school School or setting
    outside Somebody from outside the area
    """,
)


def _section(letter: str, words: str) -> Column:
    return coded(f"section_{letter}", f"Section {letter.upper()}: {words}", GRADE)


AUDITS = Table(
    "audits",
    "An audit of one plan by one auditor",
    (
        text("audit_id", "The sender's reference for it", required=True),
        *client(),
        text("plan_ref", "The sender's reference for the plan"),
        day("plan_date", "Date of the plan that was audited"),
        day("audited_on", "Day of the audit", required=True),
        coded("auditor", "Who audited", AUDITOR),
        _section("a", "views, interests and aspirations"),
        _section("b", "special educational needs"),
        _section("c", "health needs"),
        _section("d", "social care needs"),
        _section("e", "outcomes"),
        _section("f", "special educational provision"),
        _section("g", "health provision"),
        _section("h", "social care provision"),
        coded("overall", "Grade of the whole", GRADE, required=True),
        whole("outcomes", "Outcomes in the plan", 0, 100, "outcomes"),
        whole("outcomes_measurable", "Of which can be measured", 0, 100, "outcomes"),
        yes("views_heard", "Whether the child's own words are in it"),
        yes("health_advice", "Whether health advice came within six weeks"),
        yes("care_advice", "Whether social care advice came within six weeks"),
        yes("provision_specified", "Whether provision is specific and quantified"),
        day("moderated_on", "Day of moderation"),
        coded("moderated", "Grade after moderation", GRADE),
        day("mended_on", "Day the plan was mended"),
    ),
    key=("audit_id",),
    domain=Domain.EDUCATION,
    who=CLIENT_WHO,
    event="audited_on",
    sheets=("Audits",),
)

TABLE = "audits"
SECTIONS = tuple(f"section_{letter}" for letter in "abcdefgh")


def _days() -> tuple[Rule, ...]:
    return (
        not_in_future("audited-in-future", TABLE, "audited_on", "The audit is in the future."),
        not_before(
            "audited-before-plan",
            TABLE,
            "audited_on",
            "plan_date",
            "The plan was audited before its own date.",
        ),
        not_before(
            "moderated-before-audit",
            TABLE,
            "moderated_on",
            "audited_on",
            "It was moderated before it was audited.",
        ),
        not_before(
            "mended-before-audit",
            TABLE,
            "mended_on",
            "audited_on",
            "The plan was mended before it was audited.",
            QUERY,
        ),
        born_by("before-birth", TABLE, "audited_on", "The audit is before the child was born."),
        aged(
            "outside-send-age",
            TABLE,
            "audited_on",
            0,
            25,
            "The person was 26 or older at the audit.",
            ERROR,
        ),
    )


def _audited_twice(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows = tables[TABLE].filter(tables[TABLE].auditor.notnull())
    by = ["local_id", "auditor", "audited_on"]
    counted = rows.group_by(by).agg(alike=rows.count())
    return rows.semi_join(counted.filter(counted.alike > 1), by).select("row")


def _together() -> tuple[Rule, ...]:
    row: Row = {"local_id": "A", "auditor": "health", "audited_on": DAY}
    return (
        within(
            "audited-twice",
            TABLE,
            QUERY,
            "One kind of auditor audited a child's plan twice on one day.",
            ("local_id", "auditor", "audited_on"),
            _audited_twice,
            passes=({TABLE: (row, {**row, "auditor": "care"})},),
            fails=({TABLE: (row, row)},),
        ),
        not_without(
            "audited-without-plan",
            "plan_audits",
            TABLE,
            "sen2.named_plan",
            "A plan was audited for somebody who has none in the SEN2 return, open or ceased.",
            ("audit_id",),
            lambda rows: rows.audited_on.notnull(),
            lambda rows: rows.startdate.notnull(),
            row={"audited_on": DAY},
            beside={"startdate": DAY},
        ),
    )


def _none_graded(rows: Rows, _given: Given) -> Yes:
    nothing = rows[SECTIONS[0]].isnull()
    for section in SECTIONS[1:]:
        nothing = nothing & rows[section].isnull()
    return nothing


_GRADES = (
    asked(
        "no-section-graded",
        TABLE,
        QUERY,
        "The whole is graded and no section is.",
        SECTIONS,
        _none_graded,
        passes=({"section_f": "2"},),
        fails=({"overall": "2"},),
    ),
    asked(
        "moderated-half-told",
        TABLE,
        QUERY,
        "The grade after moderation is given without its day, or the day without the grade.",
        ("moderated", "moderated_on"),
        lambda rows, _given: rows.moderated.isnull() != rows.moderated_on.isnull(),
        passes=({"moderated": "3", "moderated_on": DAY}, {}),
        fails=({"moderated": "3"}, {"moderated_on": DAY}),
    ),
    asked(
        "more-measurable-than-outcomes",
        TABLE,
        ERROR,
        "More outcomes can be measured than there are.",
        ("outcomes", "outcomes_measurable"),
        lambda rows, _given: rows.outcomes_measurable > rows.outcomes,
        passes=({"outcomes": 4, "outcomes_measurable": 4}, {"outcomes": 4}),
        fails=({"outcomes": 4, "outcomes_measurable": 5},),
    ),
    asked(
        "provision-graded-against-itself",
        TABLE,
        QUERY,
        "Section F is graded good or better and provision is said not to be specific.",
        ("section_f", "provision_specified"),
        lambda rows, _given: rows.section_f.isin(("1", "2")) & ~rows.provision_specified,
        passes=(
            {"section_f": "2", "provision_specified": True},
            {"section_f": "3", "provision_specified": False},
            {"section_f": "2"},
        ),
        fails=({"section_f": "2", "provision_specified": False},),
    ),
)


RULES = (*_days(), *_GRADES, *_together())

SOURCE = Source(
    code="plan_audits",
    words="Audits of the quality of plans",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=(AUDITS,),
    rules=RULES,
    read_at="There is no national format: our own proposal throughout, section by section as the "
    "Special Educational Needs and Disability Regulations 2014, regulation 12, lay a plan out.",
)
