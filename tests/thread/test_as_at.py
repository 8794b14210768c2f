"""Any page of the thread as it stood on a day that has passed: nothing later, nothing to change."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.design.jinja import long_date
from goldenthread.governance.queries import meetings_of
from goldenthread.improvement.changes import rewrite_action, settle_promise
from goldenthread.improvement.models import (
    Action,
    DifferenceDue,
    DifferenceVerdict,
    Evidence,
    ForumMark,
    Promise,
    RagOverride,
    Redating,
    Update,
)
from goldenthread.improvement.queries import current_improvement_plan
from goldenthread.improvement.rules import Standing
from goldenthread.inspections.models import InspectionEvent, Judgement
from goldenthread.thread.queries.promises_then import put_back
from goldenthread.thread.queries.then import inspection_on, plan_on, revisit_on

BY = Actor("test", "A tester")
THEN = date(2019, 12, 1)
SLUG = "cumbria-exercise"
PAGES = (
    "",
    "changed/?since=2019-11-02",
    "weaknesses/4/",
    "plan/",
    "plan/?page=2",
    "plan/?colour=gap",
    "plan/actions/3.2.1/",
    "plan/actions/3.3.5/",
    "plan/groups/3/",
    "plan/measures/",
    "findings/",
    "timeline/",
    "life/",
    "families/",
    "bodies/",
    "documents/",
    "check/",
    "plan/take-away/",
)


def at(page: str, day: date = THEN) -> str:
    """Return the address of a page of the exercise on a day."""
    return f"/areas/{SLUG}/{page}{'&' if '?' in page else '?'}as-at={day.isoformat()}"


def shown(client: Client, page: str, day: date = THEN) -> str:
    """Return what a page says, in one line without its marks."""
    answer = client.get(at(page, day))
    assert answer.status_code == 200, page
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


@pytest.fixture
def exercise(examples, cumbria) -> LocalArea:
    return examples[SLUG]


def later_words(area: LocalArea) -> Iterator[str]:
    """Yield words that were said after the day, and not before it."""
    plan = {"action__improvement_plan__area": area}
    before = set(Update.objects.filter(on__lte=THEN, **plan).values_list("words", flat=True))
    said = Update.objects.filter(on__gt=THEN, **plan)
    rows = [
        *said.values_list("words", flat=True),
        *said.values_list("changed_for_families", flat=True),
        *DifferenceVerdict.objects.filter(on__gt=THEN, **plan).values_list("words", flat=True),
        *Evidence.objects.filter(on__gt=THEN, **plan).values_list("words", flat=True),
        *ForumMark.objects.filter(on__gt=THEN, **plan).values_list("comment", flat=True),
        *RagOverride.objects.filter(on__gt=THEN, **plan).values_list("reason", flat=True),
        *Redating.objects.filter(on__gt=THEN, **plan).values_list("reason", flat=True),
        *Promise.objects.filter(improvement_plan__area=area, changed_on__gt=THEN).values_list(
            "what_changed", flat=True
        ),
    ]
    for judgement in Judgement.objects.filter(weakness__inspection__area=area):
        rows += [*judgement.strengths, *judgement.caveats]
    yield from (" ".join(words.split()) for words in rows if words and words not in before)


def later_days(area: LocalArea) -> set[str]:
    """Return the days after the one shown on which something was said, done or judged."""
    plan = {"action__improvement_plan__area": area}
    rows = [
        model.objects.filter(on__gt=THEN, **plan).values_list("on", flat=True)
        for model in (Update, DifferenceVerdict, Evidence, ForumMark, RagOverride, Redating)
    ]
    rows.append(
        InspectionEvent.objects.filter(inspection__area=area, on__gt=THEN).values_list(
            "on", flat=True
        )
    )
    return {long_date(day) for found in rows for day in found}


def ahead_then(area: LocalArea) -> set[str]:
    """Return days ahead of the one shown that were known on it: what falls due, and limits."""
    plan = {"improvement_plan__area": area}
    of_action = {f"action__{name}": found for name, found in plan.items()} | {"on__lte": THEN}
    rows = [
        Action.objects.filter(**plan).values_list("milestones__ends", flat=True),
        Promise.objects.filter(**plan).values_list("evidence_by", flat=True),
        DifferenceDue.objects.filter(**of_action).values_list("judge_on", flat=True),
        RagOverride.objects.filter(**of_action).values_list("ends", flat=True),
        Redating.objects.filter(**of_action).values_list("new_to", flat=True),
        [m.held_on for m in meetings_of(area, THEN, None, THEN)],
    ]
    return {long_date(day) for found in rows for day in found if day}


@pytest.mark.parametrize("page", PAGES)
def test_nothing_later_stands_on_a_page_of_the_past(lead, exercise, page):
    said = shown(lead, page)
    assert "As it stood on 1 December 2019." in said
    found = [words for words in later_words(exercise) if words in said]
    assert found == []
    days = later_days(exercise) - ahead_then(exercise)
    assert days
    assert [day for day in days if re.search(rf"(?<!\d){day}", said)] == []
    assert "ufficient progress" not in said


@pytest.mark.parametrize("page", PAGES)
def test_links_of_a_page_of_the_past_keep_to_its_day(lead, exercise, page):
    html = lead.get(at(page)).text
    main = html[html.index("<nav") : html.index("<footer")]
    links = re.findall(r'<a\b[^>]*href="(/areas/[^"]*|\?[^"]*)"[^>]*>', main)
    assert len(links) > 8
    without = [link for link in links if "as-at=" not in link]
    back = re.findall(r'href="([^"]*)" data-today', main)
    assert without == [] or set(without) <= set(back)
    assert len(back) == 1
    assert "as-at" not in back[0]


@pytest.mark.parametrize("page", PAGES)
def test_nothing_can_be_changed_on_a_page_of_the_past(lead, exercise, page):
    html = lead.get(at(page)).text
    main = html[html.index('id="main-content"') :]
    assert not re.search(r'<form[^>]*method="post"', main)
    assert "improvement:update" not in main
    assert "/update" not in main


def test_a_day_ahead_or_none_is_refused_in_words(lead, exercise):
    ahead = timezone.localdate() + timedelta(days=1)
    assert "has not come yet" in lead.get(at("plan/", ahead)).text
    refused = lead.get(f"/areas/{SLUG}/plan/?as-at=soon")
    assert (refused.status_code, "is not a day" in refused.text) == (400, True)


def test_a_page_that_is_not_kept_by_day_says_so(lead, exercise):
    assert "It is not kept by day" in shown(lead, "check/matches/")


def test_before_the_letter_and_the_plan_there_is_neither(lead, exercise):
    early = date(2019, 1, 1)
    assert plan_on(exercise.pk, early) is None
    assert inspection_on(exercise.pk, early) is None
    assert "No improvement plan was there on that day" in shown(lead, "plan/", early)
    assert "was known on that day" in shown(lead, "", early)
    assert lead.get(at("plan/actions/3.2.1/", early)).status_code == 404


def test_the_revisit_is_known_from_its_letter_on(exercise):
    inspection = inspection_on(exercise.pk, THEN)
    revisit = revisit_on(inspection, timezone.localdate())
    written = revisit.letter_dated or revisit.published or revisit.inspected_to
    assert revisit_on(inspection, written - timedelta(days=1)) is None
    assert revisit_on(inspection, written) == revisit


def test_words_rewritten_later_read_as_they_did(lead, exercise):
    plan = current_improvement_plan(exercise.pk)
    action = Action.objects.get(improvement_plan=plan, number="3.2.1")
    old = action.text
    rewrite_action(
        by=BY,
        action=action,
        seen=action.stamp,
        words={"text": "Said anew altogether"},
        on=date(2020, 2, 1),
    )
    for page in ("plan/?q=3.2.1", "plan/actions/3.2.1/", "plan/groups/3/", "timeline/"):
        assert " ".join(old.split())[:60] in shown(lead, page)
        assert "Said anew altogether" not in shown(lead, page)
        assert "Said anew altogether" in shown(lead, page, date(2020, 2, 1))


def test_a_promise_goes_back_through_every_change_of_it(exercise):
    promise = Promise.objects.filter(improvement_plan__area=exercise, changed_on=None).first()
    for day, standing, words in (
        (date(2019, 11, 20), Standing.PARTLY, "Half of it."),
        (date(2020, 3, 1), Standing.KEPT, "All of it."),
    ):
        settle_promise(by=BY, promise=promise, standing=standing, on=day, what_changed=words)
    for day, standing, words in (
        (date(2019, 11, 1), "unknown", ""),
        (THEN, "partly", "Half of it."),
        (date(2020, 3, 1), "kept", "All of it."),
    ):
        seen = Promise.objects.get(pk=promise.pk)
        put_back([seen], day)
        assert (seen.standing, seen.what_changed) == (standing, words)


def test_families_read_a_day_that_has_passed(exercise):
    said = Client().get(f"/public/{SLUG}/?as-at=2019-12-01").text
    later = Promise.objects.filter(improvement_plan__area=exercise, changed_on__gt=THEN)
    assert "As it stood on 1 December 2019." in said
    assert later.exists()
    for promise in later.exclude(what_changed=""):
        assert promise.what_changed not in unescape(said)
    page = Client().get(f"/public/{SLUG}/inspectors/?as-at=2019-12-01").text
    assert "They came back" not in page
    assert "as-at=2019-12-01" in page
