"""Training of the workforce in SEND: courses, who came, what they said of it."""

from goldenthread.dataset.sources.identity import coded, day, proposed, text, whole, yes
from goldenthread.dataset.sources.shape import Column, Domain, Kind, Source, Table

TOPIC = proposed(
    "Topic of training",
    """
    LAW Law, code of practice and the graduated approach
    PLANS Writing advice and plans
    AUT Autism
    SLCN Speech, language and communication
    SEMH Social, emotional and mental health
    SENS Hearing, vision and multi-sensory need
    PHYS Physical and medical need
    COPROD Working with children and families
    ADULT Preparing for adulthood
    OTH Other
    """,
)

STAFF = proposed(
    "Group of staff",
    """
    SENCO SENCOs
    TEACH Teachers
    ASSIST Teaching assistants
    LEAD Heads and governors
    EARLY Early years staff
    HEALTH Health staff
    CARE Social care staff
    CASE Case officers
    MIXED More than one group
    """,
)

TRAINING = Table(
    "training",
    "Courses held, with how many came; no person is named",
    (
        text("session_id", "The sender's reference for the course", required=True),
        day("held_on", "Day of the course", required=True),
        text("title", "Title of the course", required=True),
        coded("topic", "Topic", TOPIC, required=True),
        coded("staff", "Group of staff it was for", STAFF, required=True),
        text("organisation", "Organisation that held it"),
        text("establishment", "Number of the school it was held for (URN), if one"),
        yes("with_parents", "Whether parents helped to make or to give it"),
        whole("places", "Places", 0, 5000, "people"),
        whole("came", "How many came", 0, 5000, "people"),
        whole("asked_after", "How many answered the questions afterwards", 0, 5000, "people"),
        Column(
            "sure_before",
            "How sure they were before, on average",
            Kind.NUMBER,
            low=1,
            high=5,
            unit="1 to 5",
        ),
        Column(
            "sure_after",
            "How sure they were after, on average",
            Kind.NUMBER,
            low=1,
            high=5,
            unit="1 to 5",
        ),
        whole("hours", "Length", 0, 200, "hours"),
    ),
    key=("session_id",),
    domain=Domain.NOBODY,
    event="held_on",
)

SOURCE = Source(
    code="workforce",
    words="Training of the workforce",
    partner="council",
    purpose="send-improvement",
    tables=(TRAINING,),
    rules=(),
    read_at="Our own proposal: there is no national format.",
    fresh_days=120,
)
