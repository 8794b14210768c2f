"""A return of inspectors written down by hand: kept as a draft, read through, then entered."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.audit.models import Event as Recorded
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import receive_document
from goldenthread.documents.models import Citation, Document
from goldenthread.inspections.changes import (
    enter_return,
    keep_return_draft,
    record_progress_said,
)
from goldenthread.inspections.models import (
    Finding,
    Inspection,
    Judgement,
    ProgressSaid,
    ReturnDraft,
)
from goldenthread.inspections.queries import judgements_on, progress_said_on
from goldenthread.inspections.rules import (
    ActionTaken,
    DraftInspection,
    DraftProgressSaid,
    InspectionKind,
    Regime,
    each_line,
    lines_asked,
)

from .conftest import BY

OPENING = {
    "title": "The revisit",
    "inspected_from": "5 December 2022",
    "inspected_to": "8 December 2022",
    "letter_dated": "20 January 2023",
    "published": "",
    "responsible": "The council\nThe health board",
    "document": "",
}
OF_2016 = OPENING | {
    "judged_1": "sufficient",
    "strengths_1": "- Leaders know what is needed.\n\n- Data are joined.",
    "caveats_1": "",
    "lines_1": "",
    "judged_2": "not_sufficient",
    "strengths_2": "",
    "caveats_2": "Parents do not feel heard.",
    "lines_2": "",
}
OF_2023 = OPENING | {
    "title": "The monitoring inspection",
    "inspected_from": "6 October 2025",
    "inspected_to": "8 October 2025",
    "letter_dated": "3 November 2025",
    "words_1": "Waits are shorter, though not in the west.",
    "said_1": "not_effective",
    "lines_1": "",
    "others": "Transport is late.\n",
}


def address(name: str, row: Inspection, on: str = "") -> str:
    return reverse(f"inspections:{name}", args=["anyshire", row.pk]) + (
        f"?as-at={on}" if on else ""
    )


def write(client: Client, row: Inspection, said: dict[str, str], version: int, do: str = "check"):
    given = said | {"version": str(version), "do": do}
    return client.post(address("write_return", row), given)


@pytest.fixture
def paper(area) -> Document:
    """Return a letter of the revisit that is held, three lines long."""
    lines = [("A letter.", 1), ("Trust has not been won back.", 2), ("Yours.", 2)]
    return receive_document(
        by=BY,
        area=area,
        name="revisit.txt",
        title="The letter of the revisit",
        kind="letter",
        sha256="2" * 64,
        data=b"A letter.\nTrust has not been won back.\nYours.\n",
        lines=lines,
    )


@pytest.mark.parametrize(
    ("words", "lines"), [("41", (41, 41)), ("41-46", (41, 46)), (" 41 to 46 ", (41, 46))]
)
def test_lines_are_read_as_people_write_them(words, lines):
    assert lines_asked(words) == lines


@pytest.mark.parametrize("words", ["", "page 3", "46 to 41", "0", "41,46"])
def test_other_words_name_no_lines(words):
    with pytest.raises(ValueError, match="line"):
        lines_asked(words)


def test_each_line_leaves_out_the_dots_of_a_list():
    assert each_line("- One\n\n • Two\n3-year plans") == ("One", "Two", "3-year plans")


def test_a_revisit_is_drafted_read_through_and_entered_whole(lead, letter, paper):
    said = OF_2016 | {"document": str(paper.pk), "lines_2": "2"}
    assert write(lead, letter, said, 0).url == address("check_return", letter)
    assert not Judgement.objects.exists()
    assert Inspection.objects.count() == 1

    shown = lead.get(address("check_return", letter)).content.decode()
    assert "Data are joined." in shown
    assert "Trust has not been won back." in shown
    assert "Not sufficient progress" in shown

    entered = lead.post(address("check_return", letter), {"version": "1"}, follow=True)
    page = entered.content.decode()
    assert "In the record: The revisit" in page
    assert "1 of 2 weaknesses judged to have made sufficient progress" in page
    assert "The letter of the revisit" in page
    first, second = judgements_on(letter, date(2023, 2, 1))
    assert first.strengths == ["Leaders know what is needed.", "Data are joined."]
    assert (second.judged, second.caveats) == ("not_sufficient", ["Parents do not feel heard."])
    assert first.inspection.responsible == ["The council", "The health board"]
    cited = Citation.objects.get(fact="judgement").passage
    assert (cited.line_from, cited.page, cited.words) == (2, 2, "Trust has not been won back.")
    assert judgements_on(letter, date(2023, 1, 19)) == []
    verbs = set(Recorded.objects.values_list("verb", flat=True))
    assert verbs >= {"keep_return_draft", "record_judgements", "enter_return"}


def test_a_monitoring_inspection_keeps_the_words_and_a_verdict_only_where_one_was_given(
    lead, report
):
    write(lead, report, OF_2023 | {"said_1": "not_said"}, 0)
    page = lead.post(address("check_return", report), {"version": "1"}, follow=True)
    assert "No verdict in the report’s own words" in page.content.decode()
    assert "sufficient progress" not in page.content.decode().lower()
    told = ProgressSaid.objects.get()
    assert (told.said, told.words) == ("not_said", "Waits are shorter, though not in the west.")
    assert not Judgement.objects.exists()
    visit = told.inspection
    assert (visit.kind, visit.regime, visit.follows) == ("monitoring", "2023", report)
    assert Finding.objects.get(inspection=visit).text == "Transport is late."
    assert progress_said_on(report, date(2025, 11, 2)) == []
    assert progress_said_on(report, date(2025, 11, 3)) == [told]


def test_what_was_said_shows_beside_its_priority_action(lead, report):
    write(lead, report, OF_2023, 0)
    lead.post(address("check_return", report), {"version": "1"})
    assert "Effective action not taken" in lead.get(address("inspection", report)).content.decode()
    then = lead.get(address("inspection", report, "2025-11-02")).content.decode()
    assert "Effective action" not in then


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"inspected_from": "5 Dectober"}, "Enter a real date"),
        ({"inspected_from": "18 March 2019"}, "cannot come back before the first inspection ended"),
        ({"inspected_to": "1 December 2022"}, "The last day is before the first"),
        ({"letter_dated": "7 December 2022"}, "cannot be dated before the inspection ended"),
        ({"published": "1 January 2023"}, "cannot be published before its date"),
        ({"judged_2": ""}, "Choose what was judged, or that the letter does not say"),
        ({"judged_2": "excellent"}, "Choose what was judged, or that the letter does not say"),
        ({"judged_1": "not_in_letter", "judged_2": "not_in_letter"}, "judges nothing"),
        ({"lines_1": "page 3"}, "Give a line or lines"),
        ({"lines_1": "2"}, "Choose the letter or report above"),
        ({"document": "99999"}, "Choose one of these documents"),
        ({"title": ""}, "Give it a title"),
    ],
)
def test_what_is_wrong_is_said_in_place_and_what_was_typed_is_kept(lead, letter, changes, words):
    answer = write(lead, letter, OF_2016 | changes, 0)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert "Parents do not feel heard." in page
    assert ReturnDraft.objects.get().said["caveats_2"] == "Parents do not feel heard."
    assert not Judgement.objects.exists()
    assert Inspection.objects.count() == 1
    assert lead.get(address("check_return", letter)).status_code == 400


def test_lines_beyond_the_letter_are_refused(lead, letter, paper):
    said = OF_2016 | {"document": str(paper.pk), "lines_2": "2 to 9"}
    assert "It has only 3 lines" in write(lead, letter, said, 0).content.decode()


def test_an_unfinished_draft_waits_and_shows_what_was_typed(lead, letter):
    write(lead, letter, {"title": "Half", "caveats_2": "Not yet\x00"}, 0, do="keep")
    page = lead.get(address("write_return", letter)).content.decode()
    assert "A draft is kept, by lead" in page
    assert "Not yet" in page
    assert (
        "Go on with the draft that lead kept"
        in lead.get(address("revisit", letter)).content.decode()
    )
    assert ReturnDraft.objects.get().said["caveats_2"] == "Not yet"


def test_two_people_at_one_draft_lose_nothing(lead, letter):
    write(lead, letter, OF_2016, 0, do="keep")
    second = write(lead, letter, OF_2016 | {"title": "Theirs"}, 0, do="keep")
    assert second.status_code == 400
    assert "somebody else kept this draft" in second.content.decode()
    assert 'name="version" value="0"' in second.content.decode()
    assert ReturnDraft.objects.get().said["title"] == "The revisit"


def test_a_draft_kept_anew_is_not_entered_unread(lead, letter):
    write(lead, letter, OF_2016, 0)
    write(lead, letter, OF_2016 | {"judged_2": "sufficient"}, 1, do="keep")
    answer = lead.post(address("check_return", letter), {"version": "1"})
    assert answer.status_code == 400
    assert "Nothing has entered the record" in answer.content.decode()
    assert not Judgement.objects.exists()


def test_a_draft_is_entered_once(lead, letter):
    write(lead, letter, OF_2016, 0)
    lead.post(address("check_return", letter), {"version": "1"})
    again = lead.post(address("check_return", letter), {"version": "1"})
    assert again.url == address("write_return", letter)
    assert Judgement.objects.count() == 2
    write(lead, letter, OF_2016, 0)
    same = lead.post(address("check_return", letter), {"version": "1"})
    assert "began on the same day is recorded already" in same.content.decode()
    assert Judgement.objects.count() == 2


def test_a_draft_is_set_aside_and_stays_on_record(lead, letter):
    write(lead, letter, OF_2016, 0, do="keep")
    write(lead, letter, {}, 1, do="aside")
    assert ReturnDraft.objects.get().set_aside_on is not None
    assert "A draft is kept" not in lead.get(address("write_return", letter)).content.decode()
    assert write(lead, letter, {}, 1, do="aside").status_code == 400


def test_a_reader_neither_writes_nor_sees_the_draft(lead, reader, letter):
    write(lead, letter, OF_2016, 0)
    for name in ("write_return", "check_return"):
        page = reader.get(address(name, letter)).content.decode()
        assert "You cannot write this down" in page
        assert "Parents do not feel heard" not in page
    assert write(reader, letter, OF_2016, 1).status_code == 403
    past = lead.get(address("write_return", letter, "2022-12-31")).content.decode()
    assert "a day in the past" in past
    assert "draft" not in lead.get(address("revisit", letter, "2023-02-01")).content.decode()


def test_nobody_comes_back_on_a_return(lead, letter):
    write(lead, letter, OF_2016, 0)
    lead.post(address("check_return", letter), {"version": "1"})
    visit = Inspection.objects.get(kind="revisit")
    assert lead.get(address("write_return", visit)).status_code == 404


def test_nothing_is_half_entered(area, report):
    draft = DraftInspection(
        Regime.AREA_SEND_2023, InspectionKind.MONITORING, "Visit", date(2025, 10, 6)
    )
    keep_return_draft(by=BY, inspection=report, said={}, version=0)
    twice = [DraftProgressSaid(1, ActionTaken.EFFECTIVE, "Good.")] * 2
    with pytest.raises(UserError, match="stands here twice"):
        enter_return(by=BY, follows=report, version=1, draft=draft, said=twice)
    assert Inspection.objects.count() == 1
    assert not ProgressSaid.objects.exists()
    none = [DraftProgressSaid(4, ActionTaken.EFFECTIVE, "Good.")]
    with pytest.raises(UserError, match="no area for priority action 4"):
        record_progress_said(by=BY, visit=report, drafts=none)
