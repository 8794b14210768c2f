"""Making the posts that the leads of a plan name."""

from django.db import transaction

from goldenthread.accounts.changes import ensure_posts
from goldenthread.accounts.models import Post
from goldenthread.audit.rules import Actor

from ..models import ImprovementPlan, Lead
from ..rules.asking import post_title


@transaction.atomic
def ensure_posts_of_leads(*, by: Actor, improvement_plan: ImprovementPlan) -> list[Post]:
    """Make a post of each lead of a plan that has none yet, and return those that were made.

    A lead of more words than a title may have keeps them all; its post has the first of them.
    """
    roles = Lead.objects.filter(improvement_plan=improvement_plan).order_by("pk")
    titles = [post_title(role) for role in roles.values_list("role", flat=True)]
    return ensure_posts(by=by, area=improvement_plan.area, titles=titles)
