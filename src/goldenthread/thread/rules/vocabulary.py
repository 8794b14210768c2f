"""The field's vocabulary: which words name one subject, and which side of it they speak of."""

import re
from functools import lru_cache

from goldenthread.thread.rules.anchors import anchors

_SUBJECTS: dict[str, tuple[str, ...]] = {
    "annual reviews": (
        r"(?:(?:ehcps?|ehc plans?) )?annual reviews?(?: of (?:ehcps?|ehc plans?))?",
        r"(?:ehc\s?p|echp) reviews?",
        r"reviews? of ehc plans?",
    ),
    "EHC needs assessments": (
        r"(?:requests?|applications?) for (?:an? )?(?:assessments? for )?(?:an? )?"
        r"(?:ehc|education,? health and care)\w*",
        r"ehcp? (?:needs )?(?:assessments?|requests?)",
        r"education,? health and care (?:needs )?assessments?",
        r"assessments? for an? ehcp?",
    ),
    "EHC plans": (
        r"ehc plans?",
        r"ehcps?",
        r"statutory plans?",
        r"education,? health,? (?:and|&) (?:social )?care plans?",
        r"education,? health and care \(ehc\) plans?",
    ),
    "exclusion": (r"exclusions?", r"excluded", r"suspen(?:sions?|ded)", r"fixed[- ]terms?"),
    "elective home education": (
        r"elective(?:ly)? home[- ]educat\w+",
        r"home[- ]educat\w+",
        r"ehe",
        r"home[- ]school(?:ed|ing)",
    ),
    "personal budgets": (r"personal (?:health )?budgets?", r"direct payments?"),
    "short breaks": (r"short[- ]breaks?", r"respite"),
    "midwifery": (r"midwi\w+", r"maternity", r"unborn"),
    "health visiting": (
        r"health visit\w+",
        r"healthy child programme",
        r"ante-?\s?natal",
        r"mandated (?:checks?|reviews?|visits?)",
    ),
    "medical conditions at school": (
        r"medical (?:conditions?|emergenc\w+|needs)",
        r"epilep\w+",
        r"diabet\w+",
        r"anaphyla\w+",
        r"healthcare plans?",
    ),
    "continuing care": (r"continuing (?:health ?)?care", r"chc"),
    "life-limiting conditions": (r"life[- ]?limiting", r"palliative", r"long[- ]term conditions?"),
    "psychological support": (r"psychological\w*",),
    "telling a story once": (
        r"tell (?:it|us) once",
        r"tell(?:ing)? (?:their|your|my) stor\w+(?: only)? once",
        r"repeat(?:ing)? (?:their|your|my|the) stor\w+",
    ),
    "crisis and inpatient care": (
        r"cris[ie]s",
        r"tier[- ](?:4|four)",
        r"in-?patient\w*",
        r"hospital admissions?",
        r"section 117",
    ),
    "dynamic support register": (r"dynamic support(?: register)?", r"care and treatment reviews?"),
    "mental health": (
        r"camhs",
        r"mental(?:ly)?[- ]health",
        r"mental ill\w+",
        r"emotional (?:health|well)\w*",
        r"(?:social,? )?emotional,? (?:and )?mental",
        r"mental and emotional",
        r"semh",
        r"ehwb",
        r"mh",
    ),
    "autism": (
        r"autis\w+",
        r"as[dc]",
        r"asperger\w*",
        r"neuro-?(?:developmental|divers\w+|divergen\w+)",
        r"adhd",
    ),
    "diagnosis": (r"diagnos\w+",),
    "speech, language and communication": (r"slcn", r"salt", r"speech"),
    "therapies": (r"therap(?:y|ies|ists?)", r"physio\w*"),
    "SENCos": (r"sencos?", r"special educational needs co-?ordinators?", r"send handbook"),
    "SEN support": (r"sen support", r"graduated (?:approach|response)", r"ordinarily available"),
    "identification of need": (
        r"identif\w+ (?:\w+ ){0,2}?(?:and/or less obvious |less obvious |emerging )?needs?",
        r"less obvious needs?",
        r"(?:emerging|unidentified|unmet) (?:\w+ ){0,2}needs?",
    ),
    "pupils out of school": (
        r"part[- ]time (?:time-?tables?|pupils?)",
        r"without (?:a )?school placements?",
        r"(?:missing|out of) (?:education|school)",
        r"on a school roll",
    ),
    "alternative provision": (
        r"alternative provision",
        r"pupil referral units?",
        r"prus?",
        r"(?-i:AP) (?:offer|places|settings|strategy|providers?|available)",
        r"unregistered",
    ),
    "placements elsewhere": (
        r"out[- ]of[- ](?:county|area|borough|city|authority)",
        r"outside (?:the )?(?:area|county|borough|city)",
        r"(?:placed|placements?)[\w ]{0,40}? outside",
    ),
    "attendance": (r"attendance", r"absences?", r"absentee\w*"),
    "attainment": (
        r"attainment",
        r"(?:academic|educational) (?:outcomes?|measures?|attainment)",
        r"key stages?",
    ),
    "the Local Offer": (r"local offer",),
    "the parent carer forum": (r"parents?(?:[ /-]| and )?carers? forum", r"pcf"),
    "co-production": (
        r"co-? ?produc\w+",
        r"involve(?:ment)? of (?:children|parents|families|young)",
        r"say (?:in|for|over)",
        r"engagement (?:sessions?|events?|plan)",
        r"(?:levels?|sessions?|plan|events) of engagement",
    ),
    "trust of families": (
        r"(?:faith|trust) (?:and|or|in|of|from)",
        r"(?:lost|regain\w*|rebuild\w*|lack of) (?:faith|trust)",
        r"confidence (?:of|from|among) (?:parents|families)",
        r"(?:parental|families[’']) confidence",
    ),
    "joint commissioning": (
        r"joint(?:ly)?[- ]commission\w*",
        r"commission(?:ing|ed) (?:framework|plan|arrangements?|strateg\w+|of services)",
        r"joint(?:ly)? (?:working|plan\w*)",
        r"planning and commissioning",
    ),
    "contract monitoring": (r"contract monitoring", r"contracting"),
    "performance information": (
        r"performance (?:data|information|management|framework|measures?|scorecard)",
        r"data ?sets?",
        r"scorecards?",
        r"dashboards?",
        r"insufficient information",
    ),
    "understanding of need": (
        r"joint strategic needs",
        r"jsna",
        r"local area assessment",
        r"understanding of (?:the )?(?:local )?(?:area’s )?needs?",
        r"needs of the send population",
        r"population needs?",
        r"census",
        r"nhs numbers?",
    ),
    "leaders’ self-knowledge": (
        r"understanding (?:among|by|of) leaders",
        r"strengths and weaknesses",
        r"self-?evaluation",
    ),
    "targets for improvement": (r"(?:measurable|ambitious|agreed) targets",),
    "transition to adulthood": (
        r"transition\w*",
        r"prepar(?:ation|ing|ed)[\w ]{0,25}? for (?:adulthood|adult life|work|independence)",
        r"adult services",
        r"adulthood",
        r"pfa",
    ),
    "employment": (
        r"employab\w+",
        r"employment",
        r"apprentice\w+",
        r"trainees?hips?",
        r"supported internships?",
        r"work experience",
        r"(?:paid|into) work",
        r"world of work",
        r"neet",
        r"eet",
    ),
    "independent living": (r"(?:independent|supported) living",),
    "leisure": (r"leisure",),
    "equity between places": (
        r"inequit\w+",
        r"equitab\w+",
        r"equity",
        r"geographic\w*",
        r"postcode lotter\w+",
        r"by (?:district|locality|area|place|ward)",
    ),
    "reasonable adjustments": (r"reasonable adjustments?", r"equality act", r"discriminat\w+"),
    "early years": (r"early years", r"nurser(?:y|ies)", r"portage", r"pre-?school"),
    "youth justice": (
        r"youth (?:offending|justice)",
        r"yot",
        r"yjs",
        r"custod\w+",
        r"criminal justice",
    ),
    "looked-after children": (
        r"looked[- ]after",
        r"children in care",
        r"care[- ]experienced",
        r"virtual school",
        r"care leavers?",
    ),
    "social care": (r"(?<!health and )(?<!health, )social care",),
    "early help": (r"early help",),
    "complaints": (r"complaints?", r"compliments"),
    "mediation and the tribunal": (r"tribunals?", r"appeals?", r"mediation"),
    "the advice service": (r"sendiass?", r"information,? advice and support", r"iass"),
    "health checks": (r"health checks?", r"health action plans?"),
    "transport": (r"transport\w*",),
    "specialist places": (
        r"special schools?",
        r"specialist (?:placements?|places|settings)",
        r"resourced provision",
        r"school places",
    ),
    "education otherwise than at school": (r"eotas", r"other(?:wise)? than at school"),
    "educational psychology": (r"educational psycholog\w+",),
    "paediatrics": (r"paediatric\w*",),
    "equipment": (r"equipment", r"wheelchairs?", r"hearing aids?"),
    "vision and hearing": (
        r"(?:vision|visual|hearing|sensory)[- ](?:impair\w+|support|service)",
        r"deaf\w*",
    ),
    "learning disability": (r"learning disabilit\w+",),
    "designated officers": (
        r"designated (?:clinical|medical|social care) officers?",
        r"dcos?",
        r"dmos?",
        r"dscos?",
    ),
    "communication with families": (
        r"communicat\w+ (?:to|with) (?:\w+,? ){0,3}?(?:families|parents|carers)",
        r"poor communication",
        r"find(?:ing)? things out",
        r"communications? (?:strategy|plan)",
    ),
    "information sharing": (r"information[- ]sharing", r"shar\w+ (?:of )?information"),
    "oversight and governance": (
        r"governance",
        r"accountab\w+",
        r"(?:strategic|leadership|shared) (?:strategic )?oversight",
        r"leadership of the reforms",
    ),
    "workforce development": (r"workforce (?:development|plan\w*|strategy)",),
    "evaluation of impact": (r"evaluation", r"monitoring (?:of|and) (?:the )?impact"),
    "safeguarding": (r"safeguard\w*",),
    "waiting": (
        r"waiting (?:lists?|times?)",
        r"wait(?:s|ed)? (?:for|to|longer)",
        r"referral to treatment",
        r"delays?",
    ),
}

