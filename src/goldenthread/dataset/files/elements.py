"""Reads XML as a stream of elements, flat in memory, with every declaration refused."""

from collections.abc import Container, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from goldenthread.core.errors import UserError

DEPTH = 20
TEXT = 10_000
"""The most characters in one element."""

_CHUNK = 256 * 1024


class Element(NamedTuple):
    """The begin (`opens`) or the end of an element; the end carries its text, None with none.

    `name` is in lower case and without prefix; `line` is the line of the file, `depth` counts from
    1, the root.
    """

    opens: bool
    name: str
    text: str | None
    line: int
    depth: int


class _Refused(Exception):
    """What a file holds that no extract does; the words end the sentence."""


class _Listener:
    """Takes what the parser meets and keeps it until it is asked for."""

    def __init__(self, opening: Container[str]) -> None:
        self.opening = opening
        self.met: list[Element] = []
        self.depth = 0
        self.text: list[str] = []
        self.long = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.declaration
        self.parser.EntityDeclHandler = self.declaration
        self.parser.ExternalEntityRefHandler = self.declaration

    def declaration(self, *_: object) -> int:
        raise _Refused(
            "declares a document type or entities, which no return does and which are used to make "
            "a reader run out of memory or open other files"
        )

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            raise _Refused(f"has elements within one another more than {DEPTH} deep")
        self.text, self.long = [], 0
        name = _bare(name)
        if name in self.opening:
            line = self.parser.CurrentLineNumber
            self.met.append(Element(True, name, None, line, self.depth))

    def characters(self, text: str) -> None:
        self.long += len(text)
        if self.long > TEXT:
            raise _Refused(f"has an element with more than {TEXT:,} characters")
        self.text.append(text)

    def end(self, name: str) -> None:
        text = "".join(self.text).strip() or None
        line = self.parser.CurrentLineNumber
        self.met.append(Element(False, _bare(name), text, line, self.depth))
        self.text, self.long = [], 0
        self.depth -= 1


def elements(path: Path, opening: Container[str]) -> Iterator[Element]:
    """Yield the end of each element, and the begin of those whose name is in `opening`.

    UserError for XML that is broken or not safe. Document types, entities and references to other
    files are refused as soon as they are met.
    """
    listener = _Listener(opening)
    with path.open("rb") as stream:
        last = False
        while not last:
            chunk = stream.read(_CHUNK)
            last = not chunk
            try:
                listener.parser.Parse(chunk, last)
            except _Refused as error:
                line = listener.parser.CurrentLineNumber
                raise UserError(
                    f"“{path.name}” {error} (line {line:,}). Nothing was loaded. Ask for the "
                    "return again from the system that makes it."
                ) from None
            except (expat.ExpatError, ValueError, LookupError) as error:
                raise UserError(_broken(path, listener.parser.CurrentLineNumber)) from error
            yield from listener.met
            listener.met = []


@lru_cache(maxsize=1024)
def _bare(name: str) -> str:
    return name.rpartition(":")[2].lower()


def _broken(path: Path, line: int) -> str:
    return (
        f"“{path.name}” is not well-formed XML: it breaks off or goes wrong on line {line:,}. "
        "Nothing was loaded. Copy it again, or ask for it again."
    )
