"""A person's copy of their data: whole, with its sources, looked at twice, in three forms."""

import io
import json
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.dataset.changes.reading import record_read
from goldenthread.dataset.changes.rights import (
    add_shield,
    open_request,
    release_answer,
    review_answer,
)
from goldenthread.dataset.models import Reading
from goldenthread.dataset.queries.copies import as_json, digest_of, json_bytes, workbook_bytes
from goldenthread.dataset.queries.subject import LEFT_OUT, copy_for
from goldenthread.dataset.rules.rights import Right, Stand
from goldenthread.dataset.rules.third_parties import why_looked_at
from goldenthread.dataset.sources import source
from tests.dataset.lawful.conftest import BY, agreed
from tests.dataset.lawful.made_up import ANN, BEN

ANOTHER = Actor("another", "Another tester")


def asked(area, asked_by="themself", person=ANN):
    return open_request(
        by=BY,
        area=area,
        right=Right.ACCESS,
        person=person,
        asked_by=asked_by,
        received_on=date(2025, 4, 1),
    )


@pytest.fixture
def copy(held):
    agreed(held)
    record_read(by=BY, area=held, persons=[ANN], reason="casework", page="dataset:person")
    return copy_for(asked(held))


def text_of(copy) -> str:
    return json_bytes(copy).decode()


def test_it_holds_every_value_in_words_and_none_of_another_child(copy):
    said = text_of(copy)
    for words in ("Annabel", "Quillfeather", "9990000018", "4 March 2012", "ZZ99 3CZ", "R-L-1"):
        assert words in said, words
    assert "Benedict" not in said
    assert "9990000026" not in said


def test_a_row_that_two_extracts_said_alike_stands_once_with_both(copy):
    (row,) = [row for row in copy.rows if not row.held_back]
    assert [one.extract_on for one in row.sent] == [date(2025, 1, 31), date(2025, 2, 28)]
    assert {one.partner for one in row.sent} == {"Anyshire Trust"}


def test_each_row_says_under_which_agreement_it_came(copy):
    assert all(one.agreements == ("ISA-1",) for row in copy.rows for one in row.sent)


def test_rows_that_were_held_back_are_in_it_as_they_were_sent(copy):
    back = [row for row in copy.rows if row.held_back]
    assert len(back) == 4
    assert "31/02/2012" in text_of(copy)
    assert "06/13/2013" not in text_of(copy)


def test_it_says_the_identifiers_how_rows_were_joined_and_who_read_it(copy):
    said = as_json(copy)
    assert said["identifiers"][0]["value"] == "9990000018"
    assert said["how_records_were_joined"] == [
        {"source": source("camhs").words, "step": "nhs_number", "score": "1.000"}
    ]
    assert said["who_read_it"][0]["why"] == "I work on this child's case"


def test_free_text_and_whatever_names_others_is_flagged(copy):
    flagged = {value.name for _, _, value in copy.flagged()}
    assert "rejected_for" in flagged
    assert "*" in flagged
    assert not flagged & {"forename", "surname", "nhs_number", "received_on", "school_urn"}


@pytest.mark.parametrize(
    ("name", "value", "given", "looked_at"),
    [
        ("parent_name", "Mary", {}, True),
        ("keyworker", "M. Smith", {}, True),
        ("team", "North", {}, False),
        ("reason_words", "the father said so often", {}, True),
        ("parent_name", "", {}, False),
        ("risk", "x", {"restricted": True}, True),
        ("surname", "de la Mare of Dale", {"identifying": True}, False),
    ],
)
def test_what_is_looked_at_before_release(name, value, given, looked_at):
    assert bool(why_looked_at(name, "text", value, **given)) is looked_at


def reviewed(area, leave_out=True):
    request = asked(area)
    places = copy_for(request).places()
    decided = dict.fromkeys(places, leave_out)
    review_answer(by=BY, request=request, decided=decided, flagged=places)
    return request


def test_a_review_decides_of_every_flagged_value(held):
    request = asked(held)
    places = copy_for(request).places()
    with pytest.raises(UserError, match="not decided yet"):
        review_answer(by=BY, request=request, decided={}, flagged=places)


def test_what_is_left_out_is_in_no_form(held):
    copy = copy_for(reviewed(held))
    assert "asked for it" not in text_of(copy)
    assert LEFT_OUT in text_of(copy)
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(copy)))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert LEFT_OUT in cells
    assert not any("asked for it" in cell for cell in cells)
    assert "Annabel" in cells


def test_what_is_given_stays(held):
    assert "asked for it" in text_of(copy_for(reviewed(held, leave_out=False)))


def test_somebody_else_takes_the_second_look(held):
    request = reviewed(held)
    copy = copy_for(request)
    with pytest.raises(UserError, match="somebody else takes the second look"):
        release_answer(by=BY, request=request, digest=digest_of(copy), flagged=copy.places())
    release_answer(by=ANOTHER, request=request, digest=digest_of(copy), flagged=copy.places())
    request.refresh_from_db()
    assert (request.state, request.released_by) == (Stand.ANSWERED, "Another tester")


def test_nothing_is_released_unreviewed_or_with_what_came_since(held):
    request = asked(held)
    with pytest.raises(UserError, match="Nobody has reviewed it"):
        release_answer(by=ANOTHER, request=request, digest="0" * 64, flagged=[])
    request = reviewed(held)
    new = [*copy_for(request).places(), ("c" * 32, "camhs.referrals", "rejected_for")]
    with pytest.raises(UserError, match="came since the review"):
        release_answer(by=ANOTHER, request=request, digest="0" * 64, flagged=new)


def test_a_shielded_child_is_given_their_own_address_and_nobody_else_is(held):
    add_shield(by=BY, area=held, person=ANN, kind="domestic abuse", starts=date(2025, 1, 1))
    assert "ZZ99 3CZ" in text_of(copy_for(asked(held)))
    theirs = text_of(copy_for(asked(held, asked_by="parent")))
    assert "ZZ99 3CZ" not in theirs
    assert "999001" not in theirs
    assert "999 000 0018" not in theirs
    assert "Annabel" in theirs


def test_the_pages_lead_from_review_to_files(held, lead, second, monkeypatch):
    request = asked(held, person=BEN)
    where = reverse("dataset:rights_answer", args=[held.slug, request.number])
    page = lead.get(where).text
    assert "Ostlethwaite" in page
    assert "to decide on" in page
    assert Reading.objects.filter(reason="subject_access").count() == 1
    file = reverse("dataset:rights_file", args=[held.slug, request.number, "json"])
    assert lead.get(file).status_code == 400
    assert lead.post(where, {"do": "review"}).status_code == 400
    number = len(copy_for(request).places())
    sent = {f"value-{place}": "leave" for place in range(number)}
    assert lead.post(where, sent | {"do": "review"}).status_code == 302
    assert "somebody else releases it" in lead.get(where).text
    assert lead.post(where, sent | {"do": "release"}).status_code == 400
    assert second.post(where, {"do": "release"}).status_code == 302
    given = json.loads(second.get(file).content)
    assert given["request"] == request.number
    html = second.get(file.replace("json", "html"))
    assert html["Content-Disposition"] == f'attachment; filename="request-{request.number}.html"'
    assert LEFT_OUT in html.text
    assert second.get(file.replace("json", "xlsx")).status_code == 200
    assert second.get(file.replace("json", "exe")).status_code == 404
