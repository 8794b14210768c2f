"""Reads plain text: UTF-8, UTF-16 or Windows-1252, form feeds as page ends."""

import codecs

from goldenthread.core.errors import UserError
from goldenthread.reading.extract import limits
from goldenthread.reading.facts import Line

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x85\x1a")
_PLAIN_SHARE = 0.75
"""In English read as Windows-1252 at least this share of the characters is ASCII."""


def read_text(data: bytes, name: str) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Return the lines of a text file, numbered as an editor numbers them, and notes on it.

    Lines end at a line feed (with or without carriage return) and nowhere else; pages are given
    only where the text has form feeds. UserError when no known encoding fits.
    """
    text, note = decode(data, name)
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if rows and not rows[-1].strip("\f"):
        rows.pop()
    limits.check_lines(len(rows), name)
    page = 1 if "\f" in text else None
    lines = []
    for number, row in enumerate(rows, 1):
        ends = row.count("\f")
        if page is not None and row.startswith("\f"):
            leading = len(row) - len(row.lstrip("\f"))
            page, ends = page + leading, ends - leading
        lines.append(Line(number, row.replace("\f", " ").rstrip() if ends else _bare(row), page))
        if page is not None:
            page += ends
    if not any(line.text.strip() for line in lines):
        raise UserError(
            f"“{name}” holds no words, only blank space. Nothing was read. Check that it is the "
            "right file."
        )
    return tuple(lines), (note,) if note else ()


def decode(data: bytes, name: str) -> tuple[str, str | None]:
    """Return the text of `data` and a note when its encoding had to be inferred."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name), None
    wide = _wide(data)
    if wide:
        return _strictly(data, wide, name), None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _western(data, name), "The text was read as Windows-1252 (Western European)."
    if _is_junk(text):
        raise UserError(_junk(name))
    return text, None


def _bare(row: str) -> str:
    return row.lstrip("\f").rstrip()


def _wide(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark, told by where its zero bytes stand."""
    sample = data[:4096]
    if len(sample) < 4 or len(sample) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UserError(
            f"“{name}” begins as {encoding.upper()} text but does not go on so: it is cut short or "
            "was saved in a mixture of encodings. Nothing was read. Save it again as UTF-8."
        ) from error
    if _is_junk(text):
        raise UserError(_junk(name))
    return text


def _western(data: bytes, name: str) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UserError(_junk(name)) from error
    plain = sum(byte < 0x80 for byte in data)
    if _is_junk(text) or plain < len(data) * _PLAIN_SHARE:
        raise UserError(_junk(name))
    return text


def _is_junk(text: str) -> bool:
    """Whether a text holds control characters, which no written text does."""
    return any(
        (character < " " or "\x7f" <= character < "\xa0") and character not in _ALLOWED_CONTROLS
        for character in set(text)
    )


def _junk(name: str) -> str:
    return (
        f"“{name}” is not a text, or is in an encoding that is not read (UTF-8, UTF-16 and "
        "Windows-1252 are). Nothing was read. Save it as UTF-8 text, or give the PDF or DOCX."
    )
