from functools import cache

import pytest

from goldenthread.reading import revisit_letter
from goldenthread.reading.facts import Part
from tests.reading.made_up import every_value_is_cited, file_source, source, span, unsure
from tests.shared import REVISIT_LETTER, needs_shared

HEAD = """Ofsted

14 July 2021

Director of Children's Services, Northmoor Council
Accountable Officer, Northmoor Clinical Commissioning Group

Dear Director

Joint area SEND revisit in Northmoor

Between 19 and 21 May 2021, Ofsted and the Care Quality Commission (CQC) revisited the
local area of Northmoor to decide whether sufficient progress has been made in
addressing each of the areas of significant weakness detailed in the written statement
of action issued on 29 November 2018.

HMCI determined that the local authority and the area's clinical commissioning group
were jointly responsible for submitting the written statement. This was declared fit
for purpose on 18 March 2019.

{overall}

Main findings
"""

TAIL = """
As not all the significant weaknesses have improved, it is for the Department for
Education and NHS England to determine the next steps.

Yours sincerely

An Inspector
"""


def letter(overall: str, body: str) -> Part:
    whole = source(HEAD.format(overall=overall) + body + TAIL)
    return revisit_letter.read(whole, whole.lines, "a revisit")


ONE_OF_TWO = "The area has made sufficient progress in addressing one of the two weaknesses."

COLON_LAYOUT = """
• At the initial inspection, inspectors found the following:

Plans are late and of poor quality.

Leaders have improved the timeliness of plans. Families told us that they
are now listened to.

However, some plans remain out of
2
date.

The area has made sufficient progress to improve this significant weakness.

• At the initial inspection, inspectors found the following:

A lack of trust.

Parents do not feel heard.

The area has not made sufficient progress to improve this significant weakness.
"""

INLINE_LAYOUT = """
◼ The initial inspection found that plans were late and of poor quality.

Leaders have improved the timeliness of plans.

Sufficient progress has been made in addressing this area of significant weakness.

◼ The initial inspection found that there was a lack of trust.

Parents do not feel heard. The local area has not made sufficient progress to address
this weakness.
"""


UNSPACED = COLON_LAYOUT.replace("\n\n", "\n")


@pytest.mark.parametrize("body", [COLON_LAYOUT, INLINE_LAYOUT, UNSPACED])
def test_judgement_of_each_weakness(body: str) -> None:
    part = letter(ONE_OF_TWO, body)
    weaknesses = part.facts["weaknesses"]
    assert [(w["number"], w["judgement"]) for w in weaknesses] == [
        (1, "sufficient"),
        (2, "not_sufficient"),
    ]
    assert "late and of poor quality" in weaknesses[0]["text"]
    assert "lack of trust" in weaknesses[1]["text"]
    assert weaknesses[0]["strengths"][0].startswith("Leaders have improved")
    assert weaknesses[1]["caveats"] == ["Parents do not feel heard."]
    assert not [fact for fact in unsure(part) if "judgement" in fact or "text" in fact]


def test_caveats_run_over_a_page_and_the_closing_words_are_left_out() -> None:
    part = letter(ONE_OF_TWO, COLON_LAYOUT)
    assert part.facts["weaknesses"][0]["caveats"] == ["However, some plans remain out of date."]
    assert "next steps" not in str(part.facts["weaknesses"])


def test_history_and_dates() -> None:
    facts = letter(ONE_OF_TWO, COLON_LAYOUT).facts
    assert (facts["inspected_from"], facts["inspected_to"]) == ("2021-05-19", "2021-05-21")
    assert facts["letter_dated"] == "2021-07-14"
    assert facts["statement_issued_on"] == "2018-11-29"
    assert facts["statement_fit_for_purpose_on"] == "2019-03-18"
    assert facts["original_letter_published"] is None
    assert facts["responsible"] == ["Northmoor Council", "Northmoor Clinical Commissioning Group"]


def test_an_overall_count_that_differs_makes_judgements_unsure() -> None:
    overall = "The area has made sufficient progress in addressing two of the three weaknesses."
    part = letter(overall, COLON_LAYOUT)
    assert {"weaknesses[1].judgement", "weaknesses[2].judgement"} <= set(unsure(part))


def test_a_missing_judgement_is_unsure_and_never_guessed() -> None:
    body = COLON_LAYOUT.replace(
        "The area has not made sufficient progress to improve this significant weakness.", ""
    )
    part = letter("", body)
    assert part.facts["weaknesses"][1]["judgement"] is None
    assert "weaknesses[2].judgement" in unsure(part)


def test_a_heading_that_lost_its_bullet_still_opens_a_weakness_but_is_unsure() -> None:
    head, mark, rest = COLON_LAYOUT.rpartition("• At")
    part = letter(ONE_OF_TWO, f"{head}At{rest}")
    assert mark
    assert len(part.facts["weaknesses"]) == 2
    assert "weaknesses[2].text" in unsure(part)


def test_without_opening_lines_each_judgement_closes_a_weakness_and_it_is_unsure() -> None:
    body = "\n".join(
        line for line in COLON_LAYOUT.split("\n") if "inspectors found the following" not in line
    )
    part = letter(ONE_OF_TWO, body)
    assert [w["judgement"] for w in part.facts["weaknesses"]] == ["sufficient", "not_sufficient"]
    assert {"weaknesses[1].text", "weaknesses[2].text"} <= set(unsure(part))


@cache
def real_revisit() -> Part:
    whole = file_source(REVISIT_LETTER)
    return revisit_letter.read(whole, whole.lines, "revisit")


@needs_shared
def test_dates_of_the_real_revisit() -> None:
    part = real_revisit()
    facts = part.facts
    assert (facts["inspected_from"], facts["inspected_to"]) == ("2022-12-05", "2022-12-08")
    assert facts["letter_dated"] == "2023-01-20"
    assert facts["original_letter_published"] == "2019-05-22"
    assert facts["statement_fit_for_purpose_on"] == "2019-10-18"


@needs_shared
def test_seven_sufficient_two_not() -> None:
    part = real_revisit()
    judged = {w["number"]: w["judgement"] for w in part.facts["weaknesses"]}
    assert [n for n, j in judged.items() if j == "sufficient"] == [1, 2, 3, 5, 7, 8, 9]
    assert [n for n, j in judged.items() if j == "not_sufficient"] == [4, 6]
    assert span(part, "weaknesses[5].text") == (107, 107)
    assert "lost the bullet" in unsure(part)["weaknesses[5].text"]


@needs_shared
def test_what_is_said_of_each() -> None:
    part = real_revisit()
    cited = [
        (r.fact, r.citation.lines)
        for r in part.readings
        if r.citation and r.fact.startswith("weaknesses[") and "caveats" in r.fact
    ]
    on: dict[int, list[int]] = {number: [] for number in range(1, 10)}
    for fact, lines in cited:
        assert lines is not None
        on[int(fact[11])].append(lines[0])
    assert {59} <= set(on[2])
    assert {79} <= set(on[3])
    assert {87, 89, 97, 99, 101} <= set(on[4])
    assert {123} <= set(on[5])
    assert {133, 135, 141, 143, 145, 147} <= set(on[6])
    assert on[7] == []
    assert {185, 187} <= set(on[8])
    assert all(w["strengths"] for w in part.facts["weaknesses"])
    assert every_value_is_cited(part)


@needs_shared
def test_a_succeeded_body_is_not_passed_off_as_the_one_named() -> None:
    part = real_revisit()
    assert len(part.facts["responsible"]) == 2
    assert "responsible[1]" in unsure(part)
