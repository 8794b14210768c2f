"""Whether an agreement covers a use of data, field by field, and the words where none does.

Sharing personal data needs a lawful basis and a purpose that was named beforehand (UK GDPR,
Articles 5(1)(b), 6 and 9). The register of agreements holds which fields were agreed for which
purpose and until when; what is not in it is refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.core.calendar import day_words
from goldenthread.core.errors import UserError

WHO_ADDS = "The information governance lead can add"


@dataclass(frozen=True, slots=True)
class Cover:
    """One field of a source's table that an agreement covers for a purpose, on the days it does.

    `ends` is the last day (None: open). `withdrawn` says that it ends before its time. `waits` is
    what the agreement still waits for before it is in force, such as an approval; empty: nothing.
    """

    reference: str
    source: str
    table: str
    field: str
    purpose: str
    starts: date
    ends: date | None = None
    withdrawn: bool = False
    waits: str = ""

    def in_force(self, on: date) -> bool:
        """Say whether the cover holds on a day; the first and the last day count."""
        return not self.waits and self.starts <= on and (self.ends is None or on <= self.ends)


@dataclass(frozen=True, slots=True)
class Need:
    """What a load or a measure wants to use: fields of one table of one source."""

    source: str
    table: str
    fields: tuple[str, ...]
    source_words: str = ""
    table_words: str = ""


def missing(
    needs: Iterable[Need], covers: Iterable[Cover], purpose: str, on: date
) -> tuple[str, ...]:
    """Return what no agreement in force covers for a purpose on a day; empty: all is covered.

    A sentence for each table and reason: the fields, why they are not covered, and who would put
    it right. Fields of one table with one reason share a sentence.
    """
    known: dict[tuple[str, str, str], list[Cover]] = {}
    for cover in covers:
        known.setdefault((cover.source, cover.table, cover.field), []).append(cover)
    sentences: list[str] = []
    for need in needs:
        by_reason: dict[str, list[str]] = {}
        for field in need.fields:
            reason = _reason(known.get((need.source, need.table, field), ()), purpose, on)
            if reason:
                by_reason.setdefault(reason, []).append(field)
        sentences += [_sentence(need, fields, why) for why, fields in by_reason.items()]
    return tuple(sentences)


def agreements_for(
    needs: Iterable[Need], covers: Iterable[Cover], purpose: str, on: date
) -> tuple[str, ...]:
    """Return the references of the agreements in force under which these fields may be used."""
    wanted = {(need.source, need.table, field) for need in needs for field in need.fields}
    found = {
        cover.reference
        for cover in covers
        if cover.purpose == purpose
        and (cover.source, cover.table, cover.field) in wanted
        and cover.in_force(on)
    }
    return tuple(sorted(found))


def refuse_purpose(needs: Iterable[Need], covers: Iterable[Cover], purpose: str, on: date) -> None:
    """Raise UserError, saying what is missing, unless every field is covered for the purpose."""
    lacks = missing(needs, covers, purpose, on)
    if lacks:
        raise UserError(
            f"No sharing agreement in force covers this use. Nothing was read. {' '.join(lacks)}"
        )


def _reason(covers: Iterable[Cover], purpose: str, on: date) -> str:
    """Return why a field is not covered, and the remedy; "" where it is.

    The nearest agreement is named: one for the purpose before one for another.
    """
    held = list(covers)
    for_it = [cover for cover in held if cover.purpose == purpose]
    if any(cover.in_force(on) for cover in for_it):
        return ""
    if for_it:
        return _why_not_in_force(max(for_it, key=lambda cover: cover.starts), on)
    others = sorted({cover.purpose for cover in held if cover.in_force(on)})
    if others:
        named = " and ".join(f"“{other}”" for other in others)
        return (
            f"may be used only for {named}, not for “{purpose}”. {WHO_ADDS} this purpose to an "
            "agreement, once the partner has agreed to it."
        )
    return (
        f"stand in no agreement for “{purpose}”. {WHO_ADDS} them to an agreement, once the "
        "partner has agreed to it."
    )


def _why_not_in_force(cover: Cover, on: date) -> str:
    named = f"stand in agreement {cover.reference}, which"
    if cover.ends is not None and cover.ends < on:
        ended = "was withdrawn after" if cover.withdrawn else "ended on"
        return f"{named} {ended} {day_words(cover.ends)}. {WHO_ADDS} the agreement that follows it."
    if cover.waits:
        return f"{named} waits for {cover.waits}. {WHO_ADDS} it to the register when it is given."
    return (
        f"{named} begins only on {day_words(cover.starts)}. {WHO_ADDS} an earlier one, or load "
        "them from that day on."
    )


def _sentence(need: Need, fields: list[str], why: str) -> str:
    *most, last = fields
    listed = f"{', '.join(most)} and {last}" if most else last
    table = need.table_words or need.table
    return f"{need.source_words or need.source}, {table}: the fields {listed} {why}"


# The conditions of Article 9(2) that hold only together with one of Schedule 1 to the Data
# Protection Act 2018 (section 10(2) and (3) of that Act).
WITH_SCHEDULE_1 = ("(b)", "(g)", "(h)", "(i)", "(j)")


def check_basis(article_6: str, article_9: str, schedule_1: str, personal: bool) -> None:
    """Raise UserError unless the basis in law named is enough for what is shared.

    `personal` says that rows are about people: records of special educational needs are data
    concerning health, so a condition of Article 9 is needed besides Article 6, and with most of
    them one of Schedule 1 to the Data Protection Act 2018.
    """
    if not article_6.strip():
        raise UserError(
            "Name the lawful basis of Article 6, such as 6(1)(e). Nothing was kept.", "article_6"
        )
    if not personal:
        return
    if not article_9.strip():
        raise UserError(
            "These rows tell of children's health and needs. Name the condition of Article 9, such "
            "as 9(2)(g). Nothing was kept.",
            "article_9",
        )
    if any(point in article_9 for point in WITH_SCHEDULE_1) and not schedule_1.strip():
        raise UserError(
            f"The condition {article_9.strip()} holds only with one of Schedule 1 to the Data "
            "Protection Act 2018. Name its paragraph. Nothing was kept.",
            "schedule_1",
        )
