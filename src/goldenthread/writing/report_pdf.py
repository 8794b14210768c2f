"""A report as PDF/UA: tagged, in British English, with a title and bookmarks."""

import logging
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.writing.pdf_steps import Listener, heard
from goldenthread.writing.report import PrintedReport
from goldenthread.writing.report_html import report_html

logging.getLogger("fontTools").setLevel(logging.WARNING)
# What the tables of long reports come to on a page, upright or wide: 1,130 to 1,430 letters.
_LETTERS_OF_A_PAGE = 1200
_NOTHING_OUTSIDE = "A printed report loads nothing from outside."


def _loads_nothing(address: str, *_: object, **__: object) -> dict[str, object]:
    """Refuse every address: a report carries all that it shows."""
    raise ValueError(_NOTHING_OUTSIDE)


def _weasyprint() -> Any:
    try:
        from weasyprint import HTML
    except OSError as missing:
        raise UserError(
            "PDF cannot be made on this machine, because its text library Pango is not installed. "
            "Nothing was lost: the report is here as a page, as a Word document and as a "
            f"workbook. Install Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0). {missing}"[:400]
        ) from None
    return HTML


def report_pdf(report: PrintedReport, tell: Listener | None = None) -> bytes:
    """Return the report as PDF/UA-1, telling meanwhile how far it is, where anybody asks.

    UserError where the machine lacks Pango.
    """
    pages = 1 + report.letters // _LETTERS_OF_A_PAGE
    html = _weasyprint()
    with heard(tell, pages):
        drawn = html(string=report_html(report), url_fetcher=_loads_nothing)
        made = drawn.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return bytes(made)


def drawing_pdf(svg: str) -> bytes:
    """Return one square drawing as a PDF of a single page without margins."""
    page = f"<style>@page{{size:60mm 60mm;margin:0}}svg{{width:60mm;height:60mm}}</style>{svg}"
    return bytes(_weasyprint()(string=page, url_fetcher=_loads_nothing).write_pdf())
