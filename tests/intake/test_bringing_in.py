"""Bringing files in: read whole or not stored at all, and the same file only once."""

import hashlib

import pytest
from markupsafe import escape

from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.audit.models import Event
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import hold_document, receive_document
from goldenthread.documents.models import Document, DocumentContent
from goldenthread.intake import changes
from goldenthread.intake.models import Intake, ReadFact, ReadPart
from tests.intake.making import BY, bring_in, client_of, decide_all, person, upload
from tests.reading import workbooks
from tests.shared import AGENDA_PACK, INSPECTION_REPORT, REVISIT_LETTER, needs_shared

BRING_IN = "/areas/harbourshire/bring-in/"


def send(client, *files, **more):
    return client.post(BRING_IN, {"files": list(files), **more})


def test_a_workbook_is_read_stored_and_shown_as_ready(client, area):
    answer = send(client, upload(workbooks.merged_tracker(), "tracker.xlsx"))
    page = client.get(answer.url)
    assert "tracker.xlsx" in page.text
    assert "Harbourshire SEND statement of action" in page.text
    assert "to look at" in page.text
    document = Document.objects.get()
    assert document.content.lines[0] == ["Action plan", None]
    assert ReadPart.objects.get().taken


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "empty.pdf", "The submitted file is empty"),
        (b"%PDF-1.4 broken", "letter.pdf", "letter.pdf"),
        (b"PK\x03\x04rubbish", "plan.docx", "plan.docx"),
        (b"\x00\x01\x02\x03" * 50, "noise.bin", "noise.bin"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_stored(client, area, data, name, words):
    answer = send(client, upload(data, name))
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert words.replace("The submitted file is empty", "empty") in answer.text
    assert not Document.objects.exists()
    assert not Intake.objects.exists()


def test_no_file_at_all_is_said(client, area):
    answer = client.post(BRING_IN, {})
    assert answer.status_code == 400
    assert "Choose at least one file" in answer.text


def test_of_two_files_the_good_one_is_kept_and_the_bad_one_named(client, area):
    answer = send(
        client, upload(workbooks.merged_tracker(), "good.xlsx"), upload(b"%PDF-1.4", "bad.pdf")
    )
    assert answer.status_code == 400
    assert "bad.pdf" in answer.text
    assert "only the others need sending again" in answer.text
    assert [d.name for d in Document.objects.all()] == ["good.xlsx"]


def test_two_good_files_are_both_ready(client, area):
    answer = send(
        client,
        upload(workbooks.merged_tracker(), "one.xlsx"),
        upload(workbooks.statement_form(), "two.docx"),
    )
    page = client.get(answer.url)
    assert "one.xlsx" in page.text
    assert "two.docx" in page.text


def test_the_same_file_twice_leads_to_where_it_is(client, area, tracker):
    same = bytes(DocumentContent.objects.get().data)
    answer = send(client, upload(same, "other name.xlsx"))
    assert Document.objects.count() == 1
    page = client.get(answer.url)
    assert "is here already" in page.text
    assert "Did we read it right?" in page.text


def test_a_document_known_by_its_name_gets_its_text(ann, area):
    data = workbooks.statement_form()
    digest = hashlib.sha256(data).hexdigest()
    known = receive_document(by=BY, area=area, name="A", title="A", kind="statement", sha256=digest)
    taken = changes.take_in(by=ann.actor, area=area, name="a.docx", data=data)
    known.refresh_from_db()
    assert taken.intake.document_id == known.pk
    assert known.held
    assert known.line_count == len(DocumentContent.objects.get(document=known).lines)
    held = Event.objects.get(verb="hold_document")
    assert (held.subject, held.subject_ref, held.actor_ref) == (
        "document",
        str(known.pk),
        ann.actor.ref,
    )


def test_another_file_is_not_put_behind_a_document(ann, area):
    digest = hashlib.sha256(b"one").hexdigest()
    known = receive_document(by=BY, area=area, name="A", title="A", kind="other", sha256=digest)
    with pytest.raises(UserError, match="not the one that “A” is known by"):
        hold_document(by=BY, document=known, data=b"two", lines=[("two", None)], media="text/plain")
    known.refresh_from_db()
    assert not known.held
    assert not DocumentContent.objects.exists()


def test_the_list_of_documents_leads_to_what_is_not_finished(client, ann, area, tracker):
    bring_in(ann, area, b"A note about the weather.\n\nIt rained.\n", "note.txt")
    there = f"/areas/harbourshire/bring-in/progress/?document={tracker.document_id}"
    page = client.get("/areas/harbourshire/documents/").text
    assert page.count("Not finished") == 1
    assert there in page
    assert "Ready to repair" in client.get(there).text
    reader = client_of(person("reader", area, Role.READER))
    assert "Not finished" not in reader.get("/areas/harbourshire/documents/").text
    decide_all(ann, tracker)
    changes.finish(by=ann.actor, intake=tracker)
    assert "Not finished" not in client.get("/areas/harbourshire/documents/").text


def test_a_plain_paper_enters_nothing_but_is_kept(client, area):
    answer = send(client, upload(b"A note about the weather.\n\nIt rained.\n", "note.txt"))
    page = client.get(answer.url)
    assert "nothing enters the record" in page.text
    assert Document.objects.get().held


def test_parts_can_be_left_out(client, area, tracker):
    address = f"/areas/harbourshire/repair/{tracker.document_id}/parts/"
    page = client.post(address, {"part": ["999999", "x"]}, follow=True)
    assert not ReadPart.objects.get().taken
    assert "No part of this document is chosen" in page.text
    client.post(address, {"part": [str(ReadPart.objects.get().pk)]})
    assert ReadPart.objects.get().taken


def test_only_those_who_may_repair_here_may_bring_in(area):
    reader = client_of(person("rita", area, Role.READER))
    elsewhere = add_area(by=BY, slug="elsewhere", name="Elsewhere")
    stranger = client_of(person("sam", elsewhere))
    for client in (reader, stranger):
        assert client.get(BRING_IN).status_code == 403
        assert send(client, upload(b"x", "x.txt")).status_code == 403
    assert not Document.objects.exists()


def test_a_document_of_another_area_is_not_there(area, tracker):
    elsewhere = add_area(by=BY, slug="elsewhere", name="Elsewhere")
    stranger = client_of(person("sam", elsewhere))
    for page in ("", "facts/", "compare/", "done/"):
        address = f"/areas/elsewhere/repair/{tracker.document_id}/{page}"
        assert stranger.get(address).status_code == 404
    for page in ("parts/", "decide/", "accept-sure/", "leave-rest/", "undo/", "finish/"):
        address = f"/areas/elsewhere/repair/{tracker.document_id}/{page}"
        assert stranger.post(address).status_code == 404


def test_a_document_that_was_never_read_says_so(client, area):
    known = receive_document(by=BY, area=area, name="A", title="A", kind="", sha256="0" * 64)
    page = client.get(f"/areas/harbourshire/repair/{known.pk}/")
    assert page.status_code == 200
    assert "Nothing has been read from this document" in page.text


@needs_shared
def test_an_agenda_pack_is_taken_apart_and_letters_and_statements_are_chosen(ann, area):
    data = AGENDA_PACK.read_bytes()
    intake = changes.take_in(by=ann.actor, area=area, name="pack.txt", data=data).intake
    taken = [part.kind for part in intake.parts.all() if part.taken]
    assert taken == ["inspection_letter", "statement"]
    assert intake.parts.count() > 8
    assert intake.document.parts.count() == intake.parts.count()
    statement = intake.parts.get(kind="statement")
    facts = ReadFact.objects.filter(part=statement, noun="actions", field="text")
    assert facts.count() == 108


@needs_shared
def test_a_letter_whose_inspection_is_recorded_is_not_chosen_again(ann, area):
    data = AGENDA_PACK.read_bytes()
    first = changes.take_in(by=ann.actor, area=area, name="pack.txt", data=data).intake
    for part in first.parts.filter(kind="statement"):
        letters = first.parts.filter(kind="inspection_letter").values_list("pk", flat=True)
        changes.choose_parts(by=ann.actor, intake=first, taken=set(letters) - {part.pk})
    changes.accept_sure(by=ann.actor, intake=first)
    changes.leave_rest_unknown(by=ann.actor, intake=first)
    changes.finish(by=ann.actor, intake=first)
    again = changes.take_in(by=ann.actor, area=area, name="p.txt", data=data + b"\n").intake
    assert not again.parts.get(kind="inspection_letter").taken


@needs_shared
def test_papers_of_a_committee_enter_nothing(ann, area):
    data = INSPECTION_REPORT.read_bytes()
    intake = changes.take_in(by=ann.actor, area=area, name="report.txt", data=data).intake
    assert [part.taken for part in intake.parts.all()] == [False]
    assert not ReadFact.objects.exists()
    revisit = REVISIT_LETTER.read_bytes()
    letter = changes.take_in(by=ann.actor, area=area, name="letter.txt", data=revisit).intake
    assert letter.parts.get().taken


@needs_shared
def test_of_a_long_line_only_the_words_read_are_marked(client, ann, area):
    revisit = REVISIT_LETTER.read_bytes()
    letter = changes.take_in(by=ann.actor, area=area, name="letter.txt", data=revisit).intake
    row = ReadFact.objects.filter(part__intake=letter, field="caveats", state="unsure")[0]
    page = client.get(f"/areas/harbourshire/repair/{letter.document_id}/", {"fact": row.pk})
    assert f"<mark>{escape(row.value)}</mark>" in page.text
