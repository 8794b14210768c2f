"""The words in which facts are told in every report: where an action stands, and on what it rests.

What is not known is said so in words. No fact later than the report's day is told.
"""

from collections.abc import Iterable
from datetime import date

from goldenthread.design.jinja import long_date
from goldenthread.improvement.models import (
    Action,
    CoProduction,
    DifferenceVerdict,
    Evidence,
    ForumMark,
    Update,
)
from goldenthread.improvement.queries import ActionStanding
from goldenthread.improvement.queries.facts import state_on, verdict_state
from goldenthread.improvement.rules import (
    DELIVERY_NAMES,
    DIFFERENCE_NAMES,
    EVIDENCE_NAMES,
    GRADE_NAMES,
    LEVEL_NAMES,
    MARK_NAMES,
    RAG_NAMES,
    CoProductionLevel,
    Delivery,
    Difference,
    DifferenceState,
    EvidenceKind,
    Grade,
    Mark,
    Rag,
    UpdateState,
)

UNKNOWN = "We do not know"
SHORT = 120
# How far a verdict on the difference is agreed.
_AGREED = {
    DifferenceState.NONE: "not agreed",
    DifferenceState.PROPOSED: "proposed, not agreed",
    DifferenceState.AGREED: "agreed",
    DifferenceState.DECLINED: "declined",
    DifferenceState.REOPENED: "opened again",
}
# Which side a finding stands on, by the words of `inspections.rules.Side`.
SIDES = {"strength": "A strength", "develop": "To be developed", "finding": "Found"}


def lines(*parts: object) -> str:
    """Return the parts that hold something as the lines of one cell."""
    return "\n".join(str(part) for part in parts if part)


