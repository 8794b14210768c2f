"""What other rooms may read of documents and citations."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q

from .models import Citation, Document


def document_with_hash(area_id: int, sha256: str) -> Document | None:
    """Return the document of an area with these very bytes, if it is known."""
    return Document.objects.filter(area_id=area_id, sha256=sha256).first()


def citations_of(fact: str, refs: Iterable[int]) -> dict[int, list[Citation]]:
    """Return the citations of many facts of one noun, by key, passages and documents loaded."""
    found: dict[int, list[Citation]] = defaultdict(list)
    rows = Citation.objects.filter(fact=fact, fact_ref__in=list(refs))
    for citation in rows.select_related("passage__document"):
        found[citation.fact_ref].append(citation)
    return found


def citations_of_all(facts: Mapping[str, Collection[int]]) -> dict[tuple[str, int], list[Citation]]:
    """Return the citations of facts of several nouns, by noun and key, in one question."""
    wanted = Q()
    for fact, refs in facts.items():
        wanted |= Q(fact=fact, fact_ref__in=refs)
    found: dict[tuple[str, int], list[Citation]] = defaultdict(list)
    rows = Citation.objects.filter(wanted) if wanted else Citation.objects.none()
    for citation in rows.select_related("passage__document"):
        found[citation.fact, citation.fact_ref].append(citation)
    return found


def citations_in(document: Document) -> list[Citation]:
    """Return every citation that rests on a document, in the order of its lines."""
    rows = Citation.objects.filter(passage__document=document).select_related("passage")
    return list(rows.order_by("passage__line_from", "id"))
