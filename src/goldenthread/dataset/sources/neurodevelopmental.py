"""The autism and neurodevelopmental pathway, from referral to the support that follows."""

from collections.abc import Mapping

from goldenthread.dataset.sources.codes.health import ETHNICITY, REFERRED_BY
from goldenthread.dataset.sources.identity import (
    PATIENT_WHO,
    coded,
    day,
    patient,
    proposed,
    text,
    yes,
)
from goldenthread.dataset.sources.ruling import (
    DAY,
    LATER,
    QUERY,
    across,
    after_parent,
    aged,
    asked,
    born_by,
    has_parent,
    not_before,
    not_in_future,
    within,
)
from goldenthread.dataset.sources.shape import Domain, Given, Rows, Source, Table, Who, Yes

CONDITION = proposed(
    "Condition assessed for",
    """
    ASD Autism
    ADHD Attention deficit hyperactivity disorder
    BOTH Autism and attention deficit hyperactivity disorder
    FASD Fetal alcohol spectrum disorder
    OTH Other neurodevelopmental condition
    """,
)

TRIAGE = proposed(
    "Outcome of triage",
    """
    ASSESS Accepted for assessment
    MORE More information asked for
    ELSE Passed to another service
    NO Not accepted
    """,
)

FINDING = proposed(
    "Outcome of assessment",
    """
    DIAG Diagnosed
    NOT Not diagnosed
    WATCH To be assessed again later
    LEFT Left before the outcome
    """,
)

HELP = proposed(
    "Kind of support",
    """
    PAR Programme for parents
    SCH Advice to the school or setting
    KEY Key worker or named contact
    SLT Speech and language or sensory support
    EMO Emotional support for the child
    MED Medicine and its review
    PEER Peer or family group
    OTH Other
    """,
)

WHEN = proposed(
    "Stage of support",
    """
    WAIT While waiting
    AFTER After the outcome
    """,
)

SECOND = proposed(
    "Outcome of a second opinion",
    """
    SAME The first outcome stood
    CHANGED The first outcome was changed
    REFUSED No second opinion was given
    """,
)

PATHWAYS = Table(
    "pathways",
    "One way through the pathway: referral, triage, assessment and outcome",
    (
        text(
            "pathway_id",
            "The sender's reference for the pathway",
            "ServiceRequestId",
            required=True,
        ),
        *patient(),
        coded("ethnicity", "Ethnic category", ETHNICITY, "EthnicCategory"),
        text("provider", "Organisation code of the provider", "OrgIDProv"),
        coded("condition", "Condition assessed for", CONDITION, required=True),
        day(
            "received_on",
            "Day the referral was received",
            "ReferralRequestReceivedDate",
            required=True,
        ),
        coded("referred_by", "Who referred", REFERRED_BY, "SourceOfReferralMH"),
        day("triaged_on", "Day of triage"),
        coded("triage", "Outcome of triage", TRIAGE),
        day("assessed_from", "Day of the first assessment appointment"),
        day("assessed_by", "Day the assessment was complete"),
        coded("finding", "Outcome of assessment", FINDING),
        day("told_on", "Day the family was told the outcome"),
        day("report_sent_on", "Day the written report went to the family"),
        day("ended_on", "Day the pathway ended"),
    ),
    key=("pathway_id",),
    domain=Domain.HEALTH,
    who=PATIENT_WHO,
    event="received_on",
    until="ended_on",
)

SUPPORT = Table(
    "support",
    "Support offered on the pathway, while waiting and after",
    (
        text("support_id", "The sender's reference for the support", required=True),
        text("pathway_id", "The pathway it belongs to", required=True),
        coded("kind", "Kind of support", HELP, required=True),
        coded("stage", "Whether it was offered while waiting or after", WHEN, required=True),
        day("offered_on", "Day it was offered", required=True),
        yes("taken_up", "Whether the family took it up"),
        day("started_on", "Day it began"),
        day("ended_on", "Day it ended"),
    ),
    key=("support_id",),
    domain=Domain.HEALTH,
    who=Who(local="pathway_id", through="pathways"),
    event="offered_on",
    until="ended_on",
    parent="pathways",
)

SECOND_OPINIONS = Table(
    "second_opinions",
    "Second opinions asked for after an outcome",
    (
        text("request_id", "The sender's reference for the request", required=True),
        text("pathway_id", "The pathway it belongs to", required=True),
        day("asked_on", "Day it was asked for", required=True),
        day("given_on", "Day it was given"),
        coded("outcome", "What came of it", SECOND),
    ),
    key=("request_id",),
    domain=Domain.HEALTH,
    who=Who(local="pathway_id", through="pathways"),
    event="asked_on",
    until="given_on",
    parent="pathways",
)


def _out_of_order(rows: Rows, _given: Given) -> Yes:
    return rows.finding.isin(("DIAG", "NOT")) & rows.assessed_by.isnull()


def _assessed_after_no(rows: Rows, _given: Given) -> Yes:
    return (rows.triage == "NO") & rows.assessed_from.notnull()


def _waiting_support_after_outcome(tables: Mapping[str, Rows], _given: Given) -> Rows:
    done = tables["pathways"].select("pathway_id", "assessed_by")
    joined = tables["support"].inner_join(done, "pathway_id")
    late = (joined.stage == "WAIT") & (joined.offered_on > joined.assessed_by)
    return joined.filter(late).select("row")


