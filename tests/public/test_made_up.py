"""What families read of small made-up areas: each standing, each regime, any number of promises."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.documents.models import Document
from goldenthread.improvement.changes import (
    PromiseDraft,
    publish_improvement_plan,
    settle_promise,
    withhold_promise,
)
from goldenthread.improvement.models import ImprovementPlan, Promise
from goldenthread.improvement.rules import Standing
from goldenthread.inspections.changes import record_inspection
from goldenthread.inspections.rules import DraftInspection, DraftNumbered, InspectionKind, Regime
from goldenthread.thread.queries.promises import title_of
from tests.public.areas import (
    BY,
    LATER,
    improvement_plan_of,
    pages_of,
    promised,
    reviewed,
    showing,
)


@pytest.mark.django_db
def test_no_area_yet_is_said():
    page = Client().get("/public/")
    assert page.status_code == 200
    assert "No area has shown its promises here yet." in page.text


@pytest.mark.django_db
def test_publishing_shows_and_taking_down_hides():
    area = showing("vale")
    improvement_plan = ImprovementPlan.objects.get(area=area)
    assert Client().get("/public/vale/").status_code == 200
    publish_improvement_plan(by=BY, improvement_plan=improvement_plan, published=False)
    for address in pages_of("vale")[1:]:
        page = Client().get(address)
        assert page.status_code == 404
        assert "thing 0" not in page.text
    assert "Vale" not in Client().get("/public/").text


@pytest.mark.django_db
def test_a_newer_plan_takes_over_only_once_published():
    area = showing("vale")
    older = ImprovementPlan.objects.get(area=area)
    newer = improvement_plan_of(area, older.inspection)
    newer.supersedes = older
    newer.save()
    assert "thing 0" in Client().get("/public/vale/").text
    promised(newer, PromiseDraft("We said something new."))
    page = Client().get("/public/vale/").text
    assert "something new" in page
    assert "thing 0" not in page
    shared = Client().get(f"/public/vale/promises/{older.promises.get().pk}/").text
    assert "thing 0" in shared
    assert "A newer plan has taken its place." in shared


@pytest.mark.django_db
def test_each_standing_has_its_own_words():
    area = add_area(by=BY, slug="vale", name="Vale")
    kept, refused, coming, undated, slip = promised(
        improvement_plan_of(area),
        PromiseDraft("We said A.", due_words="May 2020", due_to=date(2020, 5, 31)),
        PromiseDraft("We said B.", due_words="June 2020", due_to=date(2020, 6, 30)),
        PromiseDraft("We said C.", due_words="next year", due_to=LATER),
        PromiseDraft("We said D."),
        PromiseDraft("We said E.", due_words="May 2002", due_to=date(2002, 5, 31)),
    )
    day = date(2020, 7, 1)
    settle_promise(by=BY, promise=kept, standing=Standing.KEPT, on=day, what_changed="Waits fell.")
    settle_promise(
        by=BY,
        promise=refused,
        standing=Standing.WILL_NOT_HAPPEN,
        on=day,
        no_because="The hall closed.",
    )
    page = Client().get("/public/vale/").text
    cards = dict(re.findall(r'promises/(\d+)/">[^<]+</a></h3>(.*?)</li>', page, re.DOTALL))
    assert list(map(int, cards))[-3:] == [coming.pk, undated.pk, slip.pk]
    assert "We kept this promise." in cards[str(kept.pk)]
    assert "What changed:</b> Waits fell." in cards[str(kept.pk)]
    assert "No, because:</b> The hall closed." in cards[str(refused.pk)]
    assert "The date has not come yet." in cards[str(coming.pk)]
    assert "We hold no date for it." in cards[str(undated.pk)]
    assert "the date may be wrong" in cards[str(slip.pk)]


@pytest.mark.django_db
def test_a_promise_withheld_without_a_date_or_role_is_still_withheld():
    area = showing("vale", 2)
    first, second = Promise.objects.filter(improvement_plan__area=area)
    withhold_promise(by=BY, promise=first, role="", since=date(2020, 1, 1))
    Promise.objects.filter(pk=second.pk).update(withheld_by="The director")
    page = Client().get("/public/vale/").text
    assert "Withheld: 2" in page
    assert "thing" not in page.split("The promises")[1]
    assert page.count('<span class="unknown">We do not know.</span></p>') == 2


@pytest.mark.django_db
def test_an_area_of_the_newer_framework_shows_its_result():
    area = add_area(by=BY, slug="vale", name="Vale")
    inspection = record_inspection(
        by=BY,
        area=area,
        draft=DraftInspection(
            regime=Regime.AREA_SEND_2023,
            kind=InspectionKind.FULL,
            title="A report",
            outcome=2,
            priority_actions=(DraftNumbered(1, "Leaders must cut waits.", responsible=("NHS",)),),
            improvements=(DraftNumbered(1, "Leaders should listen."),),
        ),
    )
    promised(improvement_plan_of(area, inspection), PromiseDraft("We said A."))
    page = Client().get("/public/vale/inspectors/").text
    assert "This is result 2 of 3." in page
    assert "Leaders must cut waits. <span" in page
    assert "on a day that we do not know" in page


@pytest.mark.django_db
def test_what_is_not_yet_in_plain_words_says_so_and_stays_out_of_easy_read():
    area = add_area(by=BY, slug="vale", name="Vale")
    own, _ = promised(
        improvement_plan_of(area),
        PromiseDraft("Deliver the pathway.", plain_checked=False, due_words="Draft: Oct 2019"),
        PromiseDraft("We said we would listen."),
    )
    note = "These are the plan's own words. Nobody has put them into plain words yet."
    home = Client().get("/public/vale/").text
    assert home.count(note) == 1
    assert "Oct 2019 (Draft)." in home
    assert "No change is recorded here yet." in home
    page = Client().get(f"/public/vale/promises/{own.pk}/").text
    assert note in page
    assert "says it in plain words" not in page
    reviewed("vale")
    easy = Client().get("/public/vale/easy-read/").text
    assert "We said we would listen." in easy
    assert "pathway" not in easy
    Promise.objects.update(plain="We said we would listen to you.")
    changed = Client().get("/public/vale/easy-read/").text
    assert "The words have changed since" in changed
    assert "listen" not in changed
    Promise.objects.update(plain_checked=False)
    reviewed("vale")
    assert (
        "There is no promise in plain words to show yet."
        in Client().get("/public/vale/easy-read/").text
    )


@pytest.mark.django_db
def test_only_recorded_bodies_are_said_to_answer_today():
    area = showing("vale").slug
    page = Client().get(f"/public/{area}/").text
    assert "No body is recorded for this area yet. Inspectors named: Vale Council." in page
    assert "answer for the promises" not in page


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("004_0941af.txt", "a document of the area"),
        ("Statement of action.pdf", "Statement of action"),
        ("Statement of action", "Statement of action"),
    ],
)
def test_a_document_is_never_called_by_the_bare_name_of_a_file(title, shown):
    assert title_of(Document(title=title)) == shown


def queries(address: str) -> int:
    """Return how many questions a page asks the database."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert Client().get(address).status_code == 200
    return len(asked)


@pytest.mark.django_db
def test_pages_ask_the_same_number_of_questions_of_one_promise_and_of_many():
    for slug, number in (("one", 1), ("some", 121), ("many", 2_000)):
        showing(slug, number)
    kinds = {slug: [queries(address) for address in pages_of(slug)] for slug in ("one", "some")}
    assert kinds["one"] == kinds["some"]
    assert [queries(address) for address in pages_of("many")] == kinds["one"]
    assert max(kinds["one"]) <= 12


@pytest.mark.django_db
def test_the_list_of_areas_asks_one_question_of_any_number_of_areas():
    showing("one")
    few = queries("/public/")
    for number in range(5):
        showing(f"more-{number}")
    assert queries("/public/") == few
    assert LocalArea.objects.count() == 6
