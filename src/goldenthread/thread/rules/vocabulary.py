"""The field's vocabulary: which words name one subject, and which side of it they speak of."""

import re
from functools import lru_cache

_SUBJECTS: dict[str, str] = {
    "annual reviews": r"annual review\w*|ehc\s?p reviews?|echp reviews?|reviews? of ehc plans?",
    "EHC needs assessments": (
        r"(?:requests?|applications?) for (?:an? )?(?:assessments? for )?(?:an? )?"
        r"(?:ehc|education,? health and care)\w*|ehcp? (?:needs )?(?:assessments?|requests?)|"
        r"education,? health and care (?:needs )?assessments?|assessments? for an? ehcp?\b"
    ),
    "EHC plans": (
        r"ehc plans?|ehcps?|ehc|statutory (?:plans?|assessments?)|"
        r"education,? health(?:,)? (?:and|&) (?:social )?care plans?"
    ),
    "exclusion": r"exclusions?|excluded|excluding|suspen(?:sions?|ded)|fixed[- ]terms?",
    "elective home education": (
        r"elective(?:ly)? home[- ]educat\w+|home[- ]educat\w+|ehe|home[- ]school(?:ed|ing)"
    ),
    "personal budgets": r"personal (?:health )?budgets?|direct payments?",
    "short breaks": r"short[- ]breaks?|respite",
    "midwifery": r"midwi\w+|maternity|unborn|ante-?natal screening",
    "health visiting": (
        r"health visit\w+|healthy child programme|ante-?natal|mandated (?:checks?|reviews?|visits?)"
    ),
    "medical conditions at school": (
        r"medical (?:conditions?|emergenc\w+|needs)|epilep\w+|diabet\w+|anaphyla\w+|"
        r"(?:individual )?healthcare plans?"
    ),
    "continuing care": r"continuing (?:health ?)?care|continuing health ?care|chc",
    "life-limiting conditions": r"life[- ]?limiting|palliative|long[- ]term conditions?",
    "psychological support": r"psychological\w*",
    "telling a story once": (
        r"tell (?:it|us) once|tell(?:ing)? (?:their|your|my) stor\w+(?: only)? once|"
        r"repeat(?:ing)? (?:their|your|my|the) stor\w+"
    ),
    "crisis and inpatient care": (
        r"cris[ie]s|tier[- ](?:4|four)|in-?patient\w*|hospital admissions?|section 117"
    ),
    "dynamic support register": r"dynamic support(?: register)?|risk of admission|care and treatment",
    "mental health": (
        r"camhs|mental(?:ly)?[- ]health|mental ill\w+|emotional (?:health|well)\w*|"
        r"emotional,? (?:and )?mental|social,? emotional,? and mental|semh|ehwb|mh|"
        r"mental and emotional|behaviour leaders"
    ),
    "autism": r"autis\w+|asd|asc|asperger\w*|neuro-?(?:developmental|divers\w+|divergen\w+)|adhd",
    "diagnosis": r"diagnos\w+",
    "speech, language and communication": r"slcn|salt|speech(?:,)? (?:and )?language\w*|speech",
    "therapies": r"therap(?:y|ies|ists?)|physio\w*|occupational therap\w+",
    "SENCos": r"sencos?|special educational needs co-?ordinators?|send handbook",
    "SEN support": r"sen support|graduated (?:approach|response)|ordinarily available",
    "pupils out of school": (
        r"part[- ]time (?:timetables?|pupils?)|without (?:a )?school placements?|"
        r"(?:missing|out of) (?:education|school)|on a school roll|part time time-?tables?"
    ),
    "alternative provision": r"alternative provision|pupil referral units?|prus?|ap places",
    "placements elsewhere": (
        r"out[- ]of[- ](?:county|area|borough|city|authority)|outside (?:the )?"
        r"(?:area|county|borough|city)|independent (?:non-maintained )?special|"
        r"(?:placed|placements?)[\w ]{0,40}? (?:outside|out of)"
    ),
    "attendance": r"attendance|absen(?:ce|t)\w*",
    "attainment": (
        r"attainment|(?:academic|educational) (?:outcomes?|measures?|attainment)|key stages?|"
        r"achieve[\w ]{0,20}(?:primary|secondary) school"
    ),
    "the Local Offer": r"local offer",
    "the parent carer forum": r"parents?(?:[ /-]| and )?carers? forum|pcf",
    "co-production": (
        r"co-? ?produc\w+|involve(?:ment)? of (?:children|parents|families|young)|"
        r"say in|(?:levels?|sessions?|plan|events) of engagement|engagement (?:sessions?|events?|plan)"
    ),
    "trust of families": (
        r"(?:faith|trust) (?:and|or|in|of|from)|(?:lost|regain\w*|rebuild\w*|lack of) (?:faith|trust)|"
        r"confidence (?:of|from|among) (?:parents|families)|parental confidence|"
        r"families(?:’|')? confidence"
    ),
    "joint commissioning": (
        r"joint(?:ly)?[- ]commission\w*|commission(?:ing|ed) (?:framework|plan|arrangements?|strateg\w+|of services)|"
        r"joint(?:ly)? (?:working|plan\w*)|planning and commissioning"
    ),
    "contract monitoring": r"contract monitoring|contracting",
    "performance information": (
        r"performance (?:data|information|management|framework|measures?|scorecard)|"
        r"data ?sets?|scorecards?|dashboards?|pmqaf|insufficient information"
    ),
    "understanding of need": (
        r"needs? assessments? of|joint strategic needs|jsna|local area assessment|laa|"
        r"understanding of (?:the )?(?:local )?(?:area’s )?needs?|needs of the send population|"
        r"population needs?|census|nhs numbers?"
    ),
    "leaders’ self-knowledge": (
        r"understanding (?:among|by|of) leaders|strengths and weaknesses|self-?evaluation"
    ),
    "targets for improvement": r"(?:measurable|ambitious) targets|success measures|agreed targets",
    "transition to adulthood": (
        r"transition\w*|prepar(?:ation|ing|ed)[\w ]{0,25}? for adulthood|adult services|adulthood|pfa"
    ),
    "employment": (
        r"employab\w+|employment|apprentice\w+|trainees?hips?|supported internships?|"
        r"work experience|world of work|neet|eet"
    ),
    "independent living": r"independent living|supported living",
    "leisure": r"leisure",
    "equity between places": (
        r"inequit\w+|equitab\w+|equity|geographic\w*|postcode lotter\w+|"
        r"(?:across|between) (?:the )?(?:different )?(?:districts|localities|areas|county)|"
        r"by (?:district|locality|area|place|ward)"
    ),
    "reasonable adjustments": r"reasonable adjustments?|equality act|discriminat\w+",
    "early years": r"early years|nurser(?:y|ies)|portage|pre-?school",
    "youth justice": r"youth (?:offending|justice)|yot|yjs|custod\w+|criminal justice",
    "looked-after children": r"looked[- ]after|virtual school|care leavers?",
    "social care": r"social care",
    "early help": r"early help",
    "complaints": r"complaints?|compliments",
    "mediation and the tribunal": r"tribunals?|appeals?|mediation",
    "the advice service": r"sendiass?|information,? advice and support|iass",
    "health checks": r"health checks?|health action plans?",
    "transport": r"transport\w*",
    "waiting": r"waiting (?:lists?|times?)|wait(?:s|ed)? (?:for|to|longer)|referral to treatment|delays?",
}

