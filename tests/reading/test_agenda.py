from goldenthread.reading import agenda
from tests.reading.made_up import between, file_source, source, span, unsure
from tests.shared import AGENDA_PACK, needs_shared

NUMBERED = """Northmoor Health and Wellbeing Board

Date: Thursday, 12 March 2020
Time: 10.00 am

AGENDA

1. Apologies for absence
2. Minutes (Pages 3 - 8)
   To confirm the minutes of the meeting held on 9 January 2020.
3. Statement of action: progress
   (Pages 9 - 30)
4. Date of next meeting
   11 June 2020
"""


def test_numbered_items_with_pages() -> None:
    whole = source(NUMBERED)
    part = agenda.read(whole, whole.lines, "Agenda")
    assert part.facts["body"] == "Northmoor Health and Wellbeing Board"
    assert part.facts["held_on"] == "2020-03-12"
    assert part.facts["items"] == [
        {"number": 1, "title": "Apologies for absence", "pages": None},
        {"number": 2, "title": "Minutes", "pages": [3, 8]},
        {"number": 3, "title": "Statement of action: progress", "pages": [9, 30]},
        {"number": 4, "title": "Date of next meeting", "pages": None},
    ]
    assert unsure(part) == {}


def test_an_agenda_without_a_date_never_takes_that_of_the_next_meeting() -> None:
    whole = source(NUMBERED.replace("Date: Thursday, 12 March 2020\n", ""))
    part = agenda.read(whole, whole.lines, "Agenda")
    assert part.facts["held_on"] is None


@needs_shared
def test_the_real_agenda() -> None:
    pack = file_source(AGENDA_PACK)
    part = agenda.read(pack, between(pack, 1, 199), "Agenda")
    items = part.facts["items"]
    assert [item["number"] for item in items] == list(range(1, 12))
    assert {item["number"]: item["pages"] for item in items if item["pages"]} == {
        5: [7, 12],
        6: [13, 64],
        7: [65, 76],
        8: [77, 84],
        9: [85, 86],
        10: [87, 88],
    }
    assert span(part, "items[6].title") == (156, 156)
    assert part.facts["held_on"] == "2019-09-23"
    assert {"held_on", "body"} <= set(unsure(part))
