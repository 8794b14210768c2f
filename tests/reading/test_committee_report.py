from goldenthread.reading import committee_report
from goldenthread.reading.facts import Part
from tests.reading.made_up import between, every_value_is_cited, file_source, source, span, unsure
from tests.shared import AGENDA_PACK, INSPECTION_REPORT, PROGRESS_REPORT, needs_shared

MADE_UP = """NORTHMOOR CABINET

Meeting date: 4 May 2021

Report of the Director of Children's Services

PROGRESS SINCE THE INSPECTION

1. Purpose of report

1.1 To tell members of progress. The statement was declared fit for purpose on 2 March 2020
and a monitoring visit took place on 9 April 2021.

2. Weaknesses

2.1 The inspectors found two areas of significant weakness:

• late plans
• little trust

3. Recommendations

3.1 That the report be noted.

3.2 That a further report be brought
in September.

Contact: the programme office
"""


def read(text: str) -> Part:
    whole = source(text)
    return committee_report.read(whole, whole.lines, "")


def test_a_made_up_report() -> None:
    part = read(MADE_UP)
    facts = part.facts
    assert facts["title"] == "PROGRESS SINCE THE INSPECTION"
    assert facts["meeting_date"] == "2021-05-04"
    assert facts["author_role"] == "Director of Children's Services"
    assert [s["heading"] for s in facts["sections"]] == [
        "Purpose of report",
        "Weaknesses",
        "Recommendations",
    ]
    assert facts["recommendations"] == [
        "That the report be noted.",
        "That a further report be brought in September.",
    ]
    assert [w["text"] for w in facts["weaknesses"]] == ["late plans", "little trust"]
    assert [(e["date"], e["kind"]) for e in facts["events"]] == [
        ("2020-03-02", "statement_accepted"),
        ("2021-04-09", "monitoring_visit"),
    ]
    assert every_value_is_cited(part)


def test_a_list_shorter_than_announced_is_unsure() -> None:
    part = read(MADE_UP.replace("two areas", "three areas"))
    assert {"weaknesses[1].text", "weaknesses[2].text"} <= set(unsure(part))


@needs_shared
def test_the_progress_report() -> None:
    whole = file_source(PROGRESS_REPORT)
    part = committee_report.read(whole, whole.lines, "")
    facts = part.facts
    assert [(e["date"], e["kind"]) for e in facts["events"]] == [
        ("2021-08-02", "keeping_in_touch"),
        ("2021-09-13", "monitoring_visit"),
        ("2019-10-18", "statement_accepted"),
        ("2021-04-18", "revisit_due"),
    ]
    assert span(part, "events[3].date") == (243, 245)
    assert facts["accelerated_plans"]["count"] == 3
    assert len(facts["accelerated_plans"]["subjects"]) == 3
    assert facts["meeting_date"] is None
    assert facts["dated"] is None
    assert len(facts["recommendations"]) == 1


@needs_shared
def test_the_report_on_the_inspection() -> None:
    whole = file_source(INSPECTION_REPORT)
    part = committee_report.read(whole, whole.lines, "")
    facts = part.facts
    assert len(facts["weaknesses"]) == 9
    assert len(facts["recommendations"]) == 2
    assert facts["dated"] == "2019-06"
    assert [(e["date"], e["kind"]) for e in facts["events"]] == [("2019-08-21", "statement_due")]
    assert set(unsure(part)) == {"events[0].date"}


@needs_shared
def test_the_reports_of_the_pack() -> None:
    pack = file_source(AGENDA_PACK)
    asked = {}
    for first, last in ((450, 535), (3871, 3946), (4576, 4639), (4826, 4883), (4884, 4976)):
        part = committee_report.read(pack, between(pack, first, last), "")
        assert part.facts["meeting_date"] == "2019-09-23"
        assert part.facts["dated"] == "2019-09-23"
        assert part.facts["author_role"]
        asked[first] = len(part.facts["recommendations"])
        assert "Contact" not in str(part.facts["sections"])
    assert asked == {450: 4, 3871: 3, 4576: 3, 4826: 2, 4884: 3}
