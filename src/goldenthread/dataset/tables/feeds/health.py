"""What the health service sends: referrals, contacts, assessments, checks and stays."""

from goldenthread.dataset.tables.shape import Feed

from .saying import first_of, is_one_of, is_there, said, yearly

_CAMHS = said("Child and adolescent mental health")
_PATHWAY = said("Autism and neurodevelopmental pathway")

FEEDS = (
    Feed(
        "referrals",
        "camhs",
        "referrals",
        {
            "service": _CAMHS,
            "priority": "priority",
            "reason": "reason",
            "accepted_on": "accepted_on",
            "outcome": first_of("closed_for", "rejected_for"),
        },
        until=first_of("discharged_on", "rejected_on"),
    ),
    Feed(
        "contacts",
        "camhs",
        "contacts",
        {"service": _CAMHS, "contact": "team", "how": "mechanism", "status": "attendance"},
    ),
    Feed(
        "placements",
        "camhs",
        "admissions",
        {"kind": "kind", "provider": "provider", "residential": said(True)},
    ),
    Feed(
        "referrals",
        "neurodevelopmental",
        "pathways",
        {
            "service": _PATHWAY,
            "reason": "condition",
            "accepted_on": "triaged_on",
            "seen_on": "assessed_from",
            "status": "triage",
            "outcome": "finding",
        },
    ),
    Feed(
        "assessments",
        "neurodevelopmental",
        "pathways",
        {"service": _PATHWAY, "outcome": "finding", "decided_on": "told_on"},
        on="assessed_from",
        until="assessed_by",
        where=is_there("assessed_from"),
    ),
    Feed(
        "needs",
        "neurodevelopmental",
        "pathways",
        {"need": "condition", "found_by": _PATHWAY},
        on=first_of("told_on", "assessed_by", "assessed_from"),
        until=said(None, "date"),
        where=is_one_of("finding", "DIAG"),
    ),
    Feed(
        "contacts",
        "neurodevelopmental",
        "support",
        {"service": _PATHWAY, "contact": "kind", "status": "stage", "attended": "taken_up"},
    ),
    Feed(
        "reviews",
        "neurodevelopmental",
        "second_opinions",
        {"service": said("Second opinion"), "decided_on": "given_on", "outcome": "outcome"},
        until=said(None, "date"),
    ),
    Feed(
        "referrals",
        "community_health",
        "referrals",
        {
            "service": "service",
            "priority": "priority",
            "reason": "reason",
            "accepted_on": "accepted_on",
            "seen_on": "first_seen_on",
            "outcome": "closed_for",
        },
        until=first_of("discharged_on", "rejected_on"),
    ),
    Feed(
        "checks",
        "health_visiting",
        "contacts",
        {
            "kind": "kind",
            "service": said("Health visiting"),
            "status": "attendance",
            "due_on": "due_on",
        },
        on=first_of("held_on", "due_on"),
    ),
    Feed(
        "needs",
        "health_visiting",
        "need_before_birth",
        {"need": "kind", "found_by": said("Known before birth")},
    ),
    Feed(
        "needs",
        "ld_register",
        "people",
        {"need": said("Learning disability"), "found_by": said("Learning disability register")},
    ),
    Feed(
        "checks",
        "ld_register",
        "health_checks",
        {
            "kind": said("Annual health check"),
            "service": said("General practice"),
            "outcome": "outcome",
        },
        on=first_of("held_on", "invited_on"),
    ),
    Feed(
        "checks",
        "dsr",
        "people",
        {
            "kind": said("Dynamic Support Register"),
            "service": said("Integrated care board"),
            "status": "rating",
            "outcome": "review",
        },
    ),
    Feed(
        "assessments",
        "continuing_care",
        "packages",
        {"service": said("Continuing care"), "outcome": "decision", "decided_on": "decided_on"},
        until="decided_on",
    ),
    Feed(
        "placements",
        "continuing_care",
        "packages",
        {
            "kind": said("Continuing care package"),
            "yearly_cost": yearly("weekly_cost"),
        },
        on="started_on",
        where=is_there("started_on"),
    ),
)
