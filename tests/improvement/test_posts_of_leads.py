"""Each lead that a plan names has a post once the plan is published, however long its words are."""

from goldenthread.accounts.changes import put_in_post
from goldenthread.accounts.models import Post
from goldenthread.improvement.changes import publish_improvement_plan
from goldenthread.improvement.models import Lead
from goldenthread.improvement.queries import actions_led_by, leads
from goldenthread.improvement.queries.asked import who_to_ask
from goldenthread.improvement.rules.asking import post_title

from .conftest import CHAIR, STARTED
from .people import person

LONG = "Head of " + "very long and particular things, " * 8


def test_a_title_keeps_what_fits():
    assert post_title(" Head  of SEND ") == "Head of SEND"
    assert len(LONG) > 200
    assert len(post_title(LONG)) == 200
    assert post_title(LONG).endswith("…")


def test_publishing_makes_the_posts_and_a_long_lead_keeps_its_words(plan, area, action):
    lead = Lead.objects.create(improvement_plan=plan, action=action, role=LONG)
    Post.objects.all().delete()
    publish_improvement_plan(by=CHAIR, improvement_plan=plan)
    named = {post_title(role) for role in plan.leads.values_list("role", flat=True)}
    assert set(Post.objects.filter(area=area).values_list("title", flat=True)) == named
    user = person("Ann Example")
    put_in_post(by=CHAIR, area=area, title=post_title(LONG), user=user, starts=STARTED)
    assert leads(user, action, area, STARTED)
    assert actions_led_by(user, plan.pk, area, STARTED) == [action]
    asked = who_to_ask(plan, STARTED)
    assert asked.roles[user.pk, action.pk] == lead.role == LONG
    publish_improvement_plan(by=CHAIR, improvement_plan=plan)
    assert Post.objects.count() == len(named)
