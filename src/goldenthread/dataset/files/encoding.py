"""In which encoding a text file is written, judged by all of its bytes, never by a guess alone."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from goldenthread.core.errors import UserError

_CHUNK = 1024 * 1024
_UTF8_IN_1252 = re.compile(rb"[\xc3\xc2][\x80-\xbf]|\xe2\x80[\x90-\xbf]")
_UNDEFINED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_FORMULA = re.compile(rb'(?:^|[\n,;\t|"])[ ]*[=+@-][A-Za-z_.(0-9]*[=(!|]|(?:^|[\n,;\t|"])[ ]*=')


@dataclass(frozen=True, slots=True)
class Written:
    """The encoding of a file, what is to be said of it, and whether a cell may hold a formula."""

    encoding: str
    note: str
    formulas: bool


def how_written(path: Path) -> Written:
    """Return how a text file is written; UserError for one that is no text, or mixes encodings.

    Read are UTF-8 with or without its mark, UTF-16, and Windows-1252 where no byte contradicts it.
    """
    with path.open("rb") as stream:
        start = stream.read(4)
    if not start:
        raise UserError(
            f"“{path.name}” is empty: it holds no bytes at all. Nothing was loaded. Ask for the "
            "file again."
        )
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return _sixteen(path, "utf-16")
    if len(start) == 4 and start[1:2] == start[3:4] == b"\0" and b"\0" not in (start[:1]):
        return _sixteen(path, "utf-16-le")
    if len(start) == 4 and start[:1] == start[2:3] == b"\0" and start[1:2] != b"\0":
        return _sixteen(path, "utf-16-be")
    return _eight(path)


def _sixteen(path: Path, encoding: str) -> Written:
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            try:
                line += decoder.decode(chunk, final=len(chunk) < _CHUNK).count("\n")
            except UnicodeDecodeError as error:
                raise UserError(
                    f"“{path.name}” begins as UTF-16 and breaks off from it after line {line:,}. "
                    "Nothing was loaded. Ask for it again as “CSV UTF-8”."
                ) from error
    return Written(encoding, "It is written in UTF-16.", formulas=True)


def _eight(path: Path) -> Written:
    """Return how a file of single bytes is written, looking at each of them once."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    beyond_ascii = formulas = False
    line = 1
    tail = b""
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            if b"\0" in chunk:
                raise UserError(_no_text(path, line + chunk[: chunk.index(b"\0")].count(b"\n")))
            formulas = formulas or _may_hold_formula(tail + chunk)
            try:
                text = decoder.decode(chunk, final=len(chunk) < _CHUNK)
            except UnicodeDecodeError as error:
                at = line + error.object[: error.start].count(b"\n")
                if beyond_ascii or not error.object[: error.start].isascii():
                    raise UserError(_mixed(path, at)) from error
                return _windows(path, at)
            beyond_ascii = beyond_ascii or not text.isascii()
            line += chunk.count(b"\n")
            tail = chunk[-40:]
    return Written("utf-8-sig", "", formulas)


def _may_hold_formula(chunk: bytes) -> bool:
    """Whether a cell may begin as a formula; the quick look spares most files the slow one."""
    quick = any(sign in chunk for sign in (b"=", b"(", b"!", b"|"))
    return quick and bool(_FORMULA.search(chunk))


def _windows(path: Path, first: int) -> Written:
    """Return Windows-1252 for a file whose line `first` is no UTF-8, unless that does not fit."""
    line = 1
    tail = b""
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            if b"\0" in chunk:
                raise UserError(_no_text(path, line + chunk[: chunk.index(b"\0")].count(b"\n")))
            looked = tail + chunk
            if found := _UTF8_IN_1252.search(looked) or _UNDEFINED_1252.search(looked):
                raise UserError(_mixed(path, line + looked[: found.start()].count(b"\n")))
            line += chunk.count(b"\n")
            tail = chunk[-2:].rpartition(b"\n")[2]
    note = (
        f"Line {first:,} is not UTF-8, so the file was read as Windows-1252. Look at names with "
        "accents before you rely on them."
    )
    return Written("cp1252", note, formulas=True)


def _mixed(path: Path, line: int) -> str:
    return (
        f"“{path.name}” is not written in one encoding: line {line:,} breaks off from the lines "
        "before it. Nothing was loaded. Ask for it again as “CSV UTF-8”."
    )


def _no_text(path: Path, line: int) -> str:
    return (
        f"“{path.name}” is not a text file: line {line:,} holds bytes that no text has. Nothing "
        "was loaded. Ask for the extract as CSV or XLSX."
    )
