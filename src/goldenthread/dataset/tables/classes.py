"""The thirteen linked tables, each with the meaning of every column of its own."""

from goldenthread.dataset.sources.shape import Column, Kind

from .shape import LinkedTable


def _text(name: str, words: str) -> Column:
    return Column(name, words, Kind.TEXT)


def _day(name: str, words: str) -> Column:
    return Column(name, words, Kind.DATE)


def _yes(name: str, words: str) -> Column:
    return Column(name, words, Kind.YESNO)


def _count(name: str, words: str, unit: str) -> Column:
    return Column(name, words, Kind.NUMBER, unit=unit)


PEOPLE = LinkedTable(
    "people",
    "What each source says of a person on the day of its extract: one row for each record that "
    "names one, so that who somebody is and where they live can be asked for any day",
    (
        _day("born", "The first day of the month of birth; the day itself is kept apart"),
        _text("sex", "Sex or gender as the source gives it"),
        _text("home", "The code of the district of the home on that day, where it is known"),
        _text("ethnicity", "The source's code of ethnicity"),
        _text("school", "The school's number as this record gives it"),
        _text("status", "Where the person stands in this source, in its own code"),
    ),
)

REQUESTS = LinkedTable(
    "requests",
    "Requests for an education, health and care needs assessment",
    (
        _text("asked_by", "Who asked, in the source's code"),
        _day("decided_on", "The day on which it was decided whether to assess"),
        _text("outcome", "What was decided, in the source's code"),
        _yes("mediation", "Whether mediation followed"),
        _yes("tribunal", "Whether an appeal followed"),
    ),
)

ASSESSMENTS = LinkedTable(
    "assessments",
    "Assessments of education, health and care needs, and the same for health pathways",
    (
        _text("service", "Who assesses"),
        _text("status", "Where it stands, in the source's code"),
        _text("outcome", "What came of it, in the source's code"),
        _day("decided_on", "The day of the outcome"),
        _text("exceptions", "Whether an exception to the time limit is claimed, in its code"),
    ),
    lasting=True,
)

PLANS = LinkedTable(
    "plans",
    "Education, health and care plans",
    (
        _text("status", "Where the plan stands, in the source's code"),
        _text("ceased_why", "Why the plan ceased, in the source's code"),
        _yes("mediation", "Whether mediation took place over the plan"),
        _yes("tribunal", "Whether there was an appeal over the plan"),
        _yes("residential", "Whether the plan names a residential place"),
        _text("part", "Which part of the return names the plan"),
    ),
    lasting=True,
)

REVIEWS = LinkedTable(
    "reviews",
    "Annual reviews and second opinions: when held, when decided, what was decided",
    (
        _text("service", "Who reviews"),
        _day("decided_on", "The day of the decision after the review"),
        _text("outcome", "What was decided, in the source's code"),
    ),
)

PLACEMENTS = LinkedTable(
    "placements",
    "Places and packages: where a child is educated, placed or admitted, and what is provided, as "
    "short breaks, budgets and continuing care, with its cost",
    (
        _text("kind", "What sort of place or package, in the source's code"),
        _text("setting", "The number of the school or setting"),
        _text("provider", "The name of the provider"),
        _text("status", "Where it stands, in the source's code"),
        _text("reason", "Why this place, in the source's code"),
        _count("yearly_cost", "What it costs in a year", "pounds a year"),
        _yes("residential", "Whether the child lives there"),
        _yes("outside", "Whether it is outside the area"),
    ),
    lasting=True,
)

NEEDS = LinkedTable(
    "needs",
    "Needs, as one service found them",
    (
        _text("need", "The need, in the source's code"),
        _count("rank", "1 for the first need, 2 for the next", "place"),
        _text("found_by", "Which service found it"),
        _text("support", "What support goes with it, in the source's code"),
    ),
    lasting=True,
)

REFERRALS = LinkedTable(
    "referrals",
    "Referrals to a service and the wait that followed",
    (
        _text("service", "The service referred to"),
        _text("status", "Where it stands, in the source's code"),
        _text("priority", "How urgent, in the source's code"),
        _text("reason", "Why, in the source's code"),
        _day("accepted_on", "The day on which the service took it on"),
        _day("seen_on", "The first day on which the service saw the person"),
        _text("outcome", "How it ended, in the source's code"),
    ),
    lasting=True,
)

CONTACTS = LinkedTable(
    "contacts",
    "Contacts of a service with a person, held or missed, and support that was given",
    (
        _text("service", "The service"),
        _text("contact", "What sort of contact, in the source's code"),
        _text("how", "Face to face, by telephone or otherwise, in the source's code"),
        _text("status", "Whether it took place, in the source's code"),
        _yes("attended", "Whether the person came"),
    ),
)

ABSENCES = LinkedTable(
    "absences",
    "Time out of school: sessions missed, part-time timetables, time without a place, education "
    "at home",
    (
        _text("kind", "What sort: absence, part-time timetable, no place, at home"),
        _text("setting", "The number of the school"),
        _count("missed", "Sessions missed", "sessions"),
        _count("possible", "Sessions that could have been attended", "sessions"),
        _count("hours", "Hours a week in school while part-time", "hours a week"),
        _text("reason", "Why, in the source's code"),
    ),
    lasting=True,
)

EXCLUSIONS = LinkedTable(
    "exclusions",
    "Suspensions and permanent exclusions",
    (
        _text("kind", "Suspension or permanent exclusion, in the source's code"),
        _text("setting", "The number of the school"),
        _count("sessions", "Sessions excluded", "sessions"),
        _text("reason", "Why, in the source's code"),
    ),
)

CHECKS = LinkedTable(
    "checks",
    "Checks that are due to a person or a plan: health checks, mandated visits, audits, registers",
    (
        _text("kind", "Which check"),
        _text("service", "Who checks"),
        _text("status", "Whether it was done, in the source's code"),
        _text("outcome", "What was found, in the source's code"),
        _day("due_on", "The day by which it was due"),
    ),
)

DESTINATIONS = LinkedTable(
    "destinations",
    "What a young person does at 16 to 25",
    (
        _text("activity", "The activity, in the source's code"),
        _text("setting", "The number of the provider"),
        _text("status", "Whether it is confirmed, in the source's code"),
    ),
    lasting=True,
)

LINKED: dict[str, LinkedTable] = {
    table.name: table
    for table in (
        PEOPLE,
        REQUESTS,
        ASSESSMENTS,
        PLANS,
        REVIEWS,
        PLACEMENTS,
        NEEDS,
        REFERRALS,
        CONTACTS,
        ABSENCES,
        EXCLUSIONS,
        CHECKS,
        DESTINATIONS,
    )
}
