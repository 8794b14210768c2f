"""What people corrected before in an earlier version of the same document."""

from collections import defaultdict
from collections.abc import Iterable

from goldenthread.documents.models import Document

from ..models import Decided, Intake, ReadFact
from ..rules.remembering import same_document


def earlier_versions(document: Document, kind: str, title: str) -> list[int]:
    """Return the intakes of the area that hold an earlier version of a part, oldest first.

    One counts where its part is of the same kind and its title alike, or where somebody said
    that this document is a newer version of it.
    """
    said = set()
    before = document.supersedes
    while before is not None and before.pk not in said:
        said.add(before.pk)
        before = before.supersedes
    rows = (
        Intake.objects.filter(document__area_id=document.area_id, parts__kind=kind)
        .exclude(document=document)
        .order_by("opened_at", "id")
        .values_list("pk", "document_id", "parts__title")
    )
    found = [pk for pk, known, other in rows if known in said or same_document(title, other)]
    return list(dict.fromkeys(found))


def remembered(intakes: Iterable[int], kind: str, keys: Iterable[str]) -> dict[str, ReadFact]:
    """Return what was decided of facts known by these keys, where it was decided one way only.

    What was merely sure and accepted with all the rest is no decision to remember.
    """
    asked = set(keys)
    decided = (Decided.CORRECTED.value, Decided.ACCEPTED.value)
    rows = ReadFact.objects.filter(part__intake__in=list(intakes), part__kind=kind)
    found: dict[str, list[ReadFact]] = defaultdict(list)
    for fact in rows.filter(decided__in=decided).order_by("decided_at").defer("cites"):
        if fact.words_key in asked:
            found[fact.words_key].append(fact)
    return {
        key: facts[-1]
        for key, facts in found.items()
        if all(fact.value == facts[-1].value for fact in facts)
        and any(fact.reason or fact.decided == Decided.CORRECTED.value for fact in facts)
    }