def cut(words: str, most: int = SHORT) -> str:
    """Return words in one line, cut at a word where they are longer than `most` characters."""
    flat = " ".join(words.split())
    if len(flat) <= most:
        return flat
    return flat[: most - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def days_of(starts: date | None, ends: date | None, words: str = "") -> str:
    """Return the days that words mean, in brackets; nothing where the words say them already."""
    days = [long_date(day) for day in (starts, ends) if day]
    said = " to ".join(dict.fromkeys(days))
    return "" if not said or said == words else f"({said})"


def times(count: int) -> str:
    """Return how often something happened."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def leads(action: Action, shared: str = "Shared across the theme") -> str:
    """Return the roles that lead an action, a line each, with their organisations where known."""
    rows = [
        f"{lead.role} ({lead.organisation.name})" if lead.organisation else lead.role
        for lead in action.leads.all()
    ]
    return lines(*rows, shared if action.lead_shared else "") or "No lead named"


def due_words(row: ActionStanding) -> str:
    """Return when an action is due after every move, and how often that moved back."""
    moved = f"Moved back {times(row.slipped)}"
    return lines(row.due_words or UNKNOWN, moved if row.slipped else "")


def delivery_words(row: ActionStanding) -> str:
    """Return the state of delivery, "We do not know" where nothing was ever reported."""
    return DELIVERY_NAMES[row.delivery] if row.delivery else UNKNOWN


def difference_words(row: ActionStanding) -> str:
    """Return the verdict on the difference with how far it is agreed."""
    if row.difference is None:
        if row.judging_late:
            return f"Was to be judged by {long_date(row.judge_on)} and was not"
        if row.judge_on:
            return f"To be judged on {long_date(row.judge_on)}"
        return "Difference not judged"
    return f"{DIFFERENCE_NAMES[row.difference]} ({_AGREED[row.difference_state]})"


def stands(row: ActionStanding) -> str:
    """Return where an action stands in a few words: delivery, colour and difference."""
    if row.delivery is None and row.shown_rag is Rag.GREY:
        return f"Never reported; {difference_words(row)}"
    return f"{delivery_words(row)}, {RAG_NAMES[row.shown_rag].lower()}; {difference_words(row)}"


def shown_colour(row: ActionStanding) -> str:
    """Return the colour shown, and that the update is late where it is."""
    return lines(RAG_NAMES[row.shown_rag], "Update late" if row.late else "")


def reason(row: ActionStanding) -> str:
    """Return why an action has its colour, and a person's reason where it was overridden."""
    said = ""
    if row.override:
        name = RAG_NAMES[Rag(row.override.rag)]
        said = f"Shown as {name}, because: {row.override.reason} ({row.override.by})"
    late = f"An update was due by {long_date(row.late_since)} and did not come."
    return lines(row.why, said, late if row.late_since else "")


def differences(rows: Iterable[ActionStanding]) -> str:
    """Return how often each verdict was agreed, in words."""
    found = [row.difference for row in rows if row.difference]
    words = [
        f"{found.count(each)} {name.lower()}"
        for each, name in DIFFERENCE_NAMES.items()
        if each in found
    ]
    return ", ".join(words) or "None agreed yet"


def withdrawn_words(piece: Evidence, on: date) -> str:
    """Return who had withdrawn a piece of evidence by a day and why, nothing while it stood."""
    if piece.withdrawn_on is None or piece.withdrawn_on > on:
        return ""
    who = f"Withdrawn {long_date(piece.withdrawn_on)} by {piece.withdrawn_by}"
    return f"{who}: {piece.withdrawn_why}"


def name_of(piece: Evidence) -> str:
    """Return what a piece of evidence is called in a line: its words, else where it stands."""
    return piece.words or piece.address or EVIDENCE_NAMES[EvidenceKind(piece.kind)]


def evidence_words(piece: Evidence, on: date) -> str:
    """Return one piece of evidence: its grade, what it is, its own day, and whether it stood."""
    what = [
        piece.words,
        piece.document.title if piece.document else "",
        f"Measure {piece.measure.number}: {piece.measure.text}" if piece.measure else "",
        piece.address,
    ]
    told = "; ".join(each for each in what if each) or EVIDENCE_NAMES[EvidenceKind(piece.kind)]
    dated = f"dated {long_date(piece.dated)}" if piece.dated else "no date given"
    said = f"{GRADE_NAMES[Grade(piece.grade)]}: {told} ({dated})"
    return lines(withdrawn_words(piece, on), said)


def claim_words(update: Update) -> str:
    """Return what an update claims, with its day and the role that said it."""
    said = lines(
        f"{DELIVERY_NAMES[Delivery(update.delivery)]}. {update.words}".strip(),
        f"For families: {update.changed_for_families}" if update.changed_for_families else "",
    )
    return f"{said}\n({update.by_role}, {long_date(update.on)})"


def chair_words(update: Update, on: date) -> str:
    """Return what the chair had said of an update by a day."""
    state = state_on(update, on)
    if state is UpdateState.PROPOSED:
        return "Waits for the chair"
    if not update.decided_on:
        return state.value.capitalize()
    who = f" by {update.decided_by}" if update.decided_by else ""
    said = f"{state.value.capitalize()}{who}, {long_date(update.decided_on)}"
    return lines(said, update.decided_words)


def verdict_words(verdict: DifferenceVerdict) -> str:
    """Return a verdict with the window it looks at."""
    window = f"{long_date(verdict.window_from)} to {long_date(verdict.window_to)}"
    return lines(DIFFERENCE_NAMES[Difference(verdict.verdict)], verdict.words, f"Window: {window}")


def verdict_story(verdict: DifferenceVerdict, on: date) -> str:
    """Return who proposed, agreed, declined or opened a verdict again, up to a day."""
    state = verdict_state(verdict, on)
    agreed, opened = verdict.agreed_on, verdict.reopened_on
    declined = verdict.declined_on
    return lines(
        f"Proposed by {verdict.proposed_by}, {long_date(verdict.on)}",
        f"Agreed by {verdict.agreed_by}, {long_date(agreed)}" if agreed and agreed <= on else "",
        f"Declined by {verdict.declined_by}, {long_date(declined)}: {verdict.declined_why}"
        if declined and declined <= on
        else "",
        f"Opened again, {long_date(opened)}: {verdict.reopened_why}"
        if opened and opened <= on
        else "",
        "No second person has agreed it" if state is DifferenceState.PROPOSED else "",
    )


def mark_words(mark: ForumMark, on: date) -> str:
    """Return the forum's mark with its comment and the answer to it, where one came by a day."""
    about = f"On the promise “{mark.promise.plain}”" if mark.promise else ""
    answered = mark.answered_on is not None and mark.answered_on <= on
    answer = f"Answered by {mark.answered_by}, {long_date(mark.answered_on)}: {mark.answer}"
    return lines(
        f"{MARK_NAMES[Mark(mark.mark)]}. {mark.comment}".strip(),
        about,
        f"({mark.by}, {long_date(mark.on)})",
        answer if answered else "No answer yet",
    )


def co_production_words(row: CoProduction) -> str:
    """Return how far an action was co-produced and who signed it for the forum."""
    signed = f"(signed by {row.signed_by}, {long_date(row.on)})"
    return lines(LEVEL_NAMES[CoProductionLevel(row.level)], row.words, signed)


def pounds(pence: int | None) -> str:
    """Return an amount in pounds; an unknown one is said to be unknown, never nothing."""
    return UNKNOWN if pence is None else f"£{pence / 100:,.2f}".removesuffix(".00")
