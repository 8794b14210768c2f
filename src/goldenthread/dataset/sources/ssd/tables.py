"""The tables of the Standard Safeguarding Dataset that speak of special educational needs."""

from goldenthread.dataset.sources.codes import people, settings
from goldenthread.dataset.sources.codes.needs import DISABILITIES, PLAN_NEEDS
from goldenthread.dataset.sources.identity import coded, day, text, whole, yes
from goldenthread.dataset.sources.shape import Column, Domain, Kind, Table, Who


def _own_id(name: str, words: str) -> Column:
    return text(name, words, required=True)


PERSON = Table(
    "person",
    "A child or young person known to children's services (ssd_person)",
    (
        Column("pers_person_id", "Person ID", Kind.TEXT, required=True, identifying=True),
        Column("pers_legacy_id", "Person ID in an earlier system", Kind.TEXT, identifying=True),
        Column("pers_upn", "Unique pupil number", Kind.UPN, identifying=True),
        Column("pers_forename", "Forename", Kind.TEXT, identifying=True),
        Column("pers_surname", "Surname", Kind.TEXT, identifying=True),
        Column("pers_sex", "Sex", Kind.CODE, codes=people.SEX_OR_UNKNOWN, identifying=True),
        Column("pers_gender", "Gender", Kind.TEXT, identifying=True),
        coded("pers_ethnicity", "Ethnicity", people.ETHNICITY),
        Column("pers_dob", "Date of birth", Kind.DATE, identifying=True),
        Column(
            "pers_single_unique_id",
            "NHS number, where held",
            Kind.NHS_NUMBER,
            identifying=True,
            headings=("pers_common_child_id",),
        ),
        coded("pers_upn_unknown", "Why there is no pupil number", people.UPN_UNKNOWN_IN_CARE),
        yes("pers_send_flag", "Has an EHC plan recorded"),
        Column("pers_expected_dob", "Expected date of birth", Kind.DATE, identifying=True),
        day("pers_death_date", "Date of death"),
        yes("pers_is_mother", "Is a mother"),
        text("pers_nationality", "Country of origin, for an unaccompanied child"),
    ),
    key=("pers_person_id",),
    domain=Domain.CARE,
    who=Who(
        nhs_number="pers_single_unique_id",
        upn="pers_upn",
        local="pers_person_id",
        forename="pers_forename",
        surname="pers_surname",
        birth_date="pers_dob",
        sex="pers_sex",
    ),
    sheets=("ssd_person",),
)

DISABILITY = Table(
    "disability",
    "A disability of a child (ssd_disability)",
    (
        _own_id("disa_table_id", "Disability row ID"),
        Column(
            "pers_person_id",
            "Person ID",
            Kind.TEXT,
            required=True,
            identifying=True,
            headings=("disa_person_id",),
        ),
        coded("disa_disability_code", "Disability", DISABILITIES, required=True),
    ),
    key=("disa_table_id",),
    domain=Domain.CARE,
    who=Who(local="pers_person_id", through="person"),
    parent="person",
    sheets=("ssd_disability",),
)

SEND = Table(
    "send",
    "A child's school identifiers (ssd_send)",
    (
        _own_id("send_table_id", "SEND row ID"),
        Column(
            "pers_person_id",
            "Person ID",
            Kind.TEXT,
            required=True,
            identifying=True,
            headings=("send_person_id",),
        ),
        Column("send_upn", "Unique pupil number", Kind.UPN, identifying=True),
        Column("send_uln", "Unique learner number", Kind.ULN, identifying=True),
        coded("send_upn_unknown", "Why there is neither number", people.UPN_UNKNOWN, "upn_unknown"),
    ),
    key=("send_table_id",),
    domain=Domain.EDUCATION,
    who=Who(local="pers_person_id", through="person"),
    parent="person",
    sheets=("ssd_send",),
)