_ASPECTS: dict[str, str] = {
    "identification": r"identif\w+|assess(?:ed|ment|ments|ing)?|diagnos\w+|screen\w*|census",
    "waiting and timeliness": (
        r"wait\w*|delays?|weeks|timely|timescales?|timeframes?|backlog|prompt\w*|"
        r"referral to treatment|rapidly"
    ),
    "range": (
        r"narrow\w*|too (?:few|little)|limited opportunities|wider range|range of options|"
        r"choice|further places|more places|\d+ (?:further )?[\w ()]{0,30}places|sufficien\w+|"
        r"capacity|take-?up|lack of (?:suitable|provision|planning and provision)"
    ),
    "access": r"access\w*|inaccessib\w*|unavailable|availab\w+",
    "quality": r"quality|vague|aspiration\w*|out of date|audit\w*|amend\w*|updated",
    "training": r"training|trained|workforce|skills of staff|confidence of staff|expertise",
    "information": r"information|signpost\w*|communicat\w+|user-friendly|web ?site|guidance|roadmap",
    "moving on": r"transition\w*|adult\w*|leav(?:e|ing)|move(?:d)? (?:on|from)",
    "equity": r"inequit\w+|equit\w+|variation\w*|variable|varies|inconsistent\w*|geographic\w*",
    "involvement": r"co-? ?produc\w+|involve\w*|voice|engage\w*|say in|forum|influence\w*",
}

_NEGATIVE = re.compile(
    r"\b(?:not|too (?:few|little|slow|much|many|long|narrow)|lacks?|lacking|lost|weak\w*|limited|"
    r"inconsisten\w+|inequit\w+|variab(?:le|ility)|variation|varies|poor\w*|insufficient\w*|"
    r"underdeveloped|despite|frustrat\w+|inadequate|unmet|over-?reliant|rare|excluded|"
    r"unclear|fail\w*|less (?:coherent|effective)|without|delays?|critical|concern\w*)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“'\"])")


def _compiled(table: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in table.items()}


_SUBJECT_PATTERNS = _compiled(_SUBJECTS)
_ASPECT_PATTERNS = _compiled(_ASPECTS)


@lru_cache(maxsize=8192)
def subjects(text: str) -> dict[str, str]:
    """Return the subjects a text names, each with the first words that name it, in reading order.

    'EHC plans' is left out when every mention of one belongs to annual reviews or to requests.
    """
    plain = " ".join(text.replace("‘", "").replace("’", "’").split())
    found: list[tuple[int, str, str]] = []
    for name, pattern in _SUBJECT_PATTERNS.items():
        source = _without_narrower(plain) if name == "EHC plans" else plain
        if match := pattern.search(source):
            found.append((match.start(), name, match[0]))
    return {name: words for _, name, words in sorted(found)}


def _without_narrower(plain: str) -> str:
    for narrower in ("annual reviews", "EHC needs assessments"):
        plain = _SUBJECT_PATTERNS[narrower].sub(" ", plain)
    return plain


@lru_cache(maxsize=8192)
def aspects(text: str) -> dict[str, str]:
    """Return the sides of a subject a text speaks of (waiting, range, quality …) and its words."""
    found = ((name, pattern.search(text)) for name, pattern in _ASPECT_PATTERNS.items())
    return {name: match[0] for name, match in found if match}


def is_criticism(text: str) -> bool:
    """Say whether inspectors' words find fault: their first sentence, or one that turns on 'but'."""
    parts = sentences(text)
    turns = [s for s in parts[1:] if re.match(r"(?:However|Despite|But|Although)\b", s)]
    return bool(_NEGATIVE.search(parts[0])) or bool(turns)


def sentences(text: str) -> list[str]:
    """Return the sentences of a passage, in order; a passage without a stop is one sentence."""
    return [s for s in _SENTENCE.split(" ".join(text.split())) if s] or [""]
