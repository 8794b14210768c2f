"""Making the files of a published report."""

from collections.abc import Callable

from goldenthread.audit.rules import SYSTEM, Claim
from goldenthread.writing.report import PrintedReport
from goldenthread.writing.report_book import report_ods, report_xlsx
from goldenthread.writing.report_document import report_docx
from goldenthread.writing.report_html import report_html
from goldenthread.writing.report_pdf import report_pdf

from .changes import keep_rendering
from .models import Rendering, Report
from .queries.kept import printed_report
from .rules import Form

MAKERS: dict[Form, Callable[[PrintedReport], bytes]] = {
    Form.HTML: lambda report: report_html(report).encode(),
    Form.DOCX: report_docx,
    Form.PDF: report_pdf,
    Form.XLSX: report_xlsx,
    Form.ODS: report_ods,
}


def render_report(work: Claim) -> None:
    """Make one file of a published report, unless it is there already."""
    form = Form(work.payload["form"])
    report = Report.objects.get(pk=work.payload["report"])
    if Rendering.objects.filter(report=report, form=form).exists():
        return
    data = MAKERS[form](printed_report(report))
    keep_rendering(by=SYSTEM, report=report, form=form, data=data)