REQUESTS = Table(
    "ehcp_requests",
    "A request that needs be assessed (ssd_ehcp_requests)",
    (
        _own_id("ehcr_ehcp_request_id", "Request ID"),
        text("send_table_id", "SEND row ID", "ehcr_send_table_id"),
        day("ehcr_ehcp_req_date", "Day the request was received"),
        day("ehcr_ehcp_req_outcome_date", "Day the decision was told"),
        coded("ehcr_ehcp_req_outcome", "Outcome of the request", settings.REQUEST_OUTCOME),
    ),
    key=("ehcr_ehcp_request_id",),
    domain=Domain.EDUCATION,
    who=Who(local="send_table_id", through="send"),
    event="ehcr_ehcp_req_date",
    parent="send",
    sheets=("ssd_ehcp_requests",),
)

ASSESSMENT = Table(
    "ehcp_assessment",
    "An assessment of needs (ssd_ehcp_assessment)",
    (
        _own_id("ehca_ehcp_assessment_id", "Assessment ID"),
        text("ehcr_ehcp_request_id", "Request ID", "ehca_ehcp_request_id"),
        day("ehca_ehcp_assessment_outcome_date", "Day a plan was issued or refused"),
        coded(
            "ehca_ehcp_assessment_outcome",
            "Decision to issue a plan",
            settings.ASSESSMENT_OUTCOME,
        ),
        yes("ehca_ehcp_assessment_exceptions", "Exceptions to the 20 weeks apply"),
    ),
    key=("ehca_ehcp_assessment_id",),
    domain=Domain.EDUCATION,
    who=Who(local="ehcr_ehcp_request_id", through="ehcp_requests"),
    event="ehca_ehcp_assessment_outcome_date",
    parent="ehcp_requests",
    sheets=("ssd_ehcp_assessment",),
)

NAMED_PLAN = Table(
    "ehcp_named_plan",
    "A plan as it is written (ssd_ehcp_named_plan)",
    (
        _own_id("ehcn_named_plan_id", "Named plan ID"),
        text("ehca_ehcp_assessment_id", "Assessment ID", "ehcn_ehcp_asmt_id"),
        day("ehcn_named_plan_start_date", "Date of the plan"),
        day("ehcn_named_plan_ceased_date", "Date the plan ceased"),
        coded("ehcn_named_plan_ceased_reason", "Why it ceased", settings.CEASE_REASON),
    ),
    key=("ehcn_named_plan_id",),
    domain=Domain.EDUCATION,
    who=Who(local="ehca_ehcp_assessment_id", through="ehcp_assessment"),
    event="ehcn_named_plan_start_date",
    until="ehcn_named_plan_ceased_date",
    parent="ehcp_assessment",
    sheets=("ssd_ehcp_named_plan",),
)

ACTIVE_PLANS = Table(
    "ehcp_active_plans",
    "A plan in force and its last review (ssd_ehcp_active_plans)",
    (
        _own_id("ehcp_active_ehcp_id", "Active plan ID"),
        text("ehcr_ehcp_request_id", "Request ID", "ehcp_ehcp_request_id"),
        day("ehcp_active_ehcp_last_review_date", "Day the last review's decision was sent"),
    ),
    key=("ehcp_active_ehcp_id",),
    domain=Domain.EDUCATION,
    who=Who(local="ehcr_ehcp_request_id", through="ehcp_requests"),
    event="ehcp_active_ehcp_last_review_date",
    parent="ehcp_requests",
    sheets=("ssd_ehcp_active_plans",),
)

SEN_NEED = Table(
    "sen_need",
    "A need that a plan in force answers (ssd_sen_need)",
    (
        _own_id("senn_table_id", "Need row ID"),
        text("ehcp_active_ehcp_id", "Active plan ID", "senn_active_ehcp_id"),
        coded("senn_active_ehcp_need_type", "Kind of need", PLAN_NEEDS),
        whole("senn_active_ehcp_need_rank", "Rank of the need", 1, 2, "rank"),
    ),
    key=("senn_table_id",),
    domain=Domain.EDUCATION,
    who=Who(local="ehcp_active_ehcp_id", through="ehcp_active_plans"),
    parent="ehcp_active_plans",
    sheets=("ssd_sen_need",),
)

TABLES = (
    PERSON,
    DISABILITY,
    SEND,
    REQUESTS,
    ASSESSMENT,
    NAMED_PLAN,
    ACTIVE_PLANS,
    SEN_NEED,
)
