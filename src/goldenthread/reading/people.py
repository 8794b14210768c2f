"""Entries of a list of people: persons as printed, or the roles that stand for them."""

import re

TITLE = (
    r"(?:Mrs?|Ms|Miss|Mx|Dr|Cllrs?|Councillors?|Prof(?:essor)?|Sir|Dame|Lady|Lord|Rev(?:erend)?)\.?"
)
TITLED = re.compile(rf"^{TITLE}\s+\S")
PLURAL = re.compile(r"^(?:Councillors|Cllrs|Messrs|Members)\.?:?\s+(?=[A-Z])")
NAME = re.compile(
    rf"^(?:{TITLE}\s+)?(?:[A-Z][\w’'-]*\.?|van|de|der|von|bin|al|Mc[A-Z]\w+)"
    r"(?:\s+(?:[A-Z][\w’'-]*\.?|van|de|der|von|bin|al|O[’'][A-Z]\w+)){1,4}\s*"
    r"(?:\([^)]*\)\s*)*(?:[-–]\s*(?:Chair|Vice[- ]Chair)\w*)?$"
)
LONE = re.compile(rf"^{TITLE}\s+[A-Z][\w’'-]+$")
ROLE = re.compile(
    r"\b(?:Officer|Director|Manager|Advis[eo]r|Head|Clerk|Lead|Leader|Chief|Solicitor|Scrutiny|"
    r"Chair(?:man|woman|person)?|Co-?chair|Vice-?chair|Nurse|Commissioner|Representatives?|Reps?|"
    r"SENCO|SENCo|"
    r"Headteachers?|Principal|Psychologist|Secretary|Coordinator|Co-ordinator|Administrator|"
    r"Governors?|Consultant|Paediatrician|Therapist|Inspector|Member|Executive|Accountant|"
    r"Minister|Analyst|Auditor|Assistant|Parent|Carer|Trustee|Facilitator|Partner|DCO|DMO|DCS)s?\b",
    re.I,
)
BODY = re.compile(
    r"\b(?:Council|Trust|Forum|ICB|CCG|NHS|School|Academy|College|Board|Services?|Group|Authority|"
    r"Partnership|Department|Ofsted|DfE|Education|Health|Care|Commission|University|Team|"
    r"Network|Office|England|SEND|SEN|Children|Families|Inclusion|Commissioning|Learning|"
    r"Public|Early|Help|Social|Finance|Legal|Association)\b"
)
INITIALS = re.compile(r"^[A-Z]{2,4}(?:\s*\([^)]*\))?$")
AND = re.compile(r"\s+(?:and|&)\s+(?=[A-Z])")
COMMA = re.compile(r",\s*(?:and\s+)?(?![^(]*\))")
DASH = re.compile(r"\s+[-–—]\s+|:\s+")


def is_titled(text: str) -> bool:
    """Say whether a text opens with the title of one person (`Cllr`, `Mrs`, `Dr`)."""
    return bool(TITLED.match(text.strip()))


def is_person(text: str) -> bool:
    """Say whether a text is one person's name, initials or marks in brackets allowed."""
    text = text.strip()
    bare = re.sub(r"\([^)]*\)", "", text)
    if LONE.match(bare.strip()):
        return True
    if not NAME.match(text):
        return False
    return is_titled(text) or not (ROLE.search(bare) or BODY.search(bare))


def entries(text: str) -> list[str]:
    """Return the people of one row as printed: a person's name, or else a role with its body."""
    words = " ".join(text.split()).strip(" .;,")
    if ";" in words:
        pieces = [re.sub(r"^and\s+", "", p.strip(" .,")) for p in words.split(";")]
        return [one for piece in pieces if piece for one in _grouped(piece, listing=False)]
    return _grouped(words, listing=True)


def _grouped(words: str, listing: bool) -> list[str]:
    """Group the pieces between commas: a name opens an entry, a role after it is dropped."""
    plural = PLURAL.match(words)
    words = words[plural.end() :] if plural else words
    pieces = [piece.strip(" .") for piece in COMMA.split(words) if piece.strip(" .")]
    pieces = [part for piece in pieces for part in _apart(piece)]
    if len(pieces) > 1 and all(INITIALS.match(piece) for piece in pieces):
        return pieces
    made: list[tuple[str, bool]] = []
    for piece in pieces:
        named = _name_of(piece)
        if named:
            made.append((named, True))
        elif made and made[-1][1]:
            continue
        elif made and (not listing or not ROLE.search(piece)):
            made[-1] = (f"{made[-1][0]}, {piece}", False)
        else:
            made.append((piece, False))
    return [entry for entry, _ in made]


def _apart(piece: str) -> list[str]:
    """Part `A Stone and B Reed`, but leave `Head of Children and Families` whole."""
    halves = AND.split(piece)
    named = [is_person(half) for half in halves]
    if len(halves) == 1 or not (all(named) or any(is_titled(half) for half in halves)):
        return [piece]
    return [PLURAL.sub("", half) for half in halves]


def _name_of(piece: str) -> str | None:
    """Return the person a piece names, without a role behind a dash."""
    if is_person(piece):
        return PLURAL.sub("", piece)
    first = DASH.split(piece, maxsplit=1)[0].strip()
    return first if first != piece and is_person(first) else None
