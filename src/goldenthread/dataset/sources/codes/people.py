"""Codes that say who a person is: sex, ethnicity, and why there is no pupil number."""

from datetime import date

from goldenthread.dataset.sources.shape import Code, CodeList

SEX = CodeList(
    "Sex",
    (Code("F", "Female"), Code("M", "Male")),
    "SEN2 person level guide from version 1.2; school census.",
)

SEX_OR_UNKNOWN = CodeList(
    "Sex, or unknown",
    (Code("F", "Female"), Code("M", "Male"), Code("U", "Unknown")),
    "data-to-insight/ssd-data-model, data/objects/ssd_person.yml (PERS002A)",
)

GENDER_NUMBERED = CodeList(
    "Gender, as numbered before sex was asked for",
    (
        Code("0", "Not known", until=date(2023, 12, 31)),
        Code("1", "Male", until=date(2023, 12, 31)),
        Code("2", "Female", until=date(2023, 12, 31)),
        Code("9", "Not specified", until=date(2023, 12, 31)),
    ),
    "SEN2 person level specification before version 1.2; words from the common basic data set.",
)

ETHNICITY = CodeList(
    "Ethnicity",
    (
        Code("WBRI", "White British"),
        Code("WIRI", "White Irish"),
        Code("WIRT", "Traveller of Irish heritage"),
        Code("WROM", "Gypsy or Roma"),
        Code("WOTH", "Any other white background"),
        Code("MWBC", "White and black Caribbean"),
        Code("MWBA", "White and black African"),
        Code("MWAS", "White and Asian"),
        Code("MOTH", "Any other mixed background"),
        Code("AIND", "Indian"),
        Code("APKN", "Pakistani"),
        Code("ABAN", "Bangladeshi"),
        Code("AOTH", "Any other Asian background"),
        Code("BCRB", "Caribbean"),
        Code("BAFR", "African"),
        Code("BOTH", "Any other black background"),
        Code("CHNE", "Chinese"),
        Code("OOTH", "Any other ethnic group"),
        Code("REFU", "Refused"),
        Code("NOBT", "Not yet obtained"),
    ),
    "The Department for Education's main categories, data-to-insight/ssd-data-model, "
    "data/categories/ethnicity.yml. Its extended codes were not had: others are asked about.",
    complete=False,
)

UPN_UNKNOWN = CodeList(
    "Why there is neither a pupil nor a learner number",
    (
        Code("UN1", "Under six and not yet given one"),
        Code("UN2", "Never in a state-funded school in England"),
        Code("UN3", "Educated outside England"),
        Code("UN5", "The sources of the number disagree on who it belongs to"),
        Code("UN8", "New to the local authority, number not yet known"),
        Code("UN9", "Young person never in state-funded education in England"),
        Code("UN10", "Request ended before the number was known"),
    ),
    "SEN2 person level guide, item 1.9, as quoted in data-to-insight/ssd-data-model, "
    "data/objects/ssd_send.yml (SEND004A)",
)

UPN_UNKNOWN_IN_CARE = CodeList(
    "Why there is no pupil number, in children's social care",
    (
        Code("UN1", "Not of school age and not yet given one"),
        Code("UN2", "Never in a maintained school in England"),
        Code("UN3", "Educated outside England"),
        Code("UN4", "Newly looked after, number not yet known"),
        Code("UN5", "The sources of the number disagree on who it belongs to"),
    ),
    "data-to-insight/ssd-data-model, data/objects/ssd_person.yml (PERS007A)",
)
