"""Rules of the SEN2 return about parts that belong together: what is missing and what is twice."""

from goldenthread.dataset.sources.between import at_most, has, lacks
from goldenthread.dataset.sources.ruling import DAY, has_parent
from goldenthread.dataset.sources.shape import Rule


def _orphans() -> tuple[Rule, ...]:
    chains = (
        ("requests", "person", "person_id", "The request's person"),
        ("assessment", "requests", "request_id", "The assessment's request"),
        ("named_plan", "assessment", "assessment_id", "The plan's assessment"),
        ("plan_detail", "named_plan", "named_plan_id", "The plan of this detail"),
        ("active_plans", "requests", "request_id", "The plan's request"),
        ("placement_detail", "active_plans", "active_plans_id", "The placement's plan"),
        ("sen_need", "active_plans", "active_plans_id", "The need's plan"),
    )
    return tuple(
        has_parent(f"{table}-orphan", table, parent, key, f"{words} is not in the return.")
        for table, parent, key, words in chains
    )


def _should_not() -> tuple[Rule, ...]:
    return (
        has(
            "assessed-though-not-agreed",
            "requests",
            "assessment",
            "request_id",
            "There is an assessment though the request was refused, awaited or withdrawn, and "
            "neither mediation nor the tribunal is said to have changed it.",
            {"requestoutcome": "N"},
            lambda rows: (
                rows.requestoutcome.isin(("N", "A", "W"))
                & ~rows.requestmediation.fill_null(False)
                & ~rows.requesttribunal.fill_null(False)
            ),
            ("requestoutcome", "requestmediation", "requesttribunal"),
        ),
        has(
            "plan-though-not-decided",
            "assessment",
            "named_plan",
            "assessment_id",
            "There is a plan though the assessment's outcome is awaited or withdrawn, after which "
            "nothing further is asked.",
            {"assessmentoutcome": "A"},
            lambda rows: rows.assessmentoutcome.isin(("A", "W")),
            ("assessmentoutcome",),
        ),
        has(
            "plan-though-refused",
            "assessment",
            "named_plan",
            "assessment_id",
            "There is a plan though one was refused, and neither mediation nor the tribunal is "
            "said to have changed it.",
            {"assessmentoutcome": "N"},
            lambda rows: (
                (rows.assessmentoutcome == "N")
                & ~rows.assessmentmediation.fill_null(False)
                & ~rows.assessmenttribunal.fill_null(False)
            ),
            ("assessmentoutcome", "assessmentmediation", "assessmenttribunal"),
        ),
    )


_TOO_MANY = (
    at_most(
        "assessments-twice",
        "assessment",
        "request_id",
        1,
        "A request has more than one assessment.",
        {},
    ),
    at_most(
        "plans-twice",
        "named_plan",
        "assessment_id",
        1,
        "An assessment has more than one plan.",
        {},
    ),
    at_most(
        "plans-in-force-twice",
        "active_plans",
        "request_id",
        1,
        "A request has more than one plan in force.",
        {},
    ),
    at_most(
        "settings-named-thrice",
        "plan_detail",
        "named_plan_id",
        2,
        "A plan names more than two settings.",
        {},
    ),
    at_most(
        "needs-thrice",
        "sen_need",
        "active_plans_id",
        2,
        "A plan has more than two needs.",
        {},
    ),
    at_most(
        "primary-need-twice",
        "sen_need",
        "active_plans_id",
        1,
        "A plan has more than one primary need.",
        {"sentyperank": 1},
        lambda rows: rows.sentyperank == 1,
        ("sentyperank",),
    ),
    at_most(
        "main-setting-twice",
        "plan_detail",
        "named_plan_id",
        1,
        "A plan names more than one main setting.",
        {"placementrank": 1},
        lambda rows: rows.placementrank == 1,
        ("placementrank",),
    ),
    at_most(
        "educated-twice",
        "placement_detail",
        "active_plans_id",
        1,
        "A child has two main placements at once.",
        {"placementrank": 1, "entrydate": DAY},
        lambda rows: (rows.placementrank == 1) & rows.leavingdate.isnull(),
        ("placementrank", "leavingdate"),
    ),
    at_most(
        "two-open-plans",
        "named_plan",
        "person_id",
        1,
        "A person has two plans that have not ceased.",
        {"startdate": DAY},
        lambda rows: rows.ceasedate.isnull(),
        ("ceasedate",),
    ),
    at_most(
        "two-requests-open",
        "requests",
        "person_id",
        1,
        "A person has two requests that are not yet decided.",
        {"requestoutcome": "A"},
        lambda rows: rows.requestoutcome == "A",
        ("requestoutcome",),
    ),
    at_most(
        "in-force-from-two-requests",
        "active_plans",
        "person_id",
        1,
        "A person has plans in force from two requests.",
        {},
    ),
)

_TOO_FEW = (
    lacks(
        "person-without-request",
        "person",
        "requests",
        "person_id",
        "A person of the return has no request, assessment or plan.",
    ),
    lacks(
        "agreed-without-assessment",
        "requests",
        "assessment",
        "request_id",
        "The request was agreed and there is no assessment, not even one that is awaited.",
        {"requestoutcome": "Y"},
        lambda rows: rows.requestoutcome == "Y",
        ("requestoutcome",),
    ),
    lacks(
        "plan-names-nowhere",
        "named_plan",
        "plan_detail",
        "named_plan_id",
        "The plan names no setting nor kind of setting.",
    ),
    lacks(
        "in-force-without-plan",
        "active_plans",
        "named_plan",
        "request_id",
        "A plan is in force and there is no plan as it was written.",
    ),
    lacks(
        "no-placement-transferred",
        "active_plans",
        "placement_detail",
        "active_plans_id",
        "A plan that was transferred in has no placement.",
        {"transferla": "801"},
        lambda rows: rows.transferla.notnull(),
        ("transferla",),
    ),
    lacks(
        "no-placement",
        "active_plans",
        "placement_detail",
        "active_plans_id",
        "A plan is in force and nothing says where the child is educated.",
        None,
        lambda rows: rows.transferla.isnull(),
        ("transferla",),
    ),
    lacks(
        "no-need",
        "active_plans",
        "sen_need",
        "active_plans_id",
        "A plan is in force and no kind of need is given.",
    ),
)


RULES = (*_orphans(), *_TOO_MANY, *_TOO_FEW, *_should_not())
