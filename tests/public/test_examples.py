"""What families read of the two examples: said how, at what weight, and what is never shown."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from goldenthread import example
from goldenthread.improvement.models import Promise
from tests.public.areas import pages_of, reviewed
from tests.public.reading_age import reading_age

LIGHT = 100_000


@pytest.fixture(scope="module")
def examples(django_db_setup, django_db_blocker):
    """Load both examples once for the module and take them away after it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        example.load("cumbria", lambda words: None)
        example.load("exercise", lambda words: None)
        yield
        transaction.set_rollback(True)


def weight(html: str) -> int:
    """Return the bytes of a page with its style sheets and its icon."""
    linked = re.findall(r'<link [^>]*href="/static/([^"]+)"', html)
    assert len(linked) >= 2
    assert "<script" not in html
    assert "<img" not in html
    return len(html.encode()) + sum(Path(finders.find(name)).stat().st_size for name in linked)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["cumbria", "cumbria-exercise"])
def test_every_page_is_open_light_and_sets_no_cookie(examples, slug):
    for address in pages_of(slug):
        page = Client().get(address)
        assert page.status_code == 200, address
        assert not page.cookies
        assert "Set-Cookie" not in page.headers
        assert "max-age" in page.headers["Cache-Control"]
        assert weight(page.text) < LIGHT, address
        assert "csrf" not in page.text