def _two_pathways(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows = tables["neurodevelopmental.pathways"]
    running = rows.filter(rows.ended_on.isnull() & rows.person.notnull())
    counted = running.group_by(["person", "condition"]).agg(alike=running.count())
    again = counted.filter(counted.alike > 1)
    return running.semi_join(again, ["person", "condition"]).select("record")


def _diagnosed_without_need(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows, needs = tables["neurodevelopmental.pathways"], tables["sen2.sen_need"]
    autistic = rows.filter((rows.finding == "DIAG") & rows.condition.isin(("ASD", "BOTH")))
    named = autistic.semi_join(needs, "person")
    return named.anti_join(needs.filter(needs.sentype == "ASD"), "person").select("record")


_ON = {"person": "p", "condition": "ASD"}
_TOLD = {**_ON, "finding": "DIAG"}
_WAITED = {"pathway_id": "A", "stage": "WAIT", "offered_on": LATER}
RULES = (
    not_in_future(
        "ND01", "pathways", "received_on", "The referral was received after the day of the extract."
    ),
    born_by("ND02", "pathways", "received_on", "The referral was received before birth."),
    aged("ND03", "pathways", "received_on", 0, 25, "At the referral the person was over 25."),
    not_before("ND04", "pathways", "triaged_on", "received_on", "Triage lies before the referral."),
    not_before(
        "ND05",
        "pathways",
        "assessed_from",
        "received_on",
        "The assessment began before the referral.",
    ),
    not_before(
        "ND06",
        "pathways",
        "assessed_by",
        "assessed_from",
        "The assessment was complete before it began.",
    ),
    not_before(
        "ND07",
        "pathways",
        "told_on",
        "assessed_by",
        "The family was told the outcome before the assessment was complete.",
        QUERY,
    ),
    not_before("ND08", "pathways", "ended_on", "received_on", "The pathway ended before it began."),
    asked(
        "ND09",
        "pathways",
        QUERY,
        "There is an outcome, but no day on which the assessment was complete.",
        ("finding", "assessed_by"),
        _out_of_order,
        passes=({"finding": "DIAG", "assessed_by": DAY}, {"finding": "LEFT"}),
        fails=({"finding": "NOT"},),
    ),
    asked(
        "ND10",
        "pathways",
        QUERY,
        "Triage did not accept the referral, and yet it was assessed.",
        ("triage", "assessed_from"),
        _assessed_after_no,
        passes=({"triage": "NO"}, {"triage": "ASSESS", "assessed_from": DAY}),
        fails=({"triage": "NO", "assessed_from": DAY},),
    ),
    has_parent(
        "ND21",
        "support",
        "pathways",
        "pathway_id",
        "The pathway to which the support belongs is not in this extract.",
    ),
    not_before(
        "ND22", "support", "started_on", "offered_on", "Support began before it was offered.", QUERY
    ),
    not_before("ND23", "support", "ended_on", "started_on", "Support ended before it began."),
    within(
        "ND24",
        "support",
        QUERY,
        "Support while waiting was offered after the assessment was complete.",
        ("stage", "offered_on"),
        _waiting_support_after_outcome,
        passes=(
            {"pathways": ({"pathway_id": "A"},), "support": (_WAITED,)},
            {"pathways": ({"pathway_id": "A", "assessed_by": LATER},), "support": (_WAITED,)},
        ),
        fails=({"pathways": ({"pathway_id": "A", "assessed_by": DAY},), "support": (_WAITED,)},),
    ),
    not_in_future(
        "ND25", "support", "offered_on", "Support was offered after the day of the extract."
    ),
    has_parent(
        "ND31",
        "second_opinions",
        "pathways",
        "pathway_id",
        "The pathway to which the second opinion belongs is not in this extract.",
    ),
    not_before(
        "ND32",
        "second_opinions",
        "given_on",
        "asked_on",
        "The second opinion was given before it was asked for.",
    ),
    after_parent(
        "ND33",
        "second_opinions",
        "asked_on",
        "pathways",
        "pathway_id",
        "received_on",
        "The second opinion was asked for before the referral was received.",
    ),
    across(
        "ND41",
        "pathways",
        "The person is on two pathways for the same condition at once, perhaps with two providers.",
        ("condition", "ended_on"),
        _two_pathways,
        needs=("neurodevelopmental.pathways",),
        passes=(
            {"neurodevelopmental.pathways": (_ON, {**_ON, "ended_on": DAY})},
            {"neurodevelopmental.pathways": (_ON, {**_ON, "condition": "ADHD"})},
        ),
        fails=({"neurodevelopmental.pathways": (_ON, dict(_ON))},),
    ),
    across(
        "ND42",
        "pathways",
        "Autism was diagnosed, and the person's plan names needs but not this one.",
        ("finding", "condition"),
        _diagnosed_without_need,
        needs=("neurodevelopmental.pathways", "sen2.sen_need"),
        passes=(
            {"neurodevelopmental.pathways": (_TOLD,)},
            {
                "neurodevelopmental.pathways": (_TOLD,),
                "sen2.sen_need": (
                    {"person": "p", "sentype": "SLCN"},
                    {"person": "p", "sentype": "ASD"},
                ),
            },
        ),
        fails=(
            {
                "neurodevelopmental.pathways": (_TOLD,),
                "sen2.sen_need": ({"person": "p", "sentype": "SLCN"},),
            },
        ),
    ),
)

SOURCE = Source(
    code="neurodevelopmental",
    words="Autism and neurodevelopmental pathway, support and second opinions",
    partner="Community health or mental health trust",
    purpose="Understanding need and provision",
    tables=(PATHWAYS, SUPPORT, SECOND_OPINIONS),
    rules=RULES,
    read_at=(
        "Our own proposal: national data sets hold a referral and its contacts, not the steps of "
        "the pathway. Who referred, ethnicity and the person follow the Mental Health Services "
        "Data Set. The steps are those of NICE guideline CG128 (recognition, referral and "
        "diagnosis) and quality standard QS51, where the assessment is to begin within three "
        "months of the referral."
    ),
    fresh_days=45,
)
