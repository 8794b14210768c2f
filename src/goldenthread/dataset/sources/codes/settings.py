"""Where children and young people are educated, and how a plan begins, is reviewed and ends."""

from datetime import date

from goldenthread.dataset.sources.shape import Code, CodeList

_DICTIONARY = "as listed by MastodonC/witan.sen2, return/person_level/dictionary.clj"

SEN_SETTING = CodeList(
    "Setting where there is no establishment number",
    (
        Code("OLA", "Arranged by the local authority other than at a school (section 61)"),
        Code("OPA", "Arranged by parents or the young person, not home education"),
        Code("EHE", "Elective home education"),
        Code("EYP", "Early years provider without a number"),
        Code("OTH", "Other, such as a type of setting named and no one setting"),
        Code("NEET", "Not in education, employment or training, aged 16 to 25"),
        Code("NIEC", "Not in education, notice to cease given"),
        Code("NIEO", "Not in education, other"),
    ),
    f"SEN2 person level guide 2025, items 4.7c and 5.7c, {_DICTIONARY}",
)

CEASE_REASON = CodeList(
    "Why a plan ceased",
    (
        Code("1", "Reached the maximum age"),
        Code("2", "Needs met without a plan, still in education or training"),
        Code("3", "Went on to higher education"),
        Code("4", "Went on to paid employment, not an apprenticeship"),
        Code("5", "Transferred to another local authority in England"),
        Code("6", "No longer wishes to be in education or training"),
        Code("7", "Moved outside England"),
        Code("8", "Died"),
        Code("9", "Other"),
    ),
    f"SEN2 person level guide 2025, item 4.6, {_DICTIONARY}",
)

REQUEST_OUTCOME = CodeList(
    "Outcome of a request",
    (
        Code("Y", "An assessment was begun"),
        Code("N", "Refused"),
        Code("A", "Not yet decided"),
        Code("W", "Withdrawn or ended before the decision"),
        Code("H", "Decided before this collection's year"),
    ),
    "SEN2 person level guide, item 2.4, as quoted in data-to-insight/ssd-data-model, "
    "data/objects/ssd_ehcp_requests.yml (EHCR005A)",
)

ASSESSMENT_OUTCOME = CodeList(
    "Outcome of an assessment",
    (
        Code("Y", "A plan is to be issued"),
        Code("N", "No plan is to be issued"),
        Code("A", "Not yet decided"),
        Code("W", "Withdrawn or ended before the decision"),
        Code("H", "Decided before this collection's year, or by another authority"),
    ),
    "SEN2 person level guide, item 3.1, as quoted in data-to-insight/ssd-data-model, "
    "data/objects/ssd_ehcp_assessment.yml (EHCA004A)",
)

REQUEST_SOURCE = CodeList(
    "Who asked for an assessment",
    (
        Code("1", "Parent or young person", since=date(2025, 1, 1)),
        Code("2", "School or other setting", since=date(2025, 1, 1)),
        Code("3", "Health", since=date(2025, 1, 1)),
        Code("4", "Social care", since=date(2025, 1, 1)),
        Code("5", "Other", since=date(2025, 1, 1)),
    ),
    "SEN2 template version 1.3; the codes as a local authority's own application lists them.",
)

RESIDENTIAL = CodeList(
    "Residential placement",
    (Code("A", "38 to 51 weeks a year"), Code("B", "52 weeks a year")),
    "SEN2 person level return, as a local authority's own application lists it; blank: neither.",
)

REVIEW_OUTCOME = CodeList(
    "Decision after an annual review",
    (
        Code("M", "Maintain as it is", since=date(2024, 1, 1)),
        Code("A", "Amend", since=date(2024, 1, 1)),
        Code("C", "Cease", since=date(2024, 1, 1)),
    ),
    "The three decisions are regulation 20(10)'s; the letters are from general knowledge and were "
    "not found in the specification.",
    complete=False,
)

WORK_BASED = CodeList(
    "Work-based learning",
    (),
    "The SEN2 specification names apprenticeships, traineeships and supported internships; its "
    "codes were not had, so that none is listed.",
    complete=False,
)

DIRECT_PAYMENTS = CodeList(
    "What direct payments are for",
    (),
    "The SEN2 specification names education, health, social care and integrated; its codes were "
    "not had, so that none is listed.",
    complete=False,
)

PLACEMENT_KINDS = CodeList(
    "Kind of placement",
    (
        Code("mainstream", "Mainstream school"),
        Code("sen-unit", "SEN unit of a mainstream school"),
        Code("resourced", "Resourced provision of a mainstream school"),
        Code("special", "Maintained special school or academy"),
        Code("non-maintained", "Non-maintained special school"),
        Code("independent", "Independent school"),
        Code("alternative", "Alternative provision or pupil referral unit"),
        Code("hospital", "Hospital school or tuition for medical needs"),
        Code("early-years", "Early years provider"),
        Code("further-education", "General further education or sixth-form college"),
        Code("specialist-college", "Special post-16 institution"),
        Code("other-than-school", "Arranged other than at a school (section 61)"),
        Code("training", "Training provider, apprenticeship or supported internship"),
    ),
    "Our own proposal, after the kinds of establishment in the published EHC plan statistics.",
)