@pytest.mark.django_db
def test_headings_step_down_one_at_a_time(examples):
    for address in pages_of("cumbria-exercise"):
        levels = [int(n) for n in re.findall(r"<h([1-6])", Client().get(address).text)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


@pytest.mark.django_db
def test_an_eleven_year_old_could_read_it(examples):
    ages = {address: reading_age(Client().get(address).text) for address in pages_of("cumbria")}
    in_our_words = [age for address, age in ages.items() if "inspectors" not in address]
    assert max(in_our_words) <= 11, ages
    assert reading_age("<p>Multidisciplinary commissioning arrangements necessitate it.</p>") > 16


@pytest.mark.django_db
def test_only_the_exercise_says_that_it_is_made_up(examples):
    for address in pages_of("cumbria-exercise")[1:]:
        assert "This is an exercise." in Client().get(address).text
    for address in pages_of("cumbria")[1:]:
        assert "exercise" not in Client().get(address).text
    index = Client().get(reverse("public:index")).text
    assert index.count("This is an exercise. Its updates are made up.") == 1
    missing = Client().get("/public/cumbria-exercise/promises/999999999/")
    assert missing.status_code == 404
    assert "This is an exercise." in missing.text


@pytest.mark.django_db
def test_what_nobody_knows_is_said_and_counted(examples):
    page = Client().get("/public/cumbria/").text
    total = Promise.objects.filter(improvement_plan__area__slug="cumbria").count()
    assert f"{total} promises were made" in page
    assert "We do not know what happened to any of them." in page
    assert f"We do not know: {total}" in page
    for stand in ("Kept", "Partly kept", "Not kept", "Will not happen", "Still to come"):
        assert f"{stand}: 0" in page
    assert "Nothing is recorded here about it. The date has passed." in page


@pytest.mark.django_db
def test_evidence_that_never_came_is_said(examples):
    found = Client().get("/public/cumbria/", {"q": "ask every family"}).text
    assert "1 promise of" in found
    assert "A write-up of what families said" in found
    assert "This was due by 31 January 2020." in found
    assert "Nothing recorded here shows that it came." in found
    assert "</span> Not seen here yet</span>" in found
    assert "card-broken" not in found


@pytest.mark.django_db
def test_the_page_of_one_promise_says_where_it_comes_from(examples):
    promise = Promise.objects.get(
        improvement_plan__area__slug="cumbria", plain__contains="ask every family"
    )
    page = Client().get(f"/public/cumbria/promises/{promise.pk}/").text
    assert f"Action {promise.action.number} of" in page
    assert re.search(r"agenda pack[^<]*: lines \d+ to \d+;", page)
    assert f"http://testserver/public/cumbria/promises/{promise.pk}/" in page
    assert "Council for Disabled Children" in page
    for body, since in (
        ("Cumberland Council", "1 April 2023"),
        ("Westmorland and Furness Council", "1 April 2023"),
        ("North East and North Cumbria Integrated Care Board", "1 July 2022"),
        ("Lancashire and South Cumbria Integrated Care Board", "1 July 2022"),
    ):
        assert f"{body} (since {since})" in page
    assert "This area ended on 31 March 2023." in page
    assert "Clinical Commissioning Group" not in page
    assert "Cumbria County Council" not in page


@pytest.mark.django_db
def test_every_topic_and_standing_narrows_and_adds_up(examples):
    page = Client().get("/public/cumbria-exercise/").text
    links = re.findall(r'href="(/public/cumbria-exercise/\?[^"]+)"[^>]*>[^<]+: (\d+)</a>', page)
    assert len([link for link, _ in links if "topic=" in link]) == 9
    for link, number in links:
        found = Client().get(link.replace("&amp;", "&")).text
        assert f"{number} promise" in found.split("The promises found")[1][:60], link
    standing = [int(number) for link, number in links if "standing=" in link]
    total = Promise.objects.filter(improvement_plan__area__slug="cumbria-exercise").count()
    assert sum(standing) == total


@pytest.mark.django_db
def test_newest_change_comes_first_and_every_promise_has_its_page(examples):
    first = Client().get("/public/cumbria-exercise/").text
    said = re.findall(r"(?:Said|said so) on (\d+ \w+ 20\d\d)", first)
    assert said[0] == "9 February 2021"
    pages = [Client().get("/public/cumbria-exercise/", {"page": n}).text for n in range(1, 7)]
    shown = [pk for page in pages[:5] for pk in re.findall(r"/promises/(\d+)/", page)]
    total = Promise.objects.filter(improvement_plan__area__slug="cumbria-exercise").count()
    assert len(shown) == len(set(shown)) == total
    assert pages[5].count("Page 5 of 5") == pages[4].count("Page 5 of 5") > 0


@pytest.mark.django_db
def test_what_was_withheld_is_nowhere(examples):
    hidden = list(
        Promise.objects.filter(improvement_plan__area__slug="cumbria-exercise").exclude(
            withheld_by=""
        )
    )
    assert len(hidden) == 2
    found = Client().get("/public/cumbria-exercise/", {"standing": "withheld"}).text
    assert found.count("A promise that we may not show you") == len(hidden)
    assert "Kept back by:</b> Director of Public Health (county council)." in found
    assert "Since:</b> 26 January 2021." in found
    easy = Client().get("/public/cumbria-exercise/easy-read/").text
    for promise in hidden:
        assert promise.what_changed
        own = Client().get(f"/public/cumbria-exercise/promises/{promise.pk}/").text
        searched = Client().get("/public/cumbria-exercise/", {"q": promise.plain}).text
        assert "No promise fits" in searched
        for page in (found, own, easy, searched.replace(promise.plain, "", 2)):
            assert promise.plain not in page
            assert promise.what_changed not in page
            assert f"Action {promise.action.number}" not in page


@pytest.mark.django_db
def test_inspectors_found_nine_and_judged_seven_and_two(examples):
    page = Client().get("/public/cumbria/inspectors/").text
    assert "They found 9 serious weaknesses." in page
    assert "<strong>7 of 9</strong>" in page
    assert "<strong>2 of 9</strong>" in page
    assert page.count("Not enough progress</span>") == 2
    assert page.count(">Enough progress</span>") == 7


@pytest.mark.django_db
def test_easy_read_waits_for_a_person_and_has_a_picture_for_each_idea(examples):
    waiting = Client().get("/public/cumbria/easy-read/").text
    assert "This easy read page is not ready." in waiting
    assert "<h2>Promise " not in waiting
    reviewed("cumbria")
    page = Client().get("/public/cumbria/easy-read/").text
    assert "Not yet checked by people with learning disabilities." in page
    assert page.count('class="idea"') == page.count("<use href=") > 30
    drawn = set(re.findall(r'<symbol id="([a-z]+)"', page))
    assert set(re.findall(r'<use href="#([a-z]+)"', page)) <= drawn
    assert page.count("<h2>Promise ") == 9


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "page=abc&standing=zzz&topic=9999",
        "page=-4",
        "page=99999999999999999999999999",
        "page=1&page=2&topic=&standing=&q=",
        "q=%00",
        "q=%25%27%22%3Cscript%3Ealert(1)%3C/script%3E",
        "q=" + "word+" * 500,
    ],
)
def test_nonsense_is_borne(examples, query):
    page = Client().get(f"/public/cumbria/?{query}")
    assert page.status_code == 200
    assert "<script>" not in page.text
    if "zzz" in query:
        assert "Page 1 of" in page.text
        assert "The promises found" not in page.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/public/nowhere/",
        "/public/nowhere/easy-read/",
        "/public/nowhere/inspectors/",
        "/public/nowhere/promises/1/",
        "/public/cumbria/promises/0/",
        "/public/cumbria/promises/99999999999999999999999999/",
    ],
)
def test_an_address_with_nothing_behind_it_says_so(examples, address):
    page = Client().get(address)
    assert page.status_code == 404
    assert "There is nothing to read here" in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert not page.cookies


@pytest.mark.django_db
def test_a_promise_is_not_shown_under_another_area(examples):
    own = Promise.objects.filter(improvement_plan__area__slug="cumbria").first()
    page = Client().get(f"/public/cumbria-exercise/promises/{own.pk}/")
    assert page.status_code == 404
    assert own.plain not in page.text


@pytest.mark.django_db
def test_nothing_is_sent_to_these_pages(examples):
    for address in pages_of("cumbria"):
        assert Client().post(address, {}).status_code == 405


@pytest.mark.django_db
def test_words_that_nobody_made_plain_are_not_called_plain(examples):
    promise = Promise.objects.filter(improvement_plan__area__slug="cumbria").first()
    Promise.objects.filter(improvement_plan__area__slug="cumbria").update(plain_checked=False)
    own = Client().get(f"/public/cumbria/promises/{promise.pk}/").text
    assert "says it in plain words" not in own
    assert "Nobody has put them into plain words yet" in own
    assert promise.plain not in Client().get("/public/cumbria/easy-read/").text
