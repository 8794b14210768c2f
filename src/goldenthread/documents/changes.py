"""Taking documents in and citing them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256 as digest_of

from django.db import transaction
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from .models import Citation, Document, DocumentContent, DocumentPart, Passage
from .rules import Cite, fault_of_file, readable_title, words_hash


@dataclass(frozen=True, slots=True)
class PartOfDocument:
    """One part found in a document: kind, title and lines (from 1, inclusive)."""

    kind: str
    title: str
    lines: tuple[int, int]


@transaction.atomic
def receive_document(
    *,
    by: Actor,
    area: LocalArea,
    name: str,
    title: str,
    kind: str,
    sha256: str,
    media: str = "",
    data: bytes | None = None,
    lines: Sequence[tuple[str, int | None]] = (),
    line_count: int | None = None,
    parts: Iterable[PartOfDocument] = (),
    dated: date | None = None,
    supersedes: Document | None = None,
) -> Document:
    """Store a document once per area; without `data` it is known by name only (`held` is False).

    UserError, and nothing stored, for a file with active content. A second call with the same hash
    returns the document already there and changes nothing.
    """
    known = Document.objects.filter(area=area, sha256=sha256).first()
    if known is not None:
        return known
    if data is not None:
        _refuse_active(data, name)
    document = Document.objects.create(
        area=area,
        name=name,
        title=readable_title(name) if title == name else title,
        kind=kind,
        dated=dated,
        sha256=sha256,
        media=media,
        size=len(data or b""),
        line_count=len(lines) if line_count is None else line_count,
        held=data is not None,
        received_at=timezone.now(),
        received_by=by.name,
        supersedes=supersedes,
    )
    if data is not None:
        _keep_content(document, data, lines)
    _keep_parts(document, parts)
    after = {"name": name, "sha256": sha256, "held": document.held}
    record(by=by, verb="receive_document", subject="document", ref=document.pk, after=after)
    return document


def _refuse_active(data: bytes, name: str) -> None:
    fault = fault_of_file(data, name)
    if fault:
        raise UserError(fault)


@transaction.atomic
def rename_document(*, by: Actor, document: Document, title: str) -> bool:
    """Give a document another title; return whether it changed. The file keeps its own name.

    Raises UserError for an empty title or one over 300 characters.
    """
    given = " ".join(title.split())
    if not given or len(given) > 300:
        raise UserError("Give a title of at most 300 characters. Nothing was changed.")
    before = document.title
    if given == before:
        return False
    document.title = given
    document.save(update_fields=["title"])
    record(
        by=by,
        verb="rename_document",
        subject="document",
        ref=document.pk,
        before={"title": before},
        after={"title": given},
    )
    return True


def _keep_content(document: Document, data: bytes, lines: Sequence[tuple[str, int | None]]) -> None:
    kept = {"data": data, "lines": [[text, page] for text, page in lines]}
    DocumentContent.objects.update_or_create(document=document, defaults=kept)


def _keep_parts(document: Document, parts: Iterable[PartOfDocument]) -> None:
    DocumentPart.objects.bulk_create(
        DocumentPart(
            document=document,
            kind=p.kind,
            title=p.title[:300],
            line_from=p.lines[0],
            line_to=p.lines[1],
        )
        for p in parts
    )


@transaction.atomic
def hold_document(
    *,
    by: Actor,
    document: Document,
    data: bytes,
    lines: Sequence[tuple[str, int | None]],
    media: str,
) -> None:
    """Put the text behind a document known by name only, so that its citations open.

    The bytes must be those that the document is known by; UserError, and nothing kept, if not.
    """
    if digest_of(data).hexdigest() != document.sha256:
        raise UserError(
            f"This file is not the one that “{document.name}” is known by. Nothing was kept. Bring "
            "it in as a document of its own."
        )
    _refuse_active(data, document.name)
    _keep_content(document, data, lines)
    before = {"held": document.held}
    document.held = True
    document.size = len(data)
    document.media = media
    document.line_count = len(lines)
    document.save(update_fields=["held", "size", "media", "line_count"])
    record(
        by=by,
        verb="hold_document",
        subject="document",
        ref=document.pk,
        before=before,
        after={"held": True, "lines": len(lines)},
    )


@transaction.atomic
def cite(*, by: Actor, fact: str, cites: Iterable[tuple[int, str, Cite]]) -> int:
    """Let facts of one noun rest on passages: (key, field, where) each; returns how many.

    The same span of the same document is one passage, however many facts rest on it.
    """
    wanted = list(cites)
    documents = {where.document_id for _, _, where in wanted}
    passages = {_key_of_passage(p): p for p in Passage.objects.filter(document_id__in=documents)}
    new = {}
    for _, _, where in wanted:
        key = _key_of(where)
        if key not in passages and key not in new:
            new[key] = Passage(
                document_id=where.document_id,
                page=where.page,
                sheet=where.sheet,
                cell=where.cell,
                words=where.words,
                words_hash=words_hash(where.words),
                line_from=where.lines[0] if where.lines else None,
                line_to=where.lines[1] if where.lines else None,
            )
    Passage.objects.bulk_create(new.values(), batch_size=500)
    passages.update(new)
    rows = [
        Citation(fact=fact, fact_ref=ref, field=field, passage=passages[_key_of(where)])
        for ref, field, where in wanted
    ]
    Citation.objects.bulk_create(rows, batch_size=500)
    record(
        by=by,
        verb="cite",
        subject=fact,
        ref="many" if len(wanted) != 1 else wanted[0][0],
        after={"citations": len(rows)},
    )
    return len(rows)


PassageKey = tuple[int, int | None, int | None, str, str, str]


def _key_of(where: Cite) -> PassageKey:
    start, end = where.lines or (None, None)
    return (where.document_id, start, end, where.sheet, where.cell, words_hash(where.words))


def _key_of_passage(passage: Passage) -> PassageKey:
    return (
        passage.document_id,
        passage.line_from,
        passage.line_to,
        passage.sheet,
        passage.cell,
        passage.words_hash,
    )
