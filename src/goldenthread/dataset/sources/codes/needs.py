"""Kinds of need and of support in school, as the school census and the SEN2 return code them."""

from datetime import date

from goldenthread.dataset.sources.shape import Code, CodeList

_LASTING = (
    Code("SPLD", "Specific learning difficulty"),
    Code("MLD", "Moderate learning difficulty"),
    Code("SLD", "Severe learning difficulty"),
    Code("PMLD", "Profound and multiple learning difficulty"),
    Code("SLCN", "Speech, language and communication needs"),
    Code("HI", "Hearing impairment"),
    Code("VI", "Vision impairment"),
    Code("MSI", "Multi-sensory impairment"),
    Code("PD", "Physical disability"),
    Code("ASD", "Autistic spectrum disorder"),
    Code("OTH", "Other difficulty"),
)
_SEMH = Code("SEMH", "Social, emotional and mental health", since=date(2014, 9, 1))
_DOWN = Code("DS", "Down syndrome", since=date(2025, 1, 1))

PLAN_NEEDS = CodeList(
    "Kinds of need in a plan",
    (*_LASTING, _SEMH, _DOWN),
    "SEN2 person level guide 2025, item 5.8, as listed by MastodonC/witan.sen2, "
    "return/person_level/dictionary.clj. NSA is not in it.",
)

SCHOOL_NEEDS = CodeList(
    "Kinds of need in the school census",
    (
        *_LASTING,
        _SEMH,
        _DOWN,
        Code(
            "BESD",
            "Behaviour, emotional and social difficulties (SEMH since)",
            until=date(2014, 12, 31),
        ),
        Code(
            "NSA",
            "SEN support, and the kind of need not yet known",
            since=date(2015, 1, 1),
        ),
    ),
    "School census guidance as told to Devon's, Norfolk's and Hertfordshire's schools, and "
    "oneeducation.co.uk of 11 May 2015 for the change of BESD to SEMH and for NSA. Whether NSA has "
    "been replaced since was not found: it is open here until an end is read.",
    complete=False,
)

PROVISION = CodeList(
    "SEN provision in the school census",
    (
        Code("N", "No special educational need"),
        Code("K", "SEN support", since=date(2014, 9, 1)),
        Code("E", "Education, health and care plan", since=date(2014, 9, 1)),
        Code("S", "Statement", until=date(2018, 3, 31)),
        Code("A", "School action", until=date(2015, 8, 31)),
        Code("P", "School action plus", until=date(2015, 8, 31)),
    ),
    "School census guidance (devon.gov.uk, SEN census guidance); the ends of S, A and P from the "
    "Children and Families Act 2014's transition, not from the code set itself.",
)

DISABILITIES = CodeList(
    "Disabilities in children's social care",
    (
        Code("AUT", "Diagnosed with autism"),
        Code("BEH", "Behaviour"),
        Code("COMM", "Communication"),
        Code("CON", "Consciousness"),
        Code("DDA", "Disabled in law but not in these kinds"),
        Code("HAND", "Hand function"),
        Code("HEAR", "Hearing"),
        Code("INC", "Incontinence"),
        Code("LD", "Learning"),
        Code("MOB", "Mobility"),
        Code("NONE", "None"),
        Code("PC", "Personal care"),
        Code("VIS", "Vision"),
    ),
    "data-to-insight/ssd-data-model, data/categories/disability.yml",
)
