"""What families will read: begun from the actions, put into plain words, never overwritten."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.audit.models import Event
from goldenthread.audit.queries import latest_event
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import (
    PromiseChanged,
    PromiseDraft,
    PromiseWords,
    begin_promises,
    make_promises,
    publish_improvement_plan,
    rewrite_promise,
    show_promise,
    withhold_promise,
)
from goldenthread.improvement.changes.promises import is_plain
from goldenthread.improvement.models import ImprovementPlan, Promise
from goldenthread.improvement.rules import Standing
from goldenthread.thread.queries.families import to_publish
from goldenthread.thread.rules.plain_words import plainness

from .conftest import BY, signed_in

LIST = "/areas/cumbria/families/"
WORDS = PromiseWords(
    plain="We will ask you.",
    plain_checked=False,
    due_words="autumn 2019",
    evidence_promised="A report",
    evidence_by=date(2020, 1, 31),
    evidence_came_on=None,
    standing=Standing.UNKNOWN,
    what_changed="",
    no_because="",
)
TODAY = date(2026, 5, 1)


@pytest.fixture
def promise(statement: ImprovementPlan) -> Promise:
    """Return a promise begun from an action of the statement and not yet in plain words."""
    return begin_promises(by=BY, improvement_plan=statement)[0]


def page_of(promise: Promise) -> str:
    return f"{LIST}{promise.pk}/"


def form_of(promise: Promise, **changes: object) -> dict[str, object]:
    """Return what the form of a promise would send, with some fields changed."""
    sent: dict[str, object] = {
        "plain": promise.plain,
        "due_words": promise.due_words,
        "standing": promise.standing,
        "no_because": promise.no_because,
        "what_changed": promise.what_changed,
        "evidence_promised": promise.evidence_promised,
        "evidence_by": promise.evidence_by.isoformat() if promise.evidence_by else "",
        "evidence_came_on": "",
        "seen": promise.stamp,
    }
    return sent | changes


def fresh(promise: Promise) -> Promise:
    return Promise.objects.get(pk=promise.pk)


def test_beginning_makes_a_promise_of_every_action_that_has_none_and_only_once(statement):
    before = statement.promises.count()
    without = statement.actions.filter(promises=None).count()
    assert without > 0
    made = begin_promises(by=BY, improvement_plan=statement)
    assert len(made) == without
    assert statement.promises.count() == before + without
    assert not statement.actions.filter(promises=None).exists()
    assert all(p.plain == p.action.text and not p.plain_checked for p in made)
    assert begin_promises(by=BY, improvement_plan=statement) == []
    assert len({p.position for p in statement.promises.all()}) == before + without


def test_a_begun_promise_keeps_the_plans_own_dates(statement):
    for made in begin_promises(by=BY, improvement_plan=statement):
        words = "; ".join(m.words for m in made.action.milestones.all())
        assert (made.due_words, made.due_to) == (words[:500], made.action.due_to)


@pytest.mark.parametrize(
    ("words", "source", "checked", "expected"),
    [
        ("We will ask", "Consult stakeholders", False, True),
        ("Consult  stakeholders\n", "Consult stakeholders", False, False),
        ("Consult stakeholders", "Consult stakeholders", True, True),
        ("We will ask", "", False, True),
    ],
)
def test_when_words_count_as_plain(words, source, checked, expected):
    assert is_plain(words, source, checked=checked) is expected


def test_rewriting_keeps_everything_and_says_who_did_it(promise):
    changed = rewrite_promise(by=BY, promise=promise, seen=promise.stamp, words=WORDS, on=TODAY)
    assert changed
    now = fresh(promise)
    assert (now.plain, now.plain_checked, now.due_words) == (WORDS.plain, True, "autumn 2019")
    assert now.due_to == date(2019, 11, 30)
    assert now.changed_on is None
    event = latest_event("promise", promise.pk)
    assert (event.verb, event.after["plain"]) == ("rewrite_promise", WORDS.plain)
    assert event.before["plain"] == promise.action.text


def test_the_same_again_changes_nothing(promise):
    rewrite_promise(by=BY, promise=promise, seen=promise.stamp, words=WORDS, on=TODAY)
    events = Event.objects.count()
    same = {"by": BY, "promise": promise, "words": WORDS, "on": TODAY}
    assert rewrite_promise(seen=promise.stamp, **same) is False
    assert Event.objects.count() == events


def test_what_was_changed_meanwhile_is_not_overwritten(promise):
    seen = promise.stamp
    withhold_promise(by=BY, promise=fresh(promise), role="Director", since=TODAY)
    with pytest.raises(PromiseChanged) as met:
        rewrite_promise(by=BY, promise=promise, seen=seen, words=WORDS, on=TODAY)
    assert met.value.now.withheld_by == "Director"
    assert fresh(promise).plain == promise.action.text


def test_withholding_twice_keeps_the_first_and_showing_ends_it(promise):
    withhold_promise(by=BY, promise=promise, role="Director", since=TODAY)
    with pytest.raises(UserError, match="withheld already, by: Director"):
        withhold_promise(by=BY, promise=promise, role="Reader", since=TODAY)
    show_promise(by=BY, promise=promise, on=TODAY)
    assert (fresh(promise).withheld_by, fresh(promise).withheld_since) == ("", None)
    with pytest.raises(UserError, match="not withheld"):
        show_promise(by=BY, promise=promise, on=TODAY)


def test_publishing_twice_keeps_the_first_moment(statement):
    first = statement.published_at
    publish_improvement_plan(by=BY, improvement_plan=statement)
    statement.refresh_from_db()
    assert statement.published_at == first


@pytest.mark.parametrize(
    ("words", "hints"),
    [
        ("We will ask you each year.", ()),
        ("We will help children with SEND.", ()),
        ("", ()),
        ("word " * 40, ("Sentences are long",)),
        ("We will use co-commissioning.", ("Long words: co-commissioning.",)),
        ("The CCG and SENDIASS will.", ("Short forms that families may not know: CCG, SENDIASS.",)),
    ],
)
def test_how_hard_words_are(words, hints):
    found = plainness(words).hints
    assert len(found) == len(hints)
    assert all(said.startswith(hint) for said, hint in zip(found, hints, strict=True))


def test_the_list_shows_20_a_page_and_finds_by_words_and_by_what_is_wanting(lead, promise):
    assert lead.get(LIST).text.count('class="gt-promise"') == 20
    found = lead.get(LIST, {"show": "not-plain", "q": promise.action.number}).text
    assert f'id="promise-{promise.pk}"' in found
    assert "Not yet in plain words" in found
    assert "No promise matches" in lead.get(LIST, {"q": "zzzqqq"}).text


def test_the_number_of_questions_does_not_grow_with_promises(
    lead, statement, django_assert_max_num_queries
):
    begin_promises(by=BY, improvement_plan=statement)
    make_promises(
        by=BY,
        improvement_plan=statement,
        drafts=[PromiseDraft(f"We said {n}") for n in range(200)],
    )
    with django_assert_max_num_queries(14):
        lead.get(LIST)


def test_a_member_may_look_and_not_change(member, promise, statement):
    page = member.get(LIST)
    assert page.status_code == 200
    assert "<textarea" not in page.text
    assert "Take it down" not in page.text
    assert "<textarea" not in member.get(page_of(promise)).text
    plan = f"{LIST}plan/{statement.pk}/"
    for address in (page_of(promise), page_of(promise) + "withhold", plan + "begin"):
        refused = member.post(address, form_of(promise, plain="Mine"))
        assert refused.status_code == 403
        assert "You cannot publish for families" in refused.text
    assert member.post(plan + "publish", {"do": "take-down"}).status_code == 403
    assert fresh(promise).plain == promise.action.text
    statement.refresh_from_db()
    assert statement.published_at


@pytest.mark.parametrize("role", ["chair", "nobody"])
def test_others_may_not_change_either(request, role, promise):
    client: Client = request.getfixturevalue(role)
    assert client.post(page_of(promise), form_of(promise, plain="Mine")).status_code == 403
    assert fresh(promise).plain == promise.action.text


def test_another_areas_promise_is_missing_here(lead, promise):
    elsewhere = page_of(promise).replace("cumbria", "cumbria-exercise")
    assert lead.get(page_of(promise)).status_code == 200
    assert lead.get(elsewhere).status_code == 404
    assert lead.post(elsewhere, form_of(promise)).status_code == 404
    assert lead.post(elsewhere + "withhold").status_code == 404


def test_saving_puts_it_into_plain_words_and_says_how_the_date_was_read(lead, promise):
    sent = form_of(promise, plain="We will ask you.", due_words="spring 2027", back="page=2")
    answer = lead.post(page_of(promise), sent)
    assert answer.status_code == 302
    assert answer.url == f"{LIST}?page=2#promise-{promise.pk}"
    now = fresh(promise)
    assert (now.plain, now.plain_checked, now.due_to) == (
        "We will ask you.",
        True,
        date(2027, 5, 31),
    )
    said = unescape(lead.get(LIST).text)
    assert "“spring 2027” was read as by 31 May 2027" in said


def test_words_that_hold_no_date_are_kept_as_words(lead, promise):
    lead.post(page_of(promise), form_of(promise, due_words="when the money comes"))
    assert (fresh(promise).due_words, fresh(promise).due_to) == ("when the money comes", None)
    assert "No date could be read" in lead.get(LIST).text


def test_save_and_next_leads_through_all_that_is_not_plain(lead, statement, promise):
    waiting = statement.promises.filter(plain_checked=False).count()
    at = promise
    for done in range(1, waiting + 1):
        answer = lead.post(page_of(at), form_of(at, plain=f"We will do thing {done}.", next="1"))
        assert answer.status_code == 302
        if done < waiting:
            at = fresh(Promise(pk=int(answer.url.rstrip("/").rsplit("/", 1)[1])))
    assert not statement.promises.filter(plain_checked=False).exists()
    assert "Every promise is in plain words" in lead.get(LIST).text


def test_two_people_never_overwrite_each_other(lead, promise):
    mine, theirs = (
        form_of(promise, plain="Mine."),
        form_of(promise, plain="Theirs.", standing="kept"),
    )
    assert signed_in("lead@example.org").post(page_of(promise), theirs).status_code == 302
    met = lead.post(page_of(promise), mine)
    assert met.status_code == 409
    page = unescape(met.text)
    assert "Improvement lead (demo) changed this promise after you opened it" in page
    assert "Theirs." in page
    assert "Mine." in page
    assert ">Kept</td>" in page
    assert fresh(promise).plain == "Theirs."
    again = mine | {"seen": fresh(promise).stamp}
    assert f'value="{again["seen"]}"' in page
    assert lead.post(page_of(promise), again).status_code == 302
    assert fresh(promise).plain == "Mine."


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"plain": ""}, "Say what was promised"),
        ({"plain": "  \n "}, "Say what was promised"),
        ({"plain": "x" * 4001}, "Use 4000 characters or fewer"),
        ({"plain": "a\0b"}, "Null characters are not allowed"),
        ({"due_words": "x" * 501}, "Use 500 characters or fewer"),
        ({"evidence_by": "31/02/2020"}, "Enter a real date"),
        ({"evidence_by": "tomorrow"}, "Enter a real date"),
        ({"evidence_by": "9999-12-31"}, "Enter a date between 1990 and 2099"),
        ({"evidence_by": "0001-01-01"}, "Enter a date between 1990 and 2099"),
        ({"evidence_by": "1\0"}, "Enter a real date"),
        ({"evidence_by": "9" * 10_000}, "Enter a real date"),
        ({"evidence_came_on": "2090-01-01"}, "That day is still to come"),
        ({"standing": "perhaps"}, "Select a valid choice"),
        ({"standing": ""}, "Choose where it stands"),
        ({"standing": "will_not_happen"}, "Say why it will not happen"),
        ({"what_changed": "\0"}, "Null characters are not allowed"),
        ({"seen": ""}, "came without what you had seen"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_saved(lead, promise, wrong, said):
    answer = lead.post(page_of(promise), form_of(promise, **wrong))
    page = unescape(answer.text)
    assert answer.status_code == 400
    assert "There is a problem" in page
    assert said in page
    assert page.count(said) >= (1 if "seen" in wrong else 2)
    assert fresh(promise).stamp == promise.stamp


@pytest.mark.parametrize("seen", ["nonsense", "\0" * 3, "x" * 5000])
def test_a_forged_stamp_saves_nothing(lead, promise, seen):
    answer = lead.post(page_of(promise), form_of(promise, plain="Mine.", seen=seen))
    assert answer.status_code in (400, 409)
    assert fresh(promise).plain == promise.action.text


def test_a_reason_is_kept_only_where_it_will_not_happen(lead, promise):
    no = form_of(promise, standing="will_not_happen", no_because="No money came.")
    assert lead.post(page_of(promise), no).status_code == 302
    now = fresh(promise)
    assert (now.no_because, now.changed_on) == ("No money came.", timezone.localdate())
    lead.post(page_of(promise), form_of(now, standing="partly"))
    assert (fresh(promise).standing, fresh(promise).no_because) == ("partly", "")


def test_withholding_is_in_the_name_of_the_role_and_shows_to_families(lead, promise):
    lead.post(page_of(promise) + "withhold", {"do": "withhold"})
    now = fresh(promise)
    assert (now.withheld_by, now.withheld_since) == ("Improvement lead", timezone.localdate())
    card = Client().get(f"/public/cumbria/promises/{promise.pk}/").text
    assert "Kept back by:" in card
    assert promise.plain not in unescape(card)
    assert (
        "withheld already"
        in lead.post(page_of(promise) + "withhold", {"do": "withhold"}, follow=True).text
    )
    lead.post(page_of(promise) + "withhold", {"do": "show"})
    assert promise.plain in unescape(Client().get(f"/public/cumbria/promises/{promise.pk}/").text)


def test_beginning_publishing_and_taking_down_by_the_buttons(lead, statement):
    address = f"{LIST}plan/{statement.pk}/"
    begun = lead.post(address + "begin", follow=True)
    assert "begun, in the plan’s own words" in begun.text
    assert "Every action has its promise already" in lead.post(address + "begin", follow=True).text
    lead.post(address + "publish", {"do": "take-down"})
    assert Client().get("/public/cumbria/").status_code == 404
    page = lead.get(LIST).text
    assert "not yet in plain words" in page
    assert "You may publish as it is" in page
    seen = to_publish(statement).stamp
    published = lead.post(address + "publish", {"do": "publish", "seen": seen}, follow=True).text
    assert 'href="/public/cumbria/"' in published
    assert Client().get("/public/cumbria/").status_code == 200


def test_a_plan_of_another_area_is_not_published_from_here(lead, examples, statement):
    for deed in ("begin", "publish"):
        answer = lead.post(f"/areas/cumbria-exercise/families/plan/{statement.pk}/{deed}")
        assert answer.status_code == 404


def test_each_plan_of_an_area_can_be_chosen(lead, cumbria, statement):
    other = cumbria.improvement_plans.exclude(pk=statement.pk).first()
    page = unescape(lead.get(LIST, {"plan": other.pk}).text)
    assert f"{other.title}: 0 promises" in page
    assert "families would read an empty page" in page


@pytest.mark.parametrize(
    "query", ["page=abc", "show=nothing", "plan=\0", "plan=" + "9" * 40, "q=%00"]
)
def test_nonsense_in_the_address_shows_the_list(lead, query):
    assert lead.get(f"{LIST}?{query}").status_code == 200


def test_an_area_without_a_plan_says_so(lead, area: LocalArea):
    from goldenthread.accounts.changes import give_role
    from goldenthread.accounts.models import User
    from goldenthread.accounts.rules import Role

    user = User.objects.get(email="lead@example.org")
    day = timezone.localdate() - timedelta(days=1)
    give_role(by=BY, user=user, area=area, role=Role.IMPROVEMENT_LEAD, starts=day)
    for place in ("families", "life"):
        page = lead.get(f"/areas/{area.slug}/{place}/")
        assert page.status_code == 200
        assert "No improvement plan is recorded" in page.text
