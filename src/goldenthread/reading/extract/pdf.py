"""Reads a PDF with pypdfium2: the words of each page and where they stand on it."""

import ctypes
import re
import struct
import threading
import time
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from goldenthread.core.errors import UserError
from goldenthread.reading.extract import limits
from goldenthread.reading.extract.page_layout import Fragment, lay_out
from goldenthread.reading.facts import Line

_PDFIUM = threading.Lock()
"""PDFium keeps global state: one thread at a time may be inside it."""

_END = b"%%EOF"
_END_WINDOW = 4096
_WRAPPED_HYPHEN = "\ufffe"
"""How PDFium marks a word broken by a hyphen at the end of a line, which it runs on."""
_RUN = re.compile(f"[^\r\n{_WRAPPED_HYPHEN}]+{_WRAPPED_HYPHEN}?")
_COLUMN_GAP = 1.1
"""Two runs of text further apart than this many font sizes stand in different columns."""


def read_pdf(data: bytes, name: str) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Return the lines of a PDF, numbered through, blank at paragraph ends, and notes on it.

    Columns that stand side by side on the page stand side by side in the line, three spaces or
    more apart. UserError for a locked, cut, damaged, overlong or wordless (scanned) document.
    """
    if _END not in data.rstrip(b"\0\r\n ")[-_END_WINDOW:]:
        raise UserError(_cut(name))
    with _PDFIUM:
        document = _open(data, name)
        try:
            limits.check_pages(len(document), name)
            pages = _read_pages(document, name)
        finally:
            document.close()
    lines: list[Line] = []
    for page, rows in enumerate(pages, 1):
        start = len(lines) + 1
        lines.extend(Line(start + i, text, page) for i, text in enumerate(rows))
    limits.check_lines(len(lines), name)
    wordless = [page for page, rows in enumerate(pages, 1) if not rows]
    if len(wordless) == len(pages):
        raise UserError(
            f"“{name}” has no text in it: it is a scan, a picture of each page. Nothing was read. "
            "Run text recognition (OCR) on it, or ask for the document as it was written."
        )
    return tuple(lines), _notes(wordless, len(pages))


def _notes(wordless: list[int], pages: int) -> tuple[str, ...]:
    if not wordless:
        return ()
    shown = ", ".join(str(page) for page in wordless[:10]) + ("…" if len(wordless) > 10 else "")
    return (f"{len(wordless)} of {pages} pages hold no text (page {shown}): blank or a picture.",)


def _open(data: bytes, name: str) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise UserError(
                f"“{name}” is locked with a password. Nothing was read. Open it with the password "
                "and print or save a copy without one, then read that."
            ) from error
        if getattr(error, "err_code", None) == raw.FPDF_ERR_SECURITY:
            raise UserError(
                f"“{name}” is encrypted in a way that cannot be opened. Nothing was read. Ask for "
                "a copy without protection."
            ) from error
        raise UserError(_cut(name)) from error
    if len(document) == 0:
        document.close()
        raise UserError(_cut(name))
    return document


def _read_pages(document: pdfium.PdfDocument, name: str) -> list[list[str]]:
    started = time.monotonic()
    pages = []
    for number in range(len(document)):
        if time.monotonic() - started > limits.SECONDS:
            raise UserError(
                f"“{name}” takes longer than {limits.SECONDS} seconds to read. Nothing was read. "
                "Save the pages you need as a file of their own."
            )
        try:
            page = document[number]
        except pdfium.PdfiumError as error:
            raise UserError(_cut(name)) from error
        textpage = page.get_textpage()
        try:
            pages.append(lay_out(list(_fragments(textpage)), page.get_width()))
        finally:
            textpage.close()
            page.close()
    return pages


def _fragments(textpage: pdfium.PdfTextPage) -> Iterator[Fragment]:
    """Yield the runs of text of a page in the order in which the file draws them."""
    handle = textpage.raw
    text = _page_text(textpage)
    gaps = _column_starts(textpage, handle)
    ruler = _Ruler(handle)
    for run in _RUN.finditer(text):
        for begin, end in _split(run.start(), run.end(), gaps):
            piece = text[begin:end]
            if piece.strip():
                yield ruler.fragment(piece, begin)


def _page_text(textpage: pdfium.PdfTextPage) -> str:
    """Return the page's text with one character for each of PDFium's, so that places agree."""
    count = textpage.count_chars()
    text: str = textpage.get_text_range() if count else ""
    if len(text) == count:
        return text
    codes = (raw.FPDFText_GetUnicode(textpage.raw, index) for index in range(count))
    return "".join(chr(code) if code else " " for code in codes)


def _split(begin: int, end: int, gaps: list[int]) -> Iterator[tuple[int, int]]:
    for gap in gaps:
        if begin < gap < end:
            yield begin, gap
            begin = gap
    yield begin, end


def _column_starts(textpage: pdfium.PdfTextPage, handle: raw.FPDF_TEXTPAGE) -> list[int]:
    """Return where, counted in characters, a run begins well to the right of the one before."""
    corners = (ctypes.c_double * 4)()
    step = ctypes.sizeof(ctypes.c_double)
    places = [
        ctypes.cast(ctypes.byref(corners, i * step), ctypes.POINTER(ctypes.c_double))
        for i in range(4)
    ]
    starts = []
    before_right, before_top, before_bottom = 0.0, 0.0, 0.0
    get_rect, unpack = raw.FPDFText_GetRect, struct.Struct("4d").unpack
    for index in range(textpage.count_rects()):
        get_rect(handle, index, *places)
        left, top, right, bottom = unpack(corners)
        if left > before_right and top > before_bottom and bottom < before_top:
            height = max(top - bottom, before_top - before_bottom)
            if left - before_right > height * _COLUMN_GAP:
                middle = (top + bottom) / 2
                place = raw.FPDFText_GetCharIndexAtPos(handle, left + 0.5, middle, 3.0, 3.0)
                starts += [place] if place > 0 else []
        before_right, before_top, before_bottom = right, top, bottom
    return sorted(starts)


class _Ruler:
    """Measures runs of one page; its places in memory are used again for every run."""

    def __init__(self, handle: raw.FPDF_TEXTPAGE) -> None:
        self.handle = handle
        self.x, self.y, self.box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        self.places = ctypes.byref(self.x), ctypes.byref(self.y), ctypes.byref(self.box)

    def fragment(self, text: str, begin: int) -> Fragment:
        """Return a run with its left and right edge, baseline and size in points."""
        first = begin + len(text) - len(text.lstrip())
        last = begin + len(text.rstrip().rstrip(_WRAPPED_HYPHEN)) - 1
        x, y, box = self.places
        raw.FPDFText_GetCharOrigin(self.handle, first, x, y)
        raw.FPDFText_GetLooseCharBox(self.handle, last, box)
        size = raw.FPDFText_GetFontSize(self.handle, last)
        words = " ".join(text.replace(_WRAPPED_HYPHEN, "-").split())
        return Fragment(
            words, self.x.value, self.box.right, self.y.value, size if size > 1 else 10.0
        )


def _cut(name: str) -> str:
    return (
        f"“{name}” is cut short or damaged: its end is missing or it cannot be opened as a PDF. "
        "Nothing was read. Download or copy it again, or ask for it again."
    )
