"""A meeting, its papers, a decision and a challenge for the sweep of every address."""

from datetime import date, datetime

from django.utils import timezone

from goldenthread.areas.models import Body, LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.governance.changes import (
    add_item,
    add_paper,
    ask_challenge,
    call_meeting,
    decide,
    make_feed,
)
from goldenthread.governance.rules.states import DecisionVerb

BY = Actor("test", "The sweep")
DAY = date(2020, 3, 2)


def samples_of_boards(area: LocalArea) -> dict[str, object]:
    """Return what to put into the parts of the addresses of boards."""
    body = Body.objects.filter(area=area)[0]
    starts_at = timezone.make_aware(datetime(2020, 3, 2, 14))
    meeting = call_meeting(by=BY, body=body, starts_at=starts_at, on=date(2020, 1, 6))
    reason = "The case names a family, whom openness would harm."
    item = add_item(
        by=BY,
        meeting=meeting,
        title="A case",
        on=DAY,
        exempt_paragraph=1,
        public_interest=reason,
    )
    paper = add_paper(by=BY, item=item, title="A case", name="case.txt", data=b"A case", on=DAY)
    decision = decide(by=BY, meeting=meeting, verb=DecisionVerb.AGREED, words="To act.", on=DAY)
    challenge = ask_challenge(by=BY, area=area, words="Why?", to_role="Director", on=DAY)
    _, token = make_feed(by=BY, area=area, name="The sweep", on=DAY)
    pages = ("meeting", "papers", "attendance", "minutes", "run", "printed")
    return {
        **{f"governance:{page}.pk": meeting.pk for page in pages},
        "governance:printed.what": "agenda",
        "governance:item.pk": item.pk,
        "governance:paper.pk": paper.pk,
        "governance:decision.pk": decision.pk,
        "governance:body.pk": body.pk,
        "governance:challenge.number": challenge.number,
        "challenge": challenge.number,
        "governance:feed.token": token,
    }
