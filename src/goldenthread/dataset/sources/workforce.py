"""Training of the workforce in SEND: courses, who came, what they said of it."""

from goldenthread.dataset.sources.identity import coded, day, proposed, text, whole, yes
from goldenthread.dataset.sources.ruling import ERROR, QUERY, asked
from goldenthread.dataset.sources.shape import Column, Domain, Given, Kind, Rows, Source, Table, Yes

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


def _more_than_places(rows: Rows, _given: Given) -> Yes:
    return rows.came > rows.places


def _more_answers_than_people(rows: Rows, _given: Given) -> Yes:
    return rows.asked_after > rows.came


def _average_of_nobody(rows: Rows, _given: Given) -> Yes:
    return (rows.sure_after.notnull() | rows.sure_before.notnull()) & (rows.asked_after == 0)


def _one_mark(rows: Rows, _given: Given) -> Yes:
    return rows.sure_after.isnull() != rows.sure_before.isnull()


RULES = (
    asked(
        "WT01",
        "training",
        QUERY,
        "More came than there were places.",
        ("came", "places"),
        _more_than_places,
        passes=({"came": 20, "places": 20}, {"came": 20}),
        fails=({"came": 21, "places": 20},),
    ),
    asked(
        "WT02",
        "training",
        ERROR,
        "More answered afterwards than came.",
        ("asked_after", "came"),
        _more_answers_than_people,
        passes=({"asked_after": 12, "came": 20},),
        fails=({"asked_after": 21, "came": 20},),
    ),
    asked(
        "WT03",
        "training",
        ERROR,
        "There is an average, but nobody answered.",
        ("sure_before", "sure_after", "asked_after"),
        _average_of_nobody,
        passes=({"sure_after": 4.1, "asked_after": 12}, {"asked_after": 0}),
        fails=({"sure_after": 4.1, "asked_after": 0},),
    ),
    asked(
        "WT04",
        "training",
        QUERY,
        "Only one of the averages before and after is there, so nothing can be compared.",
        ("sure_before", "sure_after"),
        _one_mark,
        passes=({"sure_before": 2.2, "sure_after": 4.1}, {}),
        fails=({"sure_after": 4.1},),
    ),
)

SOURCE = Source(
    code="workforce",
    words="Training of the workforce",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=(TRAINING,),
    rules=RULES,
    read_at="Our own proposal: there is no national format.",
    fresh_days=120,
)
