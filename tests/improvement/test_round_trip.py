"""A workbook taken away, edited and brought back: every difference shown, nothing lost."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from goldenthread.accounts.rules import Role
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import record_improvement_plan
from goldenthread.improvement.changes.editing import edit_action
from goldenthread.improvement.changes.returning import Chosen, enter_workbook, receive_workbook
from goldenthread.improvement.models import Action, Redating, ReturnedWorkbook, Revision
from goldenthread.improvement.queries.editing import editable
from goldenthread.improvement.queries.workbook import preview_of, workbook_of
from goldenthread.improvement.rules.editing import Meeting, digest_of, meeting_of
from goldenthread.writing.editable_workbook import KEY_HEADING
from tests.rooms.small_plan import DRAFT

from .conftest import CHAIR, LEAD
from .people import PLAN, client_as, words

TODAY = timezone.localdate()


def edited(data: bytes, change) -> bytes:
    """Open a workbook as a spreadsheet program does, change its sheet, and save it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book["Actions"])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def cell(sheet, number: str, heading: str):
    """Return the cell of an action's row under a heading."""
    names = [c.value for c in sheet[3]]
    row = next(row for row in sheet.iter_rows(min_row=4) if row[0].value == number)
    return row[names.index(heading)]


def back(plan, change) -> ReturnedWorkbook:
    """Take the workbook of a plan, change it and bring it back."""
    data = edited(workbook_of(plan, TODAY), change)
    return receive_workbook(by=LEAD, improvement_plan=plan, name="mine.xlsx", data=data)


def untouched(sheet) -> None:
    return None


def fields(row) -> dict[str, str]:
    return {met.field: met.meeting.value for met in row.fields}


def test_a_workbook_that_nobody_edited_brings_no_difference(plan, dated):
    Action.objects.filter(pk=dated.pk).update(
        text="=SUM(A1)\n- two lines\n+ and  blanks ", baseline="-40%", target="1.10"
    )
    found = preview_of(back(plan, untouched), TODAY)
    assert (found.differing, found.added, found.strange, found.missing) == ([], [], [], [])
    assert found.same == 3


def test_the_key_is_hidden_and_locked_and_the_rest_is_open(plan):
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_of(plan, TODAY)))["Actions"]
    key = cell(sheet, "1.1.1", KEY_HEADING)
    assert sheet.protection.sheet
    assert sheet.column_dimensions[key.column_letter].hidden
    assert key.protection.locked
    assert not cell(sheet, "1.1.1", "Action").protection.locked


@pytest.mark.parametrize(
    ("was", "here", "file", "meeting"),
    [
        ("a", "a", "a ", Meeting.SAME),
        ("a", "a", "b", Meeting.FILE),
        ("a", "b", "a", Meeting.HERE),
        ("a", "b", "b", Meeting.SAME),
        ("a", "b", "c", Meeting.CONFLICT),
        ("a", "a", "", Meeting.FILE),
    ],
)
def test_how_two_changes_meet(was, here, file, meeting):
    assert meeting_of(digest_of(was), here, file) is meeting


def test_each_difference_is_shown_field_by_field_with_conflicts(plan, action, other):
    data = workbook_of(plan, TODAY)
    for each, text in ((action, "Theirs"), (other, "Theirs too")):
        row = editable(plan, TODAY, [each.pk])[each.pk]
        edit_action(by=CHAIR, action=each, edits={"text": text}, seen=row.stamp, on=TODAY)

    def change(sheet):
        cell(sheet, "1.1.1", "Action").value = "Mine"
        cell(sheet, "1.1.1", "Baseline").value = None
        cell(sheet, "1.1.2", "Responsible leads").value = "Head of SEND"

    data = edited(data, change)
    book = receive_workbook(by=LEAD, improvement_plan=plan, name="mine.xlsx", data=data)
    first, second = preview_of(book, TODAY).differing
    assert fields(first) == {"text": "conflict", "baseline": "file"}
    assert fields(second) == {"text": "here", "leads": "file"}


def test_chosen_fields_enter_with_revision_and_redating_and_others_stay(plan, action, dated):
    def change(sheet):
        cell(sheet, "1.1.1", "Action").value = "Ask all families"
        cell(sheet, "1.1.1", "Target").value = "70"
        cell(sheet, "2.1.1", "Completion date").value = date(2027, 3, 31)
        cell(sheet, "2.1.1", "Why the date moves").value = "No venue"

    book = back(plan, change)
    rows = {row.now.action.number: row for row in preview_of(book, TODAY).differing}
    chosen = {
        action.pk: Chosen({"text": "Ask all families"}, rows["1.1.1"].now.stamp),
        dated.pk: Chosen({"due": "31 March 2027"}, rows["2.1.1"].now.stamp, "No venue"),
    }
    entered = enter_workbook(by=LEAD, book=book, chosen=chosen, added=[], on=TODAY)
    assert (entered.changed, entered.left) == (["1.1.1", "2.1.1"], [])
    assert Revision.objects.get().new == "Ask all families"
    move = Redating.objects.get()
    assert (move.old_words, move.new_to, move.reason) == (
        "30 November 2019",
        date(2027, 3, 31),
        "No venue",
    )
    [left] = preview_of(book, TODAY).differing
    assert fields(left) == {"target": "file"}


