"""What to put into the parts of an address, so that it leads to something that exists."""

from goldenthread.areas.models import LocalArea
from goldenthread.documents.models import Document
from goldenthread.improvement.models import Action, WorkingGroup


def samples_of(area: LocalArea) -> dict[str, object]:
    """Return a part's name, or an address's name and the part's, with what to put there."""
    plan = {"improvement_plan__area": area}
    return {
        "slug": area.slug,
        "number": 1,
        "thread:action.number": Action.objects.filter(**plan).values_list("number", flat=True)[0],
        "thread:group.number": WorkingGroup.objects.filter(**plan).values_list("number", flat=True)[
            0
        ],
        "thread:document.pk": Document.objects.filter(area=area).values_list("pk", flat=True)[0],
        "layout": "area",
        "form": "docx",
    }
