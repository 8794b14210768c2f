"""The autism and neurodevelopmental pathway, from referral to the support that follows."""

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
from goldenthread.dataset.sources.shape import Domain, Source, Table, Who

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

SOURCE = Source(
    code="neurodevelopmental",
    words="Autism and neurodevelopmental pathway, support and second opinions",
    partner="community health or mental health trust",
    purpose="send-improvement",
    tables=(PATHWAYS, SUPPORT, SECOND_OPINIONS),
    rules=(),
    read_at=(
        "Our own proposal: national data sets hold a referral and its contacts, not the steps of "
        "the pathway. Who referred, ethnicity and the person follow the Mental Health Services "
        "Data Set. The steps are those of NICE guideline CG128 (recognition, referral and "
        "diagnosis) and quality standard QS51, where the assessment is to begin within three "
        "months of the referral."
    ),
    fresh_days=45,
)
