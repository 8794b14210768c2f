"""Short names, titles and whom families may ask: changed by those who may, kept on record."""

import pytest

from goldenthread.areas.changes import set_contact
from goldenthread.areas.models import LocalArea
from goldenthread.audit.models import Event
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import rename_document
from goldenthread.documents.models import Document
from goldenthread.documents.rules import readable_title
from goldenthread.inspections.changes import name_required
from goldenthread.inspections.models import PriorityAction, Weakness

BY = Actor("1", "Improvement lead")
NAME = "/areas/cumbria/required/weakness/4/name"
CONTACT = "/areas/cumbria/contact/"
GIVEN = {
    "role": "SEND improvement office",
    "email": "send@example.org",
    "phone": "01000 000000",
    "advice": "https://example.org/advice",
}


def verbs() -> list[str]:
    """Return what was done last, newest first."""
    return list(Event.objects.order_by("-pk").values_list("verb", flat=True)[:1])


def test_a_short_name_changes_everywhere_and_the_printed_words_stay(lead, inspection):
    weakness = Weakness.objects.get(inspection=inspection, number=4)
    assert lead.post(NAME, {"short": "  Joint   planning "}).status_code == 302
    kept = Weakness.objects.get(pk=weakness.pk)
    assert (kept.short, kept.text) == ("Joint planning", weakness.text)
    assert verbs() == ["name_required"]
    for page in ("/areas/cumbria/", "/areas/cumbria/weaknesses/4/", "/areas/cumbria/plan/"):
        assert "Joint planning" in lead.get(page).content.decode(), page


def test_an_area_for_priority_action_keeps_its_own_short_name(inspection):
    row = PriorityAction.objects.create(inspection=inspection, number=1, text="Leaders must act.")
    assert name_required(by=BY, required=row, short="Acting")
    assert not name_required(by=BY, required=row, short="Acting")
    assert PriorityAction.objects.get(pk=row.pk).short == "Acting"


@pytest.mark.parametrize("short", ["", "  ", "x" * 101])
def test_no_name_and_too_long_a_name_are_refused(inspection, short):
    weakness = Weakness.objects.get(inspection=inspection, number=4)
    with pytest.raises(UserError, match="Nothing was changed"):
        name_required(by=BY, required=weakness, short=short)


def test_an_empty_name_is_refused_on_the_page(lead):
    answer = lead.post(NAME, {"short": ""})
    assert answer.status_code == 400
    assert "Give a short name" in answer.content.decode()


def test_who_may_only_see_cannot_change(member):
    for page in (NAME, CONTACT):
        assert member.get(page).status_code == 200
        assert "<form method" not in member.get(page).content.decode().partition("<main")[2]
        assert member.post(page, {"short": "x"}).status_code == 403


def test_a_document_takes_another_title_and_keeps_its_file_name(lead, cumbria):
    document = Document.objects.filter(area=cumbria).first()
    page = f"/areas/cumbria/documents/{document.pk}/title"
    assert lead.post(page, {"title": "The statement of 2019"}).status_code == 302
    kept = Document.objects.get(pk=document.pk)
    assert (kept.title, kept.name) == ("The statement of 2019", document.name)
    assert verbs() == ["rename_document"]
    assert not rename_document(by=BY, document=kept, title="The statement of 2019")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("improvement-plan.docx", "Improvement plan"),
        ("send_co-production_v2.docx", "Send co-production v2"),
        ("Minutes 3.3.2020.pdf", "Minutes 3.3.2020"),
        ("Board%20paper.odt", "Board paper"),
        ("Minutes of the Board", "Minutes of the Board"),
        ("2019-20 report.pdf", "2019-20 report"),
    ],
)
def test_a_file_name_becomes_a_title_that_can_be_read(name, title):
    assert readable_title(name) == title


def test_families_see_whom_to_ask(lead, cumbria):
    public = "/public/cumbria/"
    assert "none has been given for this page" in lead.get(public).content.decode()
    assert lead.post(CONTACT, GIVEN).status_code == 302
    assert verbs() == ["set_contact"]
    shown = lead.get(public).content.decode()
    assert "none has been given for this page" not in shown
    for words in GIVEN.values():
        assert words in shown


@pytest.mark.parametrize("missing", [("role",), ("email", "phone")])
def test_a_contact_is_a_role_with_a_way_to_reach_it(lead, cumbria, missing):
    given = GIVEN | dict.fromkeys(missing, "")
    assert lead.post(CONTACT, given).status_code == 400
    with pytest.raises(UserError, match="Nothing was changed"):
        set_contact(by=BY, area=cumbria, **given)
    assert LocalArea.objects.get(pk=cumbria.pk).contact_role == ""


def test_an_address_that_is_none_is_refused(lead):
    answer = lead.post(CONTACT, GIVEN | {"advice": "javascript:alert(1)", "email": "nobody"})
    assert answer.status_code == 400
    assert "Enter a web address" in answer.content.decode()
    assert "Enter an e-mail address" in answer.content.decode()
