"""Times printing a report: Word beside PDF/UA, and PDF/UA beside the bare layout of its words.

Run from the checkout: `python -m benchmarks.printing`. The bare layout is WeasyPrint's own of the
same words as paragraphs, without tables, tags or style, in the same run. Exits 1 when a target is
missed.
"""

import re
import sys
from typing import Any

import pypdfium2
from weasyprint import HTML

from benchmarks.reading import best
from goldenthread.writing.report import PrintedReport
from goldenthread.writing.report_document import report_docx
from goldenthread.writing.report_html import report_html
from goldenthread.writing.report_pdf import report_pdf
from tests.writing.made_up_report import long_report

WORD_OVER_PDF = 0.1
PDF_OVER_LAYOUT = 5.0
ACTIONS, LONG = 108, 180


def bare(report: PrintedReport) -> str:
    """Return the words of a report as paragraphs of a page without style."""
    page = re.sub(r"<style>.*?</style>", "", report_html(report), flags=re.DOTALL)
    page = re.sub(r"<(/?)(?:td|th|dt|dd|h\d|li|caption)\b[^>]*>", r"<\1p>", page)
    return re.sub(r"</?(?:table|thead|tbody|tr|colgroup|col|div|dl|nav|ol|ul)\b[^>]*>", "", page)


def lay_out(page: str) -> Any:
    """Return a page laid out and not written."""
    return HTML(string=page).render()


def main() -> int:
    """Print the measured times against their targets; 0 when both are met."""
    full, long = long_report(ACTIONS), long_report(LONG)
    words = bare(long)
    word, pdf, layout, tagged = best(
        lambda: report_docx(full),
        lambda: report_pdf(full),
        lambda: lay_out(words),
        lambda: report_pdf(long),
    )
    pages = len(pypdfium2.PdfDocument(report_pdf(long)))
    print(f"{ACTIONS} actions: Word {word:.2f} s, PDF/UA {pdf:.2f} s, ratio {word / pdf:.3f}")
    print(f"  (target at most {WORD_OVER_PDF})")
    print(f"{pages} pages: PDF/UA {tagged:.2f} s, bare layout of its words {layout:.2f} s")
    print(f"  ratio {tagged / layout:.2f} (target at most {PDF_OVER_LAYOUT:.0f})")
    return 0 if word / pdf <= WORD_OVER_PDF and tagged / layout <= PDF_OVER_LAYOUT else 1


if __name__ == "__main__":
    sys.exit(main())
