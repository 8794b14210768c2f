"""A report of 2023 that may be of a monitoring inspection: a person says which, never the file."""

import pytest
from django.urls import reverse

from goldenthread.inspections.changes import record_inspection
from goldenthread.inspections.models import Inspection
from goldenthread.inspections.rules import DraftInspection, DraftNumbered, InspectionKind, Regime
from goldenthread.intake.rules.returning import says_monitoring
from tests.intake.making import BY, bring_in, decide_all
from tests.reading.test_area_reports_made_up import LOST_COLUMNS

MONITORING = LOST_COLUMNS.replace(
    "Area SEND inspection of Eastmarch", "Area SEND monitoring inspection of Eastmarch"
)


@pytest.fixture
def first(area) -> Inspection:
    draft = DraftInspection(
        Regime.AREA_SEND_2023,
        InspectionKind.FULL,
        "The first report",
        priority_actions=(DraftNumbered(1, "Leaders must act."),),
    )
    return record_inspection(by=BY, area=area, draft=draft)


def report(ann, area, text: str) -> dict[str, str]:
    """Bring in a report with all decided and return the addresses of its last pages."""
    intake = bring_in(ann, area, text.encode(), "report.txt")
    decide_all(ann, intake)
    return {
        name: reverse(f"intake:{name}", args=[area.slug, intake.document_id])
        for name in ("compare", "finish")
    }


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Area SEND monitoring inspection of Eastmarch", True),
        ("A monitoring inspection will be carried out within approximately 18 months.", False),
        ("Area SEND inspection of Eastmarch", False),
    ],
)
def test_only_a_report_that_calls_itself_so_is_proposed(words, says):
    assert says_monitoring("report", [words]) == (words if says else "")


def test_a_report_is_not_entered_before_a_person_says_of_which_sort(client, ann, area, first):
    page = report(ann, area, LOST_COLUMNS)
    asked = client.get(page["compare"]).content.decode()
    assert "a full one is proposed" in asked
    assert '<option value="full" selected>' in asked
    silent = client.post(page["finish"], {})
    assert silent.status_code == 400
    assert "Say which sort of inspection the report is of" in silent.content.decode()
    assert Inspection.objects.count() == 1
    client.post(page["finish"], {"sort": "full"})
    assert Inspection.objects.filter(kind="full").count() == 2


def test_a_monitoring_report_goes_to_where_what_it_said_is_written_down(client, ann, area, first):
    page = report(ann, area, MONITORING)
    asked = client.get(page["compare"]).content.decode()
    assert "calls itself one of a monitoring inspection" in asked
    assert '<option value="monitoring" selected>' in asked
    answer = client.post(page["finish"], {"sort": "monitoring"}, follow=True)
    html = answer.content.decode()
    assert "Write down the monitoring inspection" in html
    assert "Nothing has entered the record from what was read" in html
    assert "selected" in html[html.index('<select name="document"') :][:400]
    assert Inspection.objects.count() == 1


def test_the_first_report_of_an_area_is_not_asked_about(client, ann, area):
    page = report(ann, area, LOST_COLUMNS)
    assert "Which sort of inspection" not in client.get(page["compare"]).content.decode()
    client.post(page["finish"], {})
    assert Inspection.objects.get().kind == "full"
