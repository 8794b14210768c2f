"""The people of the crowd, their sessions and what they can open, as JSON; takes their number."""

import json
import sys
from datetime import date, timedelta

from django.conf import settings
from django.test import Client
from django.utils import timezone

from goldenthread.accounts.changes import add_user, give_role, put_in_post
from goldenthread.accounts.models import User
from goldenthread.accounts.rules import Role
from goldenthread.areas.models import Body, LocalArea
from goldenthread.audit.models import Event
from goldenthread.audit.rules import Actor
from goldenthread.governance.changes import call_meeting
from goldenthread.improvement.models import Lead
from goldenthread.improvement.queries import current_improvement_plan
from goldenthread.inspections.models import Weakness
from goldenthread.reports.changes import DraftReport, draft_report
from goldenthread.reports.rules import Kind

BY = Actor("crowd", "A trial")
SLUG = "cumbria-exercise"
STARTS = date(2019, 1, 1)
# Of every ten people: who reads only, who updates actions, who asks on boards and in scrutiny.
TEN = (*[Role.ACTION_LEAD] * 4, *[Role.BOARD_MEMBER] * 2, *[Role.SCRUTINY_MEMBER] * 2)
TEN = (*TEN, Role.READER, Role.ADVISER)
LONGEST_TITLE = 200
REPORTS = 20


def lead_roles(area: LocalArea) -> dict[str, list[str]]:
    """Return the numbers of the actions that each role of the plan leads."""
    found: dict[str, list[str]] = {}
    rows = Lead.objects.filter(action__improvement_plan=current_improvement_plan(area.pk))
    for role, number in rows.order_by("pk").values_list("role", "action__number"):
        if len(role) <= LONGEST_TITLE:
            found.setdefault(role, []).append(number)
    return found


def session_of(user: User) -> str:
    """Return the cookie of a session begun for a person, as signing in begins it."""
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def person(area: LocalArea, at: int, led: list[tuple[str, list[str]]]) -> dict[str, object]:
    """Add one person with a role, the actions they lead and a session."""
    role = TEN[at % len(TEN)]
    user = add_user(by=BY, email=f"crowd-{at}@example.org", name=f"Person {at}", password=None)
    give_role(by=BY, user=user, area=area, role=role, starts=STARTS)
    numbers: list[str] = []
    if role is Role.ACTION_LEAD:
        title, numbers = led[at % len(led)]
        put_in_post(by=BY, area=area, title=title, user=user, starts=STARTS)
    asks = role in (Role.BOARD_MEMBER, Role.SCRUTINY_MEMBER)
    return {"cookie": session_of(user), "actions": numbers, "asks": asks}


def meetings(area: LocalArea) -> list[int]:
    """Call a meeting of each of the first boards and return their keys."""
    today = timezone.localdate()
    boards = Body.objects.filter(area=area).order_by("pk")[:10]
    begins = timezone.now() + timedelta(days=21)
    return [call_meeting(by=BY, body=b, starts_at=begins, on=today).pk for b in boards]


def reports(area: LocalArea) -> list[int]:
    """Draw up reports to comment on and return their keys."""
    plan = current_improvement_plan(area.pk)
    assert plan is not None
    drafts = [
        DraftReport(Kind.SCRUTINY, f"Report {at}", date(2020, 1, 31)) for at in range(REPORTS)
    ]
    made = (draft_report(by=BY, area=area, improvement_plan=plan, draft=d) for d in drafts)
    return [row.pk for row in made]


def crowd(count: int) -> dict[str, object]:
    """Return the people, and the parts of addresses they can open."""
    area = LocalArea.objects.get(slug=SLUG)
    led = sorted(lead_roles(area).items())
    plan = current_improvement_plan(area.pk)
    assert plan is not None
    weaknesses = Weakness.objects.filter(inspection__area=area).values_list("number", flat=True)
    found: dict[str, object] = {
        "people": [person(area, at, led) for at in range(count)],
        "actions": list(plan.actions.order_by("position").values_list("number", flat=True)),
        "weaknesses": list(weaknesses),
        "meetings": meetings(area),
        "reports": reports(area),
    }
    return found | {"since": Event.objects.latest("pk").pk}


if __name__ == "__main__":
    json.dump(crowd(int(sys.argv[1])), sys.stdout)
