"""From a reading to the facts that are repaired."""

from goldenthread.intake.rules.gathering import Gathered, doubts_of, facts_of, skeleton_of
from goldenthread.intake.rules.places import Form
from goldenthread.reading.facts import Citation, FactBook, Kind, Part, State
from goldenthread.reading.read import read_bytes
from tests.reading import workbooks


def words(lines: tuple[int, int], said: str) -> Citation:
    return Citation("a.txt", said, lines)


def part(book: FactBook, kind: Kind = Kind.STATEMENT, **facts: object) -> Part:
    return Part(kind, "A statement", (1, 9), facts, tuple(book.readings), "a.txt")


def by_place(found: list[Gathered]) -> dict[tuple[str, str], Gathered]:
    return {(fact.place.key, fact.place.field): fact for fact in found}


def test_items_of_one_list_are_one_fact_and_a_doubt_on_one_is_on_all():
    book = FactBook()
    first = {"text": "May 2020", "from": "2020-05-01", "to": "2020-05-31", "precision": "month"}
    book.sure("actions[1.1].due[0]", first, words((3, 3), "May 2020"))
    book.unsure("actions[1.1].due[1]", first, words((4, 4), "then"), "two readings")
    found = by_place(facts_of(part(book)))[("1.1", "due")]
    assert found.value == [first, first]
    assert (found.state, found.reason) == (State.UNSURE, "Two readings.")
    assert found.lines == (3, 4)


def test_what_nobody_found_is_asked_only_where_it_matters():
    book = FactBook()
    for name in ("text", "lead", "due", "rag", "intended_impact"):
        book.absent(f"actions[1.1].{name}")
    found = by_place(facts_of(part(book)))
    asked = {field for (_, field), fact in found.items() if fact.state is State.UNSURE}
    assert asked == {"text", "lead", "due"}
    assert found[("1.1", "text")].reason == "No words were found."
    assert found[("1.1", "intended_impact")].state is State.ABSENT
    assert ("1.1", "rag") not in found


def test_a_missing_field_stands_ready_to_be_moved_into():
    book = FactBook()
    book.sure("actions[1.1].text", "Do it", words((1, 1), "Do it"))
    found = by_place(facts_of(part(book)))
    assert found[("1.1", "lead")].value is None
    assert found[("1.1", "due")].form is Form.DATES


def test_one_printed_lead_doubted_for_two_actions_is_one_decision():
    book = FactBook()
    for number in ("1.1", "1.2"):
        book.unsure(f"actions[{number}].lead", "Chair", words((5, 5), "Chair"), "shared")
    book.unsure("actions[1.3].lead", "Chair", words((8, 8), "Chair"), "shared")
    found = by_place(facts_of(part(book)))
    bundles = [found[(number, "lead")].bundle for number in ("1.1", "1.2", "1.3")]
    assert bundles[0] == bundles[1] != bundles[2]
    assert len({found[(number, "lead")].cause for number in ("1.1", "1.2", "1.3")}) == 1


def test_an_alternative_that_only_spaces_part_from_the_value_is_none():
    book = FactBook()
    cited = words((1, 1), "Commissioni ng")
    book.unsure("actions[1].lead", "Commissioning", cited, "why", ["Commissioni ng", "Chair"])
    assert by_place(facts_of(part(book)))[("1", "lead")].alternatives == [["Chair"]]


def test_leads_listed_one_by_one_are_not_taken_twice():
    (tracker,) = read_bytes(workbooks.merged_tracker(), "a.xlsx")
    found = by_place(facts_of(tracker))
    assert found[("2.2.1", "lead")].value == ["Principal Educational Psychologist", "Head of SEND"]


def test_the_skeleton_keeps_actions_apart_that_bear_one_number():
    (tracker,) = read_bytes(workbooks.many_sheets(), "b.xlsx")
    actions = skeleton_of(tracker)["actions"]
    assert [(a["key"], a["number"], a["group"]) for a in actions] == [
        ("1", "1", 1),
        ("2", "2", 1),
        ("3", "3", 1),
        ("1~2", "1", 2),
    ]


def test_minutes_hold_nothing_to_repair():
    assert facts_of(part(FactBook(), Kind.MINUTES)) == []
    assert skeleton_of(part(FactBook(), Kind.MINUTES)) == {}


def test_a_doubt_on_one_body_of_a_list_offers_the_list_with_each_other_body():
    book = FactBook()
    book.sure("responsible[0]", "The council", words((1, 1), "The council"))
    book.unsure("responsible[1]", "the CCG", words((2, 2), "CCG"), "kind only", ["A ICB", "B ICB"])
    (found,) = [
        fact
        for fact in facts_of(part(book, Kind.REVISIT_LETTER))
        if fact.place.field == "responsible"
    ]
    assert found.value == ["The council", "the CCG"]
    assert found.alternatives == [["The council", "A ICB"], ["The council", "B ICB"]]


def test_a_list_that_was_not_found_is_told_of_the_whole_part():
    book = FactBook()
    book.unsure("weaknesses", [], None, "no list of weaknesses was found")
    book.unsure("document", None, None, "Hidden rows were read too.")
    assert doubts_of(part(book, Kind.INSPECTION_LETTER)) == [
        "No list of weaknesses was found.",
        "Hidden rows were read too.",
    ]
