"""What councils send of requests, assessments, plans, needs and places in education."""

from goldenthread.dataset.tables.shape import Feed

from .saying import first_of, is_there, said

_COUNCIL = said("Local authority")


SEN2 = (
    Feed(
        "requests",
        "sen2",
        "requests",
        {
            "asked_by": "requestsource",
            "decided_on": "requestoutcomedate",
            "outcome": "requestoutcome",
            "mediation": "requestmediation",
            "tribunal": "requesttribunal",
        },
    ),
    Feed(
        "assessments",
        "sen2",
        "assessment",
        {
            "service": _COUNCIL,
            "outcome": "assessmentoutcome",
            "decided_on": "assessmentoutcomedate",
            "exceptions": "week20",
        },
        until="assessmentoutcomedate",
    ),
    Feed(
        "plans",
        "sen2",
        "named_plan",
        {
            "ceased_why": "ceasereason",
            "residential": lambda rows: rows.planres.notnull(),
            "part": said("as written"),
        },
    ),
    Feed(
        "reviews",
        "sen2",
        "active_plans",
        {"service": _COUNCIL, "decided_on": "lastreview", "outcome": "reviewoutcome"},
        on=first_of("reviewmeeting", "lastreview"),
        where=lambda rows: rows.reviewmeeting.notnull() | rows.lastreview.notnull(),
    ),
    Feed(
        "placements",
        "sen2",
        "placement_detail",
        {
            "kind": "sensetting",
            "setting": "urn",
            "residential": lambda rows: rows.res.notnull(),
        },
    ),
    Feed(
        "needs",
        "sen2",
        "sen_need",
        {"need": "sentype", "rank": "sentyperank", "found_by": said("Plan in force")},
    ),
)

SAFEGUARDING = (
    Feed(
        "requests",
        "ssd",
        "ehcp_requests",
        {"decided_on": "ehcr_ehcp_req_outcome_date", "outcome": "ehcr_ehcp_req_outcome"},
    ),
    Feed(
        "assessments",
        "ssd",
        "ehcp_assessment",
        {
            "service": _COUNCIL,
            "outcome": "ehca_ehcp_assessment_outcome",
            "decided_on": "ehca_ehcp_assessment_outcome_date",
            "exceptions": "ehca_ehcp_assessment_exceptions",
        },
        until="ehca_ehcp_assessment_outcome_date",
    ),
    Feed(
        "plans",
        "ssd",
        "ehcp_named_plan",
        {"ceased_why": "ehcn_named_plan_ceased_reason", "part": said("as written")},
    ),
    Feed(
        "reviews",
        "ssd",
        "ehcp_active_plans",
        {"service": _COUNCIL, "decided_on": "ehcp_active_ehcp_last_review_date"},
        where=is_there("ehcp_active_ehcp_last_review_date"),
    ),
    Feed(
        "needs",
        "ssd",
        "sen_need",
        {
            "need": "senn_active_ehcp_need_type",
            "rank": "senn_active_ehcp_need_rank",
            "found_by": said("Plan in force"),
        },
    ),
    Feed(
        "needs",
        "ssd",
        "disability",
        {"need": "disa_disability_code", "found_by": said("Social care")},
    ),
)

ANNEX_A = (
    Feed(
        "plans",
        "annex_a",
        "list1",
        {"part": said("on a list for inspectors")},
        where=is_there("initial_plan_date"),
    ),
    Feed(
        "reviews",
        "annex_a",
        "list1",
        {"service": _COUNCIL},
        on="last_review_date",
        where=is_there("last_review_date"),
    ),
    *(
        Feed(
            "needs",
            "annex_a",
            name,
            {"need": "primary_need", "rank": said(1), "found_by": found_by},
            on="extract_on",
            where=is_there("primary_need"),
        )
        for name, found_by in (("list1", said("Plan in force")), ("list2", said("SEN support")))
    ),
)

PLACES = (
    Feed(
        "placements",
        "placements",
        "placements",
        {
            "kind": "kind",
            "setting": "urn",
            "provider": "provider",
            "reason": "reason",
            "status": "ended",
            "yearly_cost": "cost_year",
            "residential": lambda rows: rows.residential.notnull(),
            "outside": "out_of_area",
        },
    ),
    Feed(
        "checks",
        "plan_audits",
        "audits",
        {"kind": said("Audit of the plan"), "service": "auditor", "outcome": "overall"},
    ),
    Feed(
        "destinations",
        "destinations",
        "destinations",
        {"activity": "activity", "setting": "establishment", "status": "known_by"},
    ),
)

FEEDS = (*SEN2, *SAFEGUARDING, *ANNEX_A, *PLACES)
