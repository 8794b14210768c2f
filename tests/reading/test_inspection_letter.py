from functools import cache

import pytest

from goldenthread.reading import inspection_letter
from goldenthread.reading.facts import Kind, Part
from tests.reading.made_up import between, every_value_is_cited, file_source, source, span, unsure
from tests.shared import AGENDA_PACK, needs_shared

HEAD = """Ofsted
Agora
Nottingham
NG1 6HJ

7 June 2018

Director of Children's Services, Northmoor Council
Accountable Officer, NHS Northmoor Clinical Commissioning Group
Local area nominated officer

Dear Director

Joint local area SEND inspection in Northmoor

From 16 to 20 April 2018, Ofsted and the Care Quality Commission (CQC) conducted a
joint inspection of the local area of Northmoor to judge the effectiveness of the area
in implementing the reforms of the Children and Families Act 2014.

As a result of the findings of this inspection and in accordance with the Children Act
2004 (Joint Area Reviews) Regulations 2015, Her Majesty's Chief Inspector (HMCI) has
determined that a Written Statement of Action is required because of significant areas
of weakness in the local area's practice. HMCI has also determined that the local
authority and the area's clinical commissioning group are jointly responsible for
submitting the written statement to Ofsted.

This letter outlines our findings from the inspection.
"""

TAIL = """
Yours sincerely

An Inspector
Ofsted
"""


def letter(body: str, paged: bool = False) -> Part:
    whole = source(HEAD + body + TAIL, paged=paged)
    return inspection_letter.read(whole, whole.lines, "a letter")


def sections(part: Part) -> dict[str, tuple[int, int, int]]:
    return {
        name: (len(held["findings"]), len(held["strengths"]), len(held["areas_for_development"]))
        for name, held in part.facts["findings"].items()
    }


BULLETED = """
Main findings

• Leaders know the area well. Plans are sound and
  families see the difference.
• Waiting times are too long in the
3
east of the area.
• Schools differ.

The effectiveness of the local area in identifying children and young people's
special educational needs and/or disabilities

Strengths

• Health visitors see nearly every child.
• Early years staff are trained.

Areas for development

• Needs of older pupils are missed.

The effectiveness of the local area in assessing and meeting the needs of children
and young people who have special educational needs and/or disabilities

Strengths

• Short breaks are valued.

Areas for development

• Plans are late.
• Therapies are scarce.

The effectiveness of the local area in improving outcomes for children and young
people who have special educational needs and/or disabilities

Strengths

• More young people work.

Areas for improvement

• Attendance is low.
• Exclusions are high.

The inspection raises significant concerns about the effectiveness of the local area.

The local area is required to produce and submit a Written Statement of Action to
Ofsted that explains how the local area will tackle the following areas of significant
weakness:

• the poor quality of plans and of their
  reviews;
• the lack of a joint offer for
4
families; and
• weak oversight by leaders.
"""


@pytest.mark.parametrize("mark", ["•", "-", "\uf0b7", "■", "◼", "·", "–"])
def test_bullets_of_any_shape(mark: str) -> None:
    part = letter(BULLETED.replace("•", mark))
    assert sections(part) == {
        "main findings": (3, 0, 0),
        "identifying needs": (0, 2, 1),
        "meeting needs": (0, 1, 2),
        "improving outcomes": (0, 1, 2),
    }
    assert part.facts["findings"]["main findings"]["findings"][1] == (
        "Waiting times are too long in the east of the area."
    )
    assert [w["text"] for w in part.facts["weaknesses"]] == [
        "the poor quality of plans and of their reviews",
        "the lack of a joint offer for families",
        "weak oversight by leaders.",
    ]
    assert unsure(part) == {}