def test_rows_added_taken_out_copied_and_altered_are_all_shown(plan):
    def change(sheet):
        last = sheet.max_row
        for column in range(1, sheet.max_column + 1):
            sheet.cell(last + 2, column).value = sheet.cell(4, column).value
        sheet.cell(last + 1, 3).value = "2.1"
        sheet.cell(last + 1, 4).value = "A new action"
        cell(sheet, "1.1.2", KEY_HEADING).value = "altered"
        sheet.cell(3, sheet.max_column + 1).value = "My remarks"
        sheet.cell(4, sheet.max_column).value = "Look at this"
        sheet.delete_rows(6)

    found = preview_of(back(plan, change), TODAY)
    assert [row.values["text"] for row in found.added] == ["A new action", "Ask families"]
    assert [row.values["text"] for row in found.strange] == ["Write it down"]
    assert [each.action.number for each in found.missing] == ["1.1.2", "2.1.1"]
    assert found.columns == ["My remarks"]
    assert Action.objects.count() == 3


@pytest.mark.parametrize("what", ["text", "other workbook", "keys altered"])
def test_a_file_that_is_not_ours_gets_one_sentence(plan, what):
    data = b"Nothing of ours here\n"
    if what == "other workbook":
        data = edited(workbook_of(plan, TODAY), lambda s: s.delete_cols(s.max_column))
    if what == "keys altered":

        def altered(sheet):
            for number in ("1.1.1", "1.1.2", "2.1.1"):
                cell(sheet, number, KEY_HEADING).value = "x"

        data = edited(workbook_of(plan, TODAY), altered)
    with pytest.raises(UserError, match="Nothing was kept"):
        receive_workbook(by=LEAD, improvement_plan=plan, name="theirs", data=data)
    assert not ReturnedWorkbook.objects.exists()


def test_a_workbook_of_another_plan_is_refused(plan, area):
    other = record_improvement_plan(by=CHAIR, area=area, draft=DRAFT)
    with pytest.raises(UserError, match="another plan"):
        receive_workbook(
            by=LEAD, improvement_plan=plan, name="x.xlsx", data=workbook_of(other, TODAY)
        )


def test_the_round_on_the_pages_without_scripts(plan, area, action):
    lead = client_as(area, Role.IMPROVEMENT_LEAD)
    taken = lead.get(f"{PLAN}/workbook/actions.xlsx").content

    def change(sheet):
        cell(sheet, "1.1.1", "Action").value = "Mine"
        row = sheet.max_row + 1
        sheet.cell(row, 3).value = "2.1"
        sheet.cell(row, 4).value = "A new action"
        sheet.cell(row, 7).value = "Head of SEND"
        sheet.cell(row, 8).value = "spring 2027"

    stamp = editable(plan, TODAY, [action.pk])[action.pk].stamp
    edit_action(by=CHAIR, action=action, edits={"text": "Theirs"}, seen=stamp, on=TODAY)
    file = SimpleUploadedFile("mine.xlsx", edited(taken, change))
    answer = lead.post(f"{PLAN}/workbook", {"file": file})
    book = ReturnedWorkbook.objects.get()
    assert answer.url == f"{PLAN}/workbook/{book.pk}"
    page = words(lead.get(answer.url))
    assert "Changed here and in the file" in page
    assert "Theirs" in page
    assert "Mine" in page
    added = preview_of(book, TODAY).added[0].row
    assert lead.post(answer.url, {"add": added}).status_code == 400
    assert Action.objects.count() == 3
    stamp = editable(plan, TODAY, [action.pk])[action.pk].stamp
    sent = {f"take-{action.pk}-text": "file", f"seen-{action.pk}": stamp, "add": added}
    lead.post(answer.url, sent)
    action.refresh_from_db()
    assert action.text == "Mine"
    new = Action.objects.get(number="2.1.2")
    assert (new.text, new.leads.get().role) == ("A new action", "Head of SEND")
    assert new.due_to == date(2027, 5, 31)
    assert "There is nothing to let in" in words(lead.get(answer.url))
    lead.post(answer.url, sent)
    assert Action.objects.count() == 4


def test_nonsense_files_on_the_page_are_said_beside_the_field(plan, area):
    lead = client_as(area, Role.IMPROVEMENT_LEAD)
    page = lead.post(f"{PLAN}/workbook", {})
    assert "Choose the workbook" in words(page)
    file = SimpleUploadedFile("x.xlsx", b"PK\x03\x04 broken")
    page = lead.post(f"{PLAN}/workbook", {"file": file})
    assert page.status_code == 400
    assert "There is a problem" in words(page)
