"""Complaints, compliments and enquiries to independent advice, by theme; no person is named."""

from goldenthread.dataset.sources.identity import coded, day, proposed, text, whole, yes
from goldenthread.dataset.sources.ruling import DAY, LATER, QUERY, asked, not_before, not_in_future
from goldenthread.dataset.sources.shape import Domain, Given, Rows, Source, Table, Yes

THEME = proposed(
    "Theme",
    """
    NEEDS Assessing or identifying needs
    PLAN Content of a plan
    TIME Time taken
    REVIEW Annual review
    SCHOOL School place or named setting
    PROVISION Provision not made
    EXCL Exclusion, attendance or part-time timetable
    TRANSPORT Travel
    HEALTH Health services or waits
    CARE Social care or short breaks
    MONEY Personal budget or direct payment
    WORDS Communication
    STAFF Conduct of staff
    OTH Other
    """,
)

ABOUT = proposed(
    "Service it is about",
    """
    SEN SEN casework
    EP Educational psychology
    SCHOOL School or college
    CAMHS Child and adolescent mental health
    COMM Community health
    CARE Social care
    TRAVEL Travel
    ADVICE Independent advice
    OTH Other
    """,
)

STAGE = proposed(
    "Stage of a complaint",
    """
    1 First stage
    2 Second stage
    3 Review panel
    O Ombudsman
    """,
)

UPHELD = proposed(
    "Outcome of a complaint",
    """
    UP Upheld
    PART Upheld in part
    NOT Not upheld
    WITH Withdrawn
    OPEN Not answered yet
    """,
)

LEVEL = proposed(
    "Level of help",
    """
    1 Information, pointing the way
    2 Advice
    3 Support over some time
    4 Support at a tribunal or of that weight
    """,
)

AGES = proposed(
    "Age band",
    """
    0-4 Under 5
    5-10 5 to 10
    11-15 11 to 15
    16-25 16 to 25
    NK Not known
    """,
)

COMPLAINTS = Table(
    "complaints",
    "Complaints about support for children and young people with SEND",
    (
        text("complaint_id", "The sender's reference for the complaint", required=True),
        day("received_on", "Day it was received", required=True),
        coded("theme", "Theme", THEME, required=True),
        coded("about", "Service it is about", ABOUT, required=True),
        coded("stage", "Stage", STAGE),
        text("district", "Code of the district (E06, E07, E08, E09)", "District code"),
        day("acknowledged_on", "Day it was acknowledged"),
        day("due_on", "Day by which an answer was due"),
        day("answered_on", "Day it was answered"),
        coded("outcome", "Outcome", UPHELD),
        yes("lesson", "Whether something was changed because of it"),
    ),
    key=("complaint_id",),
    domain=Domain.NOBODY,
    event="received_on",
    until="answered_on",
)

COMPLIMENTS = Table(
    "compliments",
    "Compliments received",
    (
        text("compliment_id", "The sender's reference for the compliment", required=True),
        day("received_on", "Day it was received", required=True),
        coded("theme", "Theme", THEME),
        coded("about", "Service it is about", ABOUT, required=True),
        text("district", "Code of the district (E06, E07, E08, E09)", "District code"),
    ),
    key=("compliment_id",),
    domain=Domain.NOBODY,
    event="received_on",
)

ADVICE_ENQUIRIES = Table(
    "advice_enquiries",
    "Enquiries to the independent information, advice and support service",
    (
        text("enquiry_id", "The sender's reference for the enquiry", required=True),
        day("received_on", "Day it was received", required=True),
        coded("theme", "Main theme", THEME, required=True),
        coded("about", "Service it is about", ABOUT),
        coded("level", "Level of help given", LEVEL),
        coded("age", "Age band of the child or young person", AGES),
        text("district", "Code of the district (E06, E07, E08, E09)", "District code"),
        yes("from_young_person", "Whether the young person asked"),
        whole("contacts", "How many contacts it took", 0, 1000, "contacts"),
        day("closed_on", "Day it was closed"),
    ),
    key=("enquiry_id",),
    domain=Domain.NOBODY,
    event="received_on",
    until="closed_on",
)


def _answered_and_open(rows: Rows, _given: Given) -> Yes:
    return (rows.outcome == "OPEN") & rows.answered_on.notnull()


def _late(rows: Rows, given: Given) -> Yes:
    return rows.answered_on.isnull() & (rows.due_on < given.on)


RULES = (
    not_in_future(
        "CO01",
        "complaints",
        "received_on",
        "The complaint was received after the day of the extract.",
    ),
    not_before(
        "CO02",
        "complaints",
        "answered_on",
        "received_on",
        "The complaint was answered before it was received.",
    ),
    not_before(
        "CO03",
        "complaints",
        "acknowledged_on",
        "received_on",
        "The complaint was acknowledged before it was received.",
    ),
    asked(
        "CO04",
        "complaints",
        QUERY,
        "The complaint is said to be open, and there is a day on which it was answered.",
        ("outcome", "answered_on"),
        _answered_and_open,
        passes=({"outcome": "UP", "answered_on": DAY}, {"outcome": "OPEN"}),
        fails=({"outcome": "OPEN", "answered_on": DAY},),
    ),
    asked(
        "CO05",
        "complaints",
        QUERY,
        "The answer was due before the day of the extract and is not there.",
        ("due_on", "answered_on"),
        _late,
        passes=({"due_on": LATER}, {"due_on": DAY, "answered_on": LATER}),
        fails=({"due_on": DAY},),
    ),
    not_before(
        "CO06",
        "complaints",
        "due_on",
        "received_on",
        "The answer was due before the complaint was received.",
        QUERY,
    ),
    not_in_future(
        "CO11",
        "compliments",
        "received_on",
        "The compliment was received after the day of the extract.",
    ),
    not_in_future(
        "CO21",
        "advice_enquiries",
        "received_on",
        "The enquiry was received after the day of the extract.",
    ),
    not_before(
        "CO22",
        "advice_enquiries",
        "closed_on",
        "received_on",
        "The enquiry was closed before it was received.",
    ),
)

SOURCE = Source(
    code="complaints",
    words="Complaints, compliments and enquiries to independent advice",
    partner="Local authority and independent advice service",
    purpose="Understanding need and provision",
    tables=(COMPLAINTS, COMPLIMENTS, ADVICE_ENQUIRIES),
    rules=RULES,
    read_at=(
        "Our own proposal: there is no national format. No person is named, because themes do "
        "not need it. The four levels of help follow the practice of information, advice and "
        "support services; their national wording was not obtained."
    ),
    fresh_days=120,
)
