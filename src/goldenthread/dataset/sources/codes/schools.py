"""Codes of the school census, of suspensions and exclusions, and of home education."""

from datetime import date

from goldenthread.dataset.sources.shape import Code, CodeList

_AUTUMN_2020 = date(2020, 9, 1)

ENROLMENT = CodeList(
    "Enrolment status",
    (
        Code("C", "Current, at this school alone"),
        Code("M", "Current main, at another school too"),
        Code("S", "Current subsidiary, mainly at another school"),
        Code("F", "Further education college"),
        Code("O", "Other provider"),
        Code("G", "Guest, not registered here"),
        Code("P", "Previous, has left"),
    ),
    "The common basic data set's enrolment statuses, from general knowledge.",
    complete=False,
)

YEAR_GROUP = CodeList(
    "National curriculum year",
    (
        Code("E1", "Early first year"),
        Code("E2", "Early second year"),
        Code("N1", "Nursery first year"),
        Code("N2", "Nursery second year"),
        Code("R", "Reception"),
        *(Code(str(number), f"Year {number}") for number in range(1, 15)),
        Code("X", "Curriculum not taught in years"),
    ),
    "The school census's national curriculum years, from general knowledge.",
    complete=False,
)

TERM = CodeList(
    "Term of the census",
    (
        Code("autumn", "Autumn, first Thursday of October"),
        Code("spring", "Spring, third Thursday of January"),
        Code("summer", "Summer, third Thursday of May"),
    ),
    "devon.gov.uk, SEN census guidance",
)

EXCLUSION_KIND = CodeList(
    "Suspension or exclusion",
    (
        Code("SUSP", "Suspension", since=date(2021, 9, 1)),
        Code("PERM", "Permanent exclusion"),
        Code("FIXD", "Fixed-period exclusion, a suspension since", until=date(2021, 8, 31)),
        Code("LNCH", "Lunchtime exclusion, counted as a suspension since", until=date(2021, 8, 31)),
    ),
    "The school census's categories, from general knowledge; the change of 2021 from the word "
    "that the department's guidance uses, so that others are asked about.",
    complete=False,
)

EXCLUSION_REASON = CodeList(
    "Reason for a suspension or exclusion",
    (
        Code("PP", "Physical assault against a pupil"),
        Code("PA", "Physical assault against an adult"),
        Code("VP", "Verbal abuse or threat against a pupil"),
        Code("VA", "Verbal abuse or threat against an adult"),
        Code("OW", "Offensive weapon or prohibited item", since=_AUTUMN_2020),
        Code("BU", "Bullying"),
        Code("RA", "Racist abuse"),
        Code("LG", "Abuse about sexual orientation or gender identity", since=_AUTUMN_2020),
        Code("DS", "Abuse about disability", since=_AUTUMN_2020),
        Code("SM", "Sexual misconduct"),
        Code("DA", "Drugs and alcohol"),
        Code("DM", "Damage"),
        Code("TH", "Theft"),
        Code("MT", "Social media or online technology", since=_AUTUMN_2020),
        Code("PH", "Public health measures broken on purpose", since=_AUTUMN_2020),
        Code("DB", "Persistent or general disruptive behaviour"),
        Code("OT", "Other", until=date(2020, 8, 31)),
    ),
    "egfl.org.uk/node/27198 and support.arbor-education.com (reasons and the department's codes); "
    "the beginning in autumn 2020 of five codes from guidance on the public health one, the end of "
    "Other inferred from it.",
    complete=False,
)

HOME_EDUCATION_REASON = CodeList(
    "Main reason for home education",
    (
        Code("philosophical", "Philosophical or preferential"),
        Code("lifestyle", "Lifestyle choice"),
        Code("religious", "Religious"),
        Code("mental-health", "Mental health"),
        Code("physical-health", "Physical health"),
        Code("send-unmet", "Special educational needs not met at school"),
        Code("bullying", "Bullying"),
        Code("school-dissatisfaction", "Dissatisfied with the school, other reasons"),
        Code("school-preference", "Preferred school not offered"),
        Code("behaviour", "Difficulty in school, at risk of exclusion"),
        Code("attendance", "Attendance difficulties"),
        Code("not-given", "Parent gave none"),
        Code("unknown", "Not known to the local authority"),
        Code("other", "Other"),
    ),
    "After the reasons in the published figures on elective home education "
    "(explore-education-statistics, autumn term releases) and a council's own list; the letters of "
    "the department's collection were not had, so that the codes are ours.",
    complete=False,
)
