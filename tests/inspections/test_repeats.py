"""Which findings say again what was said before: proposed by their words, settled by people."""

from datetime import date

import pytest

from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area, add_succession
from goldenthread.core.errors import UserError
from goldenthread.inspections.changes import (
    decide_repeat,
    propose_repeats,
    record_contact,
    record_inspection,
)
from goldenthread.inspections.models import RepeatFinding
from goldenthread.inspections.queries import repeat_findings
from goldenthread.inspections.rules import (
    ContactKind,
    DraftContact,
    DraftInspection,
    DraftNote,
    DraftNumbered,
    InspectionKind,
    Regime,
    Said,
    Side,
    repeats,
)

from .conftest import BY, WAITS, person

AGAIN = "Autism assessments: the waits in the west remain far too long."


def said(ref: int, text: str, year: int, source: int = 0) -> Said:
    return Said("finding", ref, text, date(year, 1, 1), ("inspection", source or year))


def test_the_words_in_common_are_shown_as_each_side_wrote_them():
    (alike,) = repeats([said(2, AGAIN, 2022)], [said(1, WAITS, 2019)])
    assert alike.share > 0.5
    assert set(alike.words) == {
        ("autism", "autism"),
        ("assessments", "assessment"),
        ("waits", "waits"),
        ("west", "west"),
        ("long", "long"),
        ("far", "far"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Leaders have not made sure that children and young people with SEND get services.",
        "Transport to college is dear.",
        "Autism is understood better.",
        "",
    ],
)
def test_common_words_or_one_word_alone_repeat_nothing(text):
    earlier = [said(1, WAITS, 2019), said(3, "Leaders do not know what children need.", 2019)]
    assert repeats([said(2, text, 2022)], earlier) == []


def test_only_what_is_earlier_and_of_another_letter_is_repeated():
    assert repeats([said(2, AGAIN, 2018)], [said(1, WAITS, 2019)]) == []
    assert repeats([said(2, AGAIN, 2022, 7)], [said(1, WAITS, 2019, 7)]) == []
    assert repeats([said(2, AGAIN, 2022)], []) == []


def test_a_misspelt_word_and_one_with_a_hyphen_are_the_same_word():
    later = said(2, "Co-production with siblings is tokenistic.", 2022)
    earlier = said(1, "Coproducton is tokenistic and siblings are missed.", 2019)
    (alike,) = repeats([later], [earlier])
    assert ("coproduction", "coproducton") in alike.words


def test_three_at_most_are_proposed_for_one_finding():
    earlier = [said(n, f"{WAITS} Case {n}.", 2019) for n in range(10, 16)]
    assert len(repeats([said(1, AGAIN, 2022)], earlier)) == 3


def review(area, *texts: str, side=Side.DEVELOP, kind=ContactKind.PEER_REVIEW, on=date(2022, 5, 3)):
    notes = tuple(DraftNote(text, side=side) for text in texts)
    draft = DraftContact(kind, on, "A review", notes=notes)
    return record_contact(by=BY, area=area, draft=draft)


def test_a_review_is_held_against_the_letter_when_it_is_recorded(area, letter):
    contact = review(area, AGAIN, "Buses are clean.")
    (found,) = repeat_findings(area, date(2022, 5, 3))
    assert (found.state, found.later.text, found.earlier.text) == ("proposed", AGAIN, WAITS)
    assert (found.later.contact, found.earlier.inspection) == (contact, letter)
    assert repeat_findings(area, date(2022, 5, 2)) == []
    assert propose_repeats(by=BY, area=area) == 0


def test_an_earlier_review_is_repeated_by_a_later_one(area):
    review(area, WAITS)
    later = review(area, AGAIN, kind=ContactKind.FOCUSED_VISIT, on=date(2023, 2, 1))
    (found,) = repeat_findings(area, date(2023, 2, 1))
    assert found.later.contact == later
    assert found.earlier.on == date(2022, 5, 3)


def test_a_priority_action_of_2023_repeats_a_finding_of_the_letter(letter, area):
    draft = DraftInspection(
        Regime.AREA_SEND_2023,
        InspectionKind.FULL,
        "The report",
        date(2024, 1, 15),
        letter_dated=date(2024, 3, 1),
        priority_actions=(DraftNumbered(1, AGAIN),),
    )
    made = record_inspection(by=BY, area=area, draft=draft)
    (found,) = repeat_findings(area, date(2024, 3, 1))
    assert (found.later.noun, found.later.inspection) == ("priority_action", made)
    assert found.earlier.text == WAITS
    assert repeat_findings(area, date(2024, 2, 29)) == []


def test_strengths_and_what_is_said_at_meetings_repeat_nothing(area, letter):
    review(area, AGAIN, side=Side.STRENGTH)
    review(area, AGAIN, kind=ContactKind.KEEPING_IN_TOUCH)
    assert repeat_findings(area, date(2025, 1, 1)) == []


def test_a_decision_counts_from_its_day_and_the_first_one_stands(area, letter):
    review(area, AGAIN)
    row = RepeatFinding.objects.get()
    decide_repeat(by=BY, repeat=row, state="confirmed", on=date(2022, 6, 1))
    decide_repeat(by=BY, repeat=row, state="confirmed", on=date(2022, 7, 1))
    with pytest.raises(UserError, match="A tester has confirmed this already"):
        decide_repeat(by=BY, repeat=row, state="rejected")
    states = [repeat_findings(area, date(2022, 6, day))[0].state for day in (1, 2)]
    assert states == ["confirmed", "confirmed"]
    assert repeat_findings(area, date(2022, 5, 31))[0].state == "proposed"
    decide_repeat(by=BY, repeat=row, state="proposed")
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.decided_on) == ("proposed", "", None)
    assert propose_repeats(by=BY, area=area) == 0


def test_a_successor_is_held_against_what_was_said_of_the_area_before_it(area, letter):
    one, other = (add_area(by=BY, slug=slug, name=slug.title()) for slug in ("north", "south"))
    stranger = add_area(by=BY, slug="east", name="East")
    add_succession(
        by=BY,
        on=date(2021, 4, 1),
        what="Divided",
        source="An order",
        before=[area],
        after=[one, other],
    )
    draft = DraftContact(
        ContactKind.PEER_REVIEW,
        date(2022, 5, 3),
        "The review",
        notes=(DraftNote(WAITS, side=Side.DEVELOP),),
    )
    for each in (one, stranger):
        record_contact(by=BY, area=each, draft=draft)
    found = repeat_findings(one, date(2022, 5, 3))
    assert [(r.earlier.text, r.earlier.area, r.later.area) for r in found] == [(WAITS, area, one)]
    assert repeat_findings(stranger, date(2022, 5, 3)) == []
    assert repeat_findings(area, date(2022, 5, 3)) == []
    client = person(one, "north@example.org", Role.IMPROVEMENT_LEAD)
    page = client.get("/areas/north/inspections/repeats/").content.decode()
    assert "Said of Anyshire, which this area took the place of" in page
    assert "/areas/anyshire/" not in page
