"""Making the files of a published report."""

from collections.abc import Callable

from goldenthread.audit.changes import tell_progress
from goldenthread.audit.rules import SYSTEM, Claim
from goldenthread.writing.pdf_steps import Reached
from goldenthread.writing.report import PrintedReport
from goldenthread.writing.report_book import report_ods, report_xlsx
from goldenthread.writing.report_document import report_docx
from goldenthread.writing.report_html import report_html
from goldenthread.writing.report_pdf import report_pdf

from .changes import keep_draft_file, keep_rendering
from .models import Rendering, Report
from .queries.kept import draft_file, printed_report, stamp_of
from .rules import Form

MAKERS: dict[Form, Callable[[PrintedReport], bytes]] = {
    Form.HTML: lambda report: report_html(report).encode(),
    Form.DOCX: report_docx,
    Form.PDF: report_pdf,
    Form.XLSX: report_xlsx,
    Form.ODS: report_ods,
}


def render_report(work: Claim) -> None:
    """Make one file of a published report, unless it is there already, or of a draft as it is.

    While a PDF is laid out, the work says how far it is.
    """
    form = Form(work.payload["form"])
    report = Report.objects.get(pk=work.payload["report"])
    if report.frozen is None:
        _render_draft(work, report, form)
        return
    if Rendering.objects.filter(report=report, form=form).exists():
        return
    data = _made(work, printed_report(report), form)
    keep_rendering(by=SYSTEM, report=report, form=form, data=data)


def _render_draft(work: Claim, report: Report, form: Form) -> None:
    printed = printed_report(report)
    stamp = stamp_of(printed.as_json())
    if draft_file(report, form, stamp) is None:
        data = _made(work, printed, form)
        keep_draft_file(by=SYSTEM, report=report, form=form, stamp=stamp, data=data)


def _made(work: Claim, printed: PrintedReport, form: Form) -> bytes:
    def tell(now: Reached) -> None:
        tell_progress(work=work, done=now.share, of=100, words=now.words)

    return report_pdf(printed, tell) if form is Form.PDF else MAKERS[form](printed)