_ASPECTS: dict[str, tuple[str, ...]] = {
    "identification": (r"identif\w+", r"assess(?:ed|ments?|ing)?", r"diagnos\w+", r"screen\w*"),
    "waiting": (
        r"wait\w*",
        r"delays?",
        r"weeks",
        r"timely",
        r"timescales?",
        r"timeframes?",
        r"backlog",
        r"referral to treatment",
        r"rapidly",
    ),
    "range": (
        r"narrow\w*",
        r"too (?:few|little)",
        r"limited opportunities",
        r"(?:wider )?range of options",
        r"choice",
        r"(?:further|more) places",
        r"\d+ (?:further )?[\w ()]{0,30}places",
        r"sufficien\w+",
        r"capacity",
        r"take-?up",
        r"lack of (?:suitable|provision|planning and provision)",
    ),
    "access": (r"access\w*", r"inaccessib\w*", r"unavailable", r"availab\w+"),
    "quality": (r"quality", r"vague", r"aspiration\w*", r"out of date", r"audit\w*", r"amend\w*"),
    "training": (r"training", r"trained", r"workforce", r"(?:skills|confidence) of staff"),
    "information": (
        r"information[- ](?:sharing|available|on)",
        r"signpost\w*",
        r"communication between",
        r"user-friendly",
        r"web ?site",
        r"guidance",
        r"roadmap",
    ),
    "moving on": (r"transition\w*", r"adult\w*", r"leav(?:e|ing)", r"moved? (?:on|from)"),
    "equity": (r"inequit\w+", r"equit\w+", r"variation\w*", r"varia\w+", r"inconsistent\w*"),
    "involvement": (r"co-? ?produc\w+", r"involve\w*", r"voice", r"engage\w*", r"forum"),
}

