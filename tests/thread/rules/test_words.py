"""The vocabulary, likeness of texts, roles and stated dates, on words of our own."""

from datetime import date

import pytest

from goldenthread.reading.facts import Line
from goldenthread.thread.rules.events import stated_dates
from goldenthread.thread.rules.letter import studies
from goldenthread.thread.rules.matching import Weights
from goldenthread.thread.rules.roles import role_only, same_role
from goldenthread.thread.rules.vocabulary import aspects, is_criticism, subjects
from goldenthread.thread.rules.wording import model_action, model_measure
from tests.thread.rules.drawn import action


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        ("EHCPs are late", "education, health and care plans are late", "EHC plans"),
        ("respite at weekends", "short-breaks", "short breaks"),
        ("EHE numbers", "children who are electively home educated", "elective home education"),
        ("CAMHS waits", "child mental health services", "mental health"),
        ("direct payments", "personal budgets", "personal budgets"),
        ("SENCos", "special educational needs coordinators", "SENCos"),
        ("pupils suspended", "permanent exclusions", "exclusion"),
        ("PfA", "preparing young people for adulthood", "transition to adulthood"),
        ("Tier 4 beds", "admitted in crisis", "crisis and inpatient care"),
    ],
)
def test_two_wordings_are_one_subject(one, other, subject):
    assert subject in subjects(one)
    assert subject in subjects(other)


@pytest.mark.parametrize(
    ("text", "not_subject"),
    [
        ("Annual reviews of EHC plans are late", "EHC plans"),
        ("requests for an EHC needs assessment", "EHC plans"),
        ("Children’s Trust Board", "trust of families"),
        ("the exclusive use of a room", "exclusion"),
    ],
)
def test_words_that_look_alike_are_kept_apart(text, not_subject):
    assert not_subject not in subjects(text)


def test_aspects_tell_the_side_of_a_subject():
    assert set(aspects("The offer is too narrow")) == {"range"}
    assert "moving on" in aspects("the step to adult services")


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Families praise the portage team.", False),
        ("Access to therapies is inequitable.", True),
        ("Schools are helped well. However, colleges are not.", True),
    ],
)
def test_a_criticism_is_told_from_praise(text, faults):
    assert is_criticism(text) is faults


def test_rare_words_weigh_more_than_common_ones():
    weights = Weights(["school support", "school meals", "school epilepsy"])
    rare = weights.likeness("school epilepsy", "epilepsy nurse").score
    common = weights.likeness("school epilepsy", "school bus").score
    assert rare > common
    assert weights.likeness("school epilepsy", "train").score == 0


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("AD Education and Skills", "Assistant Director Education & Skills, Council", True),
        ("J. Bloggs, Director of Public Health", "Director of Public Health, Council", True),
        ("CEO Carers First", "Chief Executive, Carers First", True),
        ("Director of Nursing", "Director of Public Health", False),
        ("Senior Manager", "Senior Manager Inclusion, Council", False),
    ],
)
def test_roles_are_compared_without_names(left, right, same):
    assert same_role(left, right) is same


def test_a_chair_is_told_by_role_only():
    assert role_only("Chair: J. Bloggs AD Integration, Council") == "AD Integration, Council"


@pytest.mark.parametrize(
    ("text", "only_studies"),
    [
        ("Review the handbook", True),
        ("Conduct surveys and focus groups with parents", True),
        ("Ensure a clear understanding of the impact", True),
        ("Recruit two nurses to review cases", False),
        ("Deliver training for SENCos", False),
    ],
)
def test_studies_are_told_from_deeds(text, only_studies):
    assert studies(action("1.1", text)) is only_studies


@pytest.mark.parametrize(
    ("text", "event", "day"),
    [
        ("The joint SEND inspection took place in May 2023.", "inspection", date(2023, 5, 31)),
        ("Ofsted inspected the local area between 2nd May and 5th May 2023.", "inspection",
         date(2023, 5, 5)),
        ("The statement was declared fit for purpose on 4 October 2023.", "accepted",
         date(2023, 10, 4)),
        ("The revisit is due by 4 April 2025.", "revisit due", date(2025, 4, 4)),
        ("as said in the letter published on 3 July 2023", "letter published", date(2023, 7, 3)),
    ],
)  # fmt: skip
def test_stated_dates_are_found_over_lines(text, event, day):
    words = text.split()
    lines = (Line(1, " ".join(words[:5])), Line(2, " ".join(words[5:])))
    found = list(stated_dates("paper", lines))
    assert [(f.event, f.when.end) for f in found] == [(event, day)]
    assert found[0].citation.lines[1] == 2


@pytest.mark.parametrize(
    "text",
    [
        "The next SEND inspection is due to take place in May 2025.",
        "The SEND inspection revisit took place in May 2025.",
        "The SEND inspection report was published in May 2023.",
        "A lift was inspected in May 2023.",
    ],
)
def test_other_dates_are_not_the_inspections(text):
    assert [f for f in stated_dates("paper", (Line(1, text),)) if f.event == "inspection"] == []


def test_the_wording_proposed_speaks_of_the_subject_and_leaves_figures_to_the_author():
    said = model_action("Waits for autism diagnosis are too long.", ["autism"], date(2025, 8, 31))
    assert "Cut the wait for autism" in said
    assert "By: February 2025" in said
    assert "[figure now]" in said
    assert "[month, year]" in model_action("Families are unhappy.", [], None)
    assert "trust" in model_measure("Lack of trust in leaders")
    assert "transport" in model_measure("Poor home-to-school transport")
