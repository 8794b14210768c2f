"""The words of the field by which the columns of a statement are told apart."""

import re
from functools import lru_cache

_IMPERATIVES = frozenset(
    """
    achieve act adapt address adopt advertise agree align allocate analyse analyze appoint apply
    appraise arrange ask assess assign audit begin benchmark brief bring build capture carry
    challenge champion check circulate clarify co-design co-ordinate co-produce codesign
    collaborate collate collect commence commission communicate complete conduct confirm consider
    consolidate consult continue contribute convene coordinate coproduce create decide define
    deliver demonstrate deploy describe design determine develop devise disseminate distribute
    document draft draw drive embed employ enable encourage engage enhance ensure escalate
    establish evaluate examine expand explore extend facilitate feed finalise fund gather give
    harness help hold host identify implement improve include incorporate increase influence inform
    initiate input instigate integrate introduce invest investigate invite involve issue jointly
    launch lead learn link liaise listen maintain make map maximise measure meet mobilise model
    monitor move nominate obtain offer open operate organise outline oversee participate pilot plan
    prepare present prioritise procure produce progress promote propose provide publicise publish
    pull put raise rapidly re-design re-establish re-launch reach realign recommission reconfigure
    record recruit redesign reduce refine reform refresh reinforce reissue release relaunch remove
    report request research resolve respond restructure review revise revisit roll run sample scale
    schedule scope seek select send set share shape sign simplify source specify standardise start
    streamline strengthen submit support survey sustain tackle target test track train transform
    trial undertake update upskill use utilise validate widen work write
    """.split()
)
_ALSO_NOUNS = frozenset(
    """
    audit benchmark brief challenge champion design document draft lead link map measure model offer
    pilot plan project record report request research review sample schedule scope support survey
    target test track
    """.split()
)
_NOUN_AFTER = re.compile(
    r"(?:of|developed|produced|completed|agreed|published|revised|undertaken|established|in place"
    r"|launched|delivered|shared|implemented|reviewed|updated|sent|held)\b"
)
_IMPACT_OPENINGS = re.compile(
    r"(?:to (?:be|ensure|gain|improve|make|understand|determine|enable|track)|improve[ds]?\b"
    r"|increased\b|reduced?\b|better\b|more\b|all\b|shared\b|clear(?:er)?\b|enhanced\b"
    r"|children\b|young\b|families\b|parents?\b|schools?\b|leaders?\b|commissioners\b|staff\b"
    r"|services\b|mainstream\b|professionals\b|there (?:is|are|will)\b|ability\b|local\b|ensuring\b"
    r"|development of\b|pupils\b|learners\b|a \w+|the\b|everyone\b|people\b|it is\b|confidence\b)",
    re.IGNORECASE,
)
_MEASURE_OPENINGS = re.compile(
    r"(?:feedback\b|evidence\b|number\b|numbers\b|increase in\b|increased (?:number|percent|%)"
    r"|reduction in\b|decrease in\b|%|percentage\b|proportion\b|at least \d|\d+ ?%|survey\b"
    r"|surveys\b|audits?\b|minutes\b|data\b|quarterly\b|monitoring\b|performance\b|compliance\b"
    r"|(?:\w+ ){1,2}(?:feedback|surveys?|forms|audits)$"
    r"|service user\b|report\b|reports\b|evaluation\b|attendance\b|regular\b|baseline\b|kpis?\b"
    r"|dashboard\b|case stud|improvement in\b|achievement of\b|training\b"
    r"|full\b|census\b|we (?:are|have|will|understand)\b|completed\b|published\b"
    r"|parental\b|questionnaire\b|monthly\b|termly\b|annual\b|positive\b|outcomes? data\b)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:assistant|asst\.?|associate|deputy|senior|chief|director|directors|dir\.?|ad|dcs|dco|dmo"
    r"|manager|managers|head|heads|officer|officers|lead|leads|executive|ceo|coo|chair|chairs"
    r"|co-chair|commissioner|commissioners|commissioning|principal|psychologist|adviser|advisor"
    r"|advisers|advisors|nurse|nursing|gp|partner|co-ordinator|coordinator|consultant|designated"
    r"|clinical|doctor|headteacher|headteachers|secretary|clerk|strategic|operations|operating"
    r"|specialist|inspector|team|forum|ccg|icb|ics|nhs|trust|council|board|cic|senco|analyst"
    r"|service|services|interim|general|group|inclusion|education|children’s|children's|public"
    r"|health|social|care|families|area|parent|carer|children’s|children's|communications|portfolio|member|programme|project|educational|partnerships|integration)$",
    re.IGNORECASE,
)
LONG_ROLE_WORDS = (
    "commissioning",
    "commissioner",
    "psychologist",
    "educational",
    "communications",
    "co-ordinator",
    "coordinator",
    "headteacher",
    "responsible",
    "inclusion",
    "partnerships",
    "designated",
    "specialist",
    "operations",
    "transformation",
    "safeguarding",
    "improvement",
    "development",
    "performance",
    "integration",
    "procurement",
)
RANK_OPENINGS = frozenset(
    "senior assistant asst ad associate deputy director head chief ceo principal designated interim"
    " strategic executive lead".split()
)
_RANK = re.compile(
    r"\b(?:director|manager|head|officer|chief|ceo|lead|leads|chair|commissioner|commissioners"
    r"|psychologist|advis[eo]rs?|nurse|co-?ordinators?|headteachers?|executive|partner|consultant"
    r"|ad|dco|dmo|dcs|asst|specialist|doctor|analyst|principal)\b",
    re.IGNORECASE,
)
_NOMINAL = re.compile(
    r"(?:identification|publication|delivery|launch|implementation|review|creation|completion"
    r"|recruitment|establishment|appointment|introduction|analysis|engagement|production)\b"
    r"(?! and\b)",
    re.IGNORECASE,
)
_OPEN_ENDINGS = frozenset(
    """
    a an and or the of to in on at for with by from as into that which who whose their our its his
    her is are be been being will can could should would must have has had than between across
    through within without regarding about including via per when where if not more most very each
    every all any some this these those such both either while whilst after before until during
    against towards under over other new key good joint further also using
    """.split()
)
HEADER_WORDS = frozenset(
    """
    ref reference no number action actions activity activities key intended impact impacts outcome
    outcomes measure measures of success how will we know are making a difference criteria
    responsible responsibility lead leads officer owner owners person accountable accountability
    completion complete completed date dates timescale timescales timeframe deadline by when who due
    target targets rag status rating rated progress update updates evidence resources resource
    milestone milestones start end expected what do it been achieved you and or the this what
    worked required description difference whom whose accountability
    """.split()
)
_HEADER_SIGNS = re.compile(
    r"^(?:ref|no|actions?|keyactions?|activity|activities|(?:intended)?(?:impacts?|outcomes?)"
    r"|measures?ofsuccess.*|success(?:measures?|criteria)|outcomemeasures?|howwillweknow.*"
    r"|(?:responsible|accountable)?(?:leads?|officer|person|owner)|leadofficer|responsible"
    r"|whoisresponsible|bywhom|bywhen|(?:completion|due|target|end)date|timescales?|timeframe"
    r"|deadline|rag(?:rating|status)?|status|progress(?:update)?|resources?|evidence|who|when)$"
)


