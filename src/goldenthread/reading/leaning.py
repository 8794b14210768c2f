"""Which way an inspector's sentence leans: towards what works, or towards what does not yet."""

import re
from enum import StrEnum


class Leaning(StrEnum):
    """How a sentence leans."""

    STRENGTH = "strength"
    CAVEAT = "caveat"
    NEITHER = "neither"


CAVEAT = re.compile(
    r"\b(?:despite|although|whil(?:e|st)|yet to|not yet|"
    r"not (?:always|widely|consistently|fully|routinely|know|as|have|feel|enough|clear|been|"
    r"received?|"
    r"benefit\w*|meet|well)|do(?:es)? not|did not|"
    r"(?:have|has|had|were|was|could|would) not(?! only)|lost|late(?!r)|"
    r"is not|are not|cannot|no longer|lack(?:s|ed|"
    r"ing)?|"
    r"limited|limits|too (?:slow|long|few|many|often|little|much|early)|wait too|long waits?|"
    r"significant waits?|backlog|hinder\w*|constrain\w*|infancy|unaware|unclear|weak(?:er|ness)?|"
    r"unsatisfactory|inconsisten\w*|variab\w+|varies|unacceptable|frustrat\w*|struggl\w*|"
    r"disappoint\w*|overwhelmed|exacerbat\w*|escalat\w*|concerns?|gaps?|inequit\w*|poor\w*|"
    r"delays?|delayed|remain\w*|less (?:clear|well|likely|positive|effective)|still (?:a )?(?:need|"
    r"feel\w*|not|too|wait\w*)|reduces leaders|insufficient\w*|slow\w*|behind|fail\w*|unmet|"
    r"stressful|challenges|problems|reluctant|need for more|awaiting|placed constraints|patchy|"
    r"underdeveloped|unhappy|dissatisf\w+)\b",
    re.I,
)
STRENGTH = re.compile(
    r"\b(?:improv(?:ed|es|ing|ement|ements)|strengthened|enhanc\w+|effective(?:ly)?|well|"
    r"positive(?:ly)?|"
    r"better|stronger|reduc(?:ed|es|tion) |benefit(?:s|ed|ing)?|successful(?:ly)?|comprehensive|"
    r"considerable progress|clear(?:ly)?|accurate(?:ly)?|increased|quickly|more (?:quickly|"
    r"consistent(?:ly)?|effective(?:ly)?|accurate(?:ly)?|young|joined)|equal partners|co-?produced|"
    r"listened to|open and transparent|popular|upskilled|confiden\w+|equitable|praise\w*|"
    r"ensures? that|"
    r"ensured|committed|embedded|robust|valued?|good|smooth(?:er|ly)?|appropriate(?:ly)?|"
    r"up-to-date|opportunit\w+|wider range|suitable|helps|enables?|transformed|timely|"
    r"prioritised)\b",
    re.I,
)
TURN = re.compile(r"\b(?:while|whilst|although|despite|though|but)\b", re.I)
CONTRARY = re.compile(
    r"^(?:however|nevertheless|nonetheless|having said that|despite this)\b", re.I
)
FOLLOWS = re.compile(
    r"^(?:this|these|they|such|it|as a result|consequently|therefore|for (?:example|instance)|"
    r"an example|alongside this|in turn|when required)\b",
    re.I,
)
OTHER_WAY = {Leaning.STRENGTH: Leaning.CAVEAT, Leaning.CAVEAT: Leaning.STRENGTH}


def lean(sentence: str, before: Leaning = Leaning.NEITHER) -> tuple[Leaning, bool]:
    """Return how a sentence leans, given the one before it, and whether its words are plain."""
    caveats, strengths = len(CAVEAT.findall(sentence)), len(STRENGTH.findall(sentence))
    own = Leaning.NEITHER
    if caveats and (not strengths or TURN.search(sentence) or caveats > strengths):
        own = Leaning.CAVEAT
    elif strengths:
        own = Leaning.STRENGTH
    plain = own is not Leaning.NEITHER and not (caveats and strengths)
    if CONTRARY.match(sentence) and before is not Leaning.NEITHER:
        turned = OTHER_WAY[before]
        return (own, plain) if plain else (turned, own is turned)
    if FOLLOWS.match(sentence) and before is not Leaning.NEITHER:
        return before, plain and own is before
    return own, plain
