"""What schools and the council send: the SEN2 return, census, attendance, exclusions, places."""

from goldenthread.dataset.tables.shape import Feed

from .saying import said

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
        on=lambda rows: rows.reviewmeeting.fill_null(rows.lastreview),
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
        {"kind": "sentype", "rank": "sentyperank", "found_by": said("Plan in force")},
    ),
)

FEEDS = (*SEN2,)