_NEGATIVE = re.compile(
    r"\b(?:not|too (?:few|little|slow|much|many|long|narrow)|lacks?|lacking|lost|weak\w*|limited|"
    r"inconsisten\w+|inequit\w+|variab(?:le|ility)|variation|varies|poor\w*|insufficient\w*|"
    r"underdeveloped|despite|frustrat\w+|inadequate|unmet|over-?reliant|rare|excluded|"
    r"unclear|fail\w*|less (?:coherent|effective)|without|delays?|critical|concern\w*)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“'\"])")


def _compiled(table: dict[str, tuple[str, ...]]) -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
        for name, words in table.items()
    }


def _anchored(table: dict[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Return by letters the names of which a pattern cannot match without them."""
    letters = {name: frozenset().union(*map(anchors, words)) for name, words in table.items()}
    every = frozenset().union(*letters.values())
    return {each: frozenset(name for name in table if each in letters[name]) for each in every}


_SUBJECT_PATTERNS = _compiled(_SUBJECTS)
_SUBJECT_ANCHORS = _anchored(_SUBJECTS)
_ASPECT_PATTERNS = _compiled(_ASPECTS)
_ASPECT_ANCHORS = _anchored(_ASPECTS)


def _worth_a_search(text: str, anchored: dict[str, frozenset[str]]) -> frozenset[str]:
    """Return the names of which a text holds letters that they cannot do without."""
    small = text.lower()
    return frozenset().union(*[names for letters, names in anchored.items() if letters in small])


@lru_cache(maxsize=65_536)
def subjects(text: str) -> dict[str, str]:
    """Return the subjects a text names, each with the first words that name it, in reading order.

    'EHC plans' is left out when every mention of one belongs to annual reviews or to requests.
    """
    plain = " ".join(text.replace("‘", "").replace("’", "’").split())
    found: list[tuple[int, str, str]] = []
    for name in _worth_a_search(plain, _SUBJECT_ANCHORS):
        source = _without_narrower(plain) if name == "EHC plans" else plain
        if match := _SUBJECT_PATTERNS[name].search(source):
            found.append((match.start(), name, match[0]))
    return {name: words for _, name, words in sorted(found)}


def _without_narrower(plain: str) -> str:
    for narrower in ("annual reviews", "EHC needs assessments"):
        plain = _SUBJECT_PATTERNS[narrower].sub(" ", plain)
    return plain


@lru_cache(maxsize=65_536)
def aspects(text: str) -> dict[str, str]:
    """Return the sides of a subject a text speaks of (waiting, range, quality …) and its words."""
    asked = _worth_a_search(text, _ASPECT_ANCHORS)
    found = ((name, _ASPECT_PATTERNS[name].search(text)) for name in _ASPECTS if name in asked)
    return {name: match[0] for name, match in found if match}


def is_criticism(text: str) -> bool:
    """Say whether inspectors find fault: in their first sentence or one that turns on 'but'."""
    parts = sentences(text)
    turns = [s for s in parts[1:] if re.match(r"(?:However|Despite|But|Although)\b", s)]
    return bool(_NEGATIVE.search(parts[0])) or bool(turns)


def sentences(text: str) -> list[str]:
    """Return the sentences of a passage, in order; a passage without a stop is one sentence."""
    return [s for s in _SENTENCE.split(" ".join(text.split())) if s] or [""]