def test_the_head_of_a_letter() -> None:
    part = letter(BULLETED)
    facts = part.facts
    assert part.kind is Kind.INSPECTION_LETTER
    assert facts["area"] == "Northmoor"
    assert facts["framework"] == "2016"
    assert (facts["inspected_from"], facts["inspected_to"]) == ("2018-04-16", "2018-04-20")
    assert facts["letter_dated"] == "2018-06-07"
    assert facts["dates_in_letter"] == ["2018-04-16", "2018-04-20"]
    assert facts["responsible"] == [
        "Northmoor Council",
        "NHS Northmoor Clinical Commissioning Group",
    ]
    assert facts["published"] is None
    assert facts["written_statement_required"] is True
    assert every_value_is_cited(part)


def test_a_body_known_only_by_its_kind_is_unsure() -> None:
    text = (HEAD + BULLETED + TAIL).replace("NHS Northmoor Clinical Commissioning Group", "Health")
    whole = source(text)
    part = inspection_letter.read(whole, whole.lines, "a letter")
    assert part.facts["responsible"][0] == "Northmoor Council"
    assert "responsible[1]" in unsure(part)


def test_two_groups_where_the_words_say_one_are_unsure() -> None:
    text = (HEAD + BULLETED + TAIL).replace(
        "Local area nominated officer", "Chief Officer, South Northmoor CCG"
    )
    whole = source(text)
    part = inspection_letter.read(whole, whole.lines, "a letter")
    assert len(part.facts["responsible"]) == 3
    assert {"responsible[1]", "responsible[2]"} <= set(unsure(part))


def test_bullets_lost_to_a_leading_space_with_page_tops_that_look_alike() -> None:
    body = """
Main findings
 Leaders have made a good start. The work of
the board is known to most.
 Families do not know whom they
2
 can ask for help. Some give up.
 Too few staff are trained. This slows the
work of every school.
3
  Transport is unreliable.
The effectiveness of the local area in meeting the needs of children and young
people with special educational needs and/or disabilities
Strengths
 Schools work closely with nurses.
Areas for development
 Plans are late.
The local area is required to produce and submit a Written Statement of Action to
Ofsted that explains how the local area will tackle the following areas of significant
weakness:
 lack of a shared plan for the
4
 area
 poor use of data
"""
    part = letter(body)
    assert part.facts["findings"]["main findings"]["findings"] == [
        "Leaders have made a good start. The work of the board is known to most.",
        "Families do not know whom they can ask for help. Some give up.",
        "Too few staff are trained. This slows the work of every school.",
        "Transport is unreliable.",
    ]
    assert [w["text"] for w in part.facts["weaknesses"]] == [
        "lack of a shared plan for the area",
        "poor use of data",
    ]
    assert unsure(part) == {}


def test_a_page_top_that_could_be_either_is_unsure() -> None:
    body = """
Main findings
 Leaders have made a good start.
2
 Families do not know whom they can ask.
 Too few staff are trained.
"""
    part = letter(body)
    assert len(part.facts["findings"]["main findings"]["findings"]) == 3
    assert set(unsure(part)) == {"findings[main findings].findings[1]", "weaknesses"}


def test_numbered_weaknesses() -> None:
    body = """
Main findings

• Leaders know the area well.

The local area is required to produce and submit a Written Statement of Action that
explains how it will tackle these three areas of significant weakness:

1. the quality of plans
2. the time families wait, which
   is far too long
3. the lack of trust
"""
    part = letter(body)
    assert [w["text"] for w in part.facts["weaknesses"]] == [
        "the quality of plans",
        "the time families wait, which is far too long",
        "the lack of trust",
    ]
    assert unsure(part) == {}


def test_a_count_that_differs_from_the_list_is_unsure() -> None:
    body = """
Main findings

• Leaders know the area well.

The local area is required to produce and submit a Written Statement of Action that
explains how it will tackle these four areas of significant weakness:

• the quality of plans
• the lack of trust
"""
    part = letter(body)
    assert set(unsure(part)) == {"weaknesses[1].text", "weaknesses[2].text"}
    assert "four" in unsure(part)["weaknesses[1].text"]


