"""Reading the tags of a PDF, as a screen reader finds them."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2

raw = pypdfium2.raw


def elements_of(opened: pypdfium2.PdfDocument) -> Iterator[tuple[str, set[str]]]:
    """Yield every structure element of a PDF: its kind, and the names of its attributes."""
    for page in opened:
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            yield from _below(raw.FPDF_StructTree_GetChildAtIndex(tree, number))
        raw.FPDF_StructTree_Close(tree)


def _below(element: Any) -> Iterator[tuple[str, set[str]]]:
    size = raw.FPDF_StructElement_GetType(element, None, 0)
    held = ctypes.create_string_buffer(size)
    raw.FPDF_StructElement_GetType(element, held, size)
    yield held.raw.decode("utf-16-le").rstrip("\0"), set(_attributes(element))
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            yield from _below(child)


def _attributes(element: Any) -> Iterator[str]:
    for place in range(raw.FPDF_StructElement_GetAttributeCount(element)):
        attribute = raw.FPDF_StructElement_GetAttributeAtIndex(element, place)
        for number in range(raw.FPDF_StructElement_Attr_GetCount(attribute)):
            held, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
            raw.FPDF_StructElement_Attr_GetName(attribute, number, held, 64, length)
            yield held.value.decode()


def untagged_objects(opened: pypdfium2.PdfDocument) -> int:
    """Count what is drawn on the pages and is neither tagged nor marked as an artifact."""
    return sum(
        raw.FPDFPageObj_GetMarkedContentID(drawn.raw) < 0 and "Artifact" not in _marks(drawn)
        for page in opened
        for drawn in page.get_objects()
    )


def _marks(drawn: Any) -> set[str]:
    names = set()
    for number in range(raw.FPDFPageObj_CountMarks(drawn.raw)):
        mark = raw.FPDFPageObj_GetMark(drawn.raw, number)
        held, length = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
        raw.FPDFPageObjMark_GetName(mark, held, 128, length)
        names.add(bytes(held)[: length.value].decode("utf-16-le").rstrip("\0"))
    return names
