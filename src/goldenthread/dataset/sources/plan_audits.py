"""Audits of the quality of education, health and care plans."""

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
from goldenthread.dataset.sources.shape import CodeList, Column, Domain, Source, Table

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

SOURCE = Source(
    code="plan_audits",
    words="Audits of the quality of plans",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=(AUDITS,),
    rules=(),
    read_at="There is no national format: our own proposal throughout, section by section as the "
    "Special Educational Needs and Disability Regulations 2014, regulation 12, lay a plan out.",
)
