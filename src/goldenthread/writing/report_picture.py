"""The easy-to-read pictures as PNG, for documents that hold no SVG."""

import io

import pypdfium2

from goldenthread.writing.report_html import picture_svg
from goldenthread.writing.report_pdf import drawing_pdf

_PIXELS = 240


def picture_png(name: str) -> bytes:
    """Return a picture of the set as PNG of 240 by 240 pixels; KeyError when there is none."""
    page = pypdfium2.PdfDocument(drawing_pdf(picture_svg(name)))[0]
    width, _ = page.get_size()
    held = io.BytesIO()
    page.render(scale=_PIXELS / width).to_pil().save(held, format="PNG")
    return held.getvalue()