def test_bullets_lost_without_a_trace_are_told_by_line_length_and_unsure() -> None:
    body = """
Main findings

Leaders know the area well and have a plan that most of the people we met could
explain to us.
Waiting times are too long in the east of the area, where families told us they
had waited for more than a year.
Schools differ.
"""
    part = letter(body)
    found = part.facts["findings"]["main findings"]["findings"]
    assert [text.split()[0] for text in found] == ["Leaders", "Waiting", "Schools"]
    assert set(unsure(part)) == {
        "findings[main findings].findings[1]",
        "findings[main findings].findings[2]",
        "weaknesses",
    }


def test_bullets_lost_but_later_lines_standing_in() -> None:
    part = letter(BULLETED.replace("• ", ""))
    assert sections(part)["main findings"] == (3, 0, 0)
    assert len(part.facts["weaknesses"]) == 3


def test_a_required_statement_without_a_list_of_weaknesses_is_unsure() -> None:
    part = letter(BULLETED.split("The inspection raises")[0])
    assert part.facts["weaknesses"] == []
    assert "weaknesses" in unsure(part)


def test_a_list_announced_by_a_full_stop() -> None:
    text = BULLETED.replace("significant\nweakness:", "significant\nweakness.")
    assert len(letter(text).facts["weaknesses"]) == 3


def test_pages_of_a_pdf_with_a_footer() -> None:
    body = BULLETED.replace("\n3\n", "\nNorthmoor letter\n3\n\f").replace(
        "\n4\n", "\nNorthmoor letter\n4\n\f"
    )
    part = letter(body, paged=True)
    assert "Northmoor letter" not in str(part.facts["findings"]) + str(part.facts["weaknesses"])
    assert len(part.facts["weaknesses"]) == 3
    assert part.facts["findings"]["main findings"]["findings"][1] == (
        "Waiting times are too long in the east of the area."
    )


def test_a_letter_that_requires_no_statement_has_no_weaknesses() -> None:
    head = HEAD.split("As a result")[0]
    whole = source(head + BULLETED.split("The inspection raises")[0] + TAIL)
    part = inspection_letter.read(whole, whole.lines, "a letter")
    assert part.facts["weaknesses"] == []
    assert part.facts["written_statement_required"] is None
    assert sections(part)["improving outcomes"] == (0, 1, 2)


@cache
def real_letter() -> Part:
    pack = file_source(AGENDA_PACK)
    return inspection_letter.read(pack, between(pack, 536, 1017), "letter")


@needs_shared
def test_head_of_the_real_letter() -> None:
    part = real_letter()
    facts = part.facts
    assert (facts["inspected_from"], facts["inspected_to"]) == ("2019-03-18", "2019-03-22")
    assert facts["dates_in_letter"] == ["2019-03-18", "2019-03-22"]
    assert facts["letter_dated"] == "2019-03-25"
    assert len(facts["responsible"]) == 3
    assert [span(part, f"responsible[{at}]")[0] for at in range(3)] == [552, 557, 558]


@needs_shared
def test_counts_of_the_real_letter() -> None:
    part = real_letter()
    assert sections(part) == {
        "main findings": (17, 0, 0),
        "identifying needs": (0, 4, 6),
        "meeting needs": (0, 12, 20),
        "improving outcomes": (0, 5, 4),
    }
    assert len(part.facts["weaknesses"]) == 9
    assert unsure(part) == {}
    assert every_value_is_cited(part)


@needs_shared
def test_where_the_real_findings_begin_and_end() -> None:
    part = real_letter()
    cited = [r.citation.lines for r in part.readings if r.citation and "findings[" in r.fact]
    starts = {lines[0] for lines in cited if lines}
    assert {811, 925} <= starts
    assert not starts & {621, 661, 698, 737, 774, 850, 888, 963}
    weaknesses = [span(part, f"weaknesses[{n}].text") for n in range(1, 10)]
    assert weaknesses == [
        (961, 963),
        (964, 965),
        (966, 967),
        (968, 969),
        (970, 970),
        (971, 972),
        (973, 975),
        (976, 978),
        (979, 980),
    ]