def is_imperative(text: str) -> bool:
    """Say whether the words open as actions do, with a verb that tells someone to do a thing."""
    words = text.split(maxsplit=1)
    if not words or not words[0][0].isupper():
        return False
    if _NOUN_AFTER.match(words[1] if len(words) > 1 else ""):
        return False
    first = words[0].lower().strip(",.:;")
    if first in _ALSO_NOUNS and len(words) > 1 and words[1][0].isupper():
        return False
    return first in _IMPERATIVES or first.split("/")[0] in _IMPERATIVES


def is_nominal(text: str) -> bool:
    """Say whether the words open with the noun of a deed: 'Publication of', 'Launch of'."""
    return _NOMINAL.match(text) is not None


def opens_impact(text: str) -> bool:
    """Say whether the words open as intended impacts do."""
    return _IMPACT_OPENINGS.match(text) is not None


def opens_measure(text: str) -> bool:
    """Say whether the words open as measures of success do."""
    return _MEASURE_OPENINGS.match(text) is not None


def names_rank(text: str) -> bool:
    """Say whether the words hold a word for a post: director, manager, officer."""
    return _RANK.search(text) is not None


_LINKS = frozenset({"of", "for", "and"})


@lru_cache(maxsize=8192)
def role_share(text: str) -> float:
    """Return the share of words (0 to 1) that are usual in the names of posts and bodies."""
    words = [word for word in re.split(r"[\s,/()&]+", text) if word]
    if len(words) > 2:
        words = [words[0], *(w for w in words[1:-1] if w not in _LINKS), words[-1]]
    if not words:
        return 0.0
    usual = sum(bool(_ROLE.match(word)) or _is_body(word) or _is_cut_role(word) for word in words)
    return usual / len(words)


def _is_cut_role(word: str) -> bool:
    """Say whether a narrow column cut the word off: the opening of a longer usual one."""
    return (
        len(word) >= 6
        and word[0].isupper()
        and any(w.startswith(word.lower()) for w in LONG_ROLE_WORDS)
    )


def _is_body(word: str) -> bool:
    return 2 <= len(word) <= 6 and word.isalpha() and word.isupper()


def ends_open(text: str) -> bool:
    """Say whether a line breaks off in the middle of a phrase."""
    words = text.split()
    if not words:
        return False
    return (
        text[-1] in ",-–&/("
        or text.count("(") > text.count(")")
        or words[-1].lower() in _OPEN_ENDINGS
    )


def is_header_line(text: str) -> bool:
    """Say whether every word of a line belongs to the usual heads of columns."""
    words = re.findall(r"[a-z]+", text.lower())
    return (
        bool(words)
        and len(text) <= 80
        and not re.search(r"\d", text)
        and all(word in HEADER_WORDS for word in words)
    )


def is_header_sign(text: str) -> bool:
    """Say whether the words, spaces left out, are one whole head of a column."""
    return _HEADER_SIGNS.match(re.sub(r"[^a-z]", "", text.lower())) is not None
