"""Letters of inspectors in other words and layouts read as well as the usual ones."""

import textwrap
from dataclasses import replace

import pytest

from goldenthread.reading.facts import Kind, Part
from goldenthread.reading.read import read_bytes
from tests.reading import made_up_letters as made
from tests.reading import made_up_letters_more as more
from tests.reading.made_up import every_value_is_cited, unsure


def wrapped(text: str) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        inner = "  " if line[:1] in {"•", "◼"} else ""
        lines += textwrap.wrap(line, 98, subsequent_indent=inner) if len(line) > 98 else [line]
    return "\n".join(lines)


def alone(text: str, kind: Kind) -> Part:
    found = read_bytes(wrapped(text).encode(), "letter.txt")
    assert [part.kind for part in found] == [kind]
    return found[0]


INSPECTIONS = {
    turn.name: made.letter(turn)
    for turn in (*made.TURNS, *more.AREAS, *more.HEADINGS, *more.CLOSINGS)
} | {
    f"sections named: {name}": more.renamed(made.letter(made.TURNS[0]), titles)
    for name, titles in more.RENAMED.items()
}
REVISITS = (*made.RETURNS, *more.RETURNS)


@pytest.mark.parametrize("text", INSPECTIONS.values(), ids=INSPECTIONS)
def test_an_inspection_letter(text: str) -> None:
    part = alone(text, Kind.INSPECTION_LETTER)
    facts = part.facts
    assert facts["area"].title() == "Wexmoor"
    assert (facts["inspected_from"], facts["inspected_to"]) == ("2019-02-04", "2019-02-08")
    assert facts["letter_dated"] == "2019-04-11"
    assert facts["written_statement_required"] is True
    assert len(facts["responsible"]) == 2
    assert [w["text"].rstrip(".") for w in facts["weaknesses"]] == list(made.WEAK)
    counts = {
        name: tuple(len(said[n]) for n in ("findings", "strengths", "areas_for_development"))
        for name, said in facts["findings"].items()
    }
    assert counts == {
        "main findings": (4, 0, 0),
        "identifying needs": (0, 2, 2),
        "meeting needs": (0, 1, 2),
        "improving outcomes": (0, 1, 1),
    }
    assert not [word for word in ("Page", "recycled", "Wexmoor") if word in str(facts["findings"])]
    assert every_value_is_cited(part)
    assert unsure(part) == {}


def test_an_area_that_only_the_addressees_name_is_unsure() -> None:
    part = alone(made.letter(more.ADDRESSED), Kind.INSPECTION_LETTER)
    assert part.facts["area"] == "Wexmoor"
    assert "sent to" in unsure(part)["area"]
    nobody = made.letter(replace(more.ADDRESSED, to="Mr A Sample\nMs B Sample"))
    assert alone(nobody, Kind.INSPECTION_LETTER).facts["area"] is None


@pytest.mark.parametrize("turn", REVISITS, ids=[turn.name for turn in REVISITS])
def test_a_revisit_letter(turn: made.Return) -> None:
    part = alone(made.revisit(turn), Kind.REVISIT_LETTER)
    facts = part.facts
    assert facts["area"] == "Wexmoor"
    assert (facts["inspected_from"], facts["inspected_to"]) == ("2022-05-16", "2022-05-18")
    assert facts["statement_fit_for_purpose_on"] == "2019-09-02"
    weaknesses = facts["weaknesses"]
    judged = [weakness["judgement"] for weakness in weaknesses]
    assert judged == ["sufficient", "not_sufficient", "sufficient"]
    for (put_in, _), read in zip(made.SAID, weaknesses, strict=True):
        assert put_in in read["text"]
        assert len(read["text"]) < len(put_in) + 60
    said = [(len(w["strengths"]), len(w["caveats"])) for w in weaknesses]
    assert said == [(1, 1), (0, 1), (1, 0)]
    assert every_value_is_cited(part)
    assert all(fact.endswith(".text") for fact in unsure(part))


@pytest.mark.parametrize(
    "footer",
    [
        "Ofsted and CQC | Wexmoor joint inspection letter | {n}",
        "Joint inspection letter                              Page {n} of 2",
        "{n}",
    ],
)
def test_the_footer_of_a_letter_of_two_pages_is_no_text(footer: str) -> None:
    text = made.letter(made.Turn("two pages"))
    break_at = text.index("age.\n\nAreas for development")
    first, second = text[:break_at], text[break_at:]
    paged = f"{first}\n{footer.format(n=1)}\n\f{second}\n{footer.format(n=2)}\n"
    part = alone(paged, Kind.INSPECTION_LETTER)
    strengths = part.facts["findings"]["identifying needs"]["strengths"]
    assert strengths[1].endswith("they spot needs at a young age.")
    assert "inspection letter" not in str(part.facts)
    assert unsure(part) == {}
