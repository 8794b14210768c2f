"""The same field of the action before or after."""

from ..models import ReadFact


def neighbour_of(fact: ReadFact, steps: int) -> ReadFact | None:
    """Return the same field of the neighbouring action: after for 1, before for -1.

    Actions stand in the order of the document, as the part's skeleton lists them.
    """
    if fact.noun != "actions":
        return None
    keys = [thing["key"] for thing in fact.part.skeleton.get("actions", [])]
    at = keys.index(fact.key) + steps if fact.key in keys else -1
    if not 0 <= at < len(keys):
        return None
    same = ReadFact.objects.filter(part_id=fact.part_id, noun="actions", key=keys[at])
    return same.filter(field=fact.field).first()
