"""Made-up agendas: their papers, what is taken in private, and the day they go out."""

from datetime import date

from goldenthread.audit.rules import Actor
from goldenthread.governance.changes import add_item, add_paper, publish_agenda
from goldenthread.governance.models import AgendaItem, Meeting

from .files import Row

CLERK = Actor("example:clerk", "A clerk (made up)")


def send_agenda(meeting: Meeting, row: Row, on: date) -> None:
    """Publish an agenda with its papers; an exempt item says why, and its paper stays private."""
    exempt = row.get("exempt")
    if exempt:
        item = add_item(
            by=CLERK,
            meeting=meeting,
            title=exempt["title"],
            on=on,
            exempt_paragraph=exempt["paragraph"],
            public_interest=exempt["interest"],
        )
        _hand_in(item, *exempt["paper"], on)
    publish_agenda(by=CLERK, meeting=meeting, on=on)
    items = {item.title: item for item in meeting.items.select_related("meeting__body__area")}
    for under, title, words in row.get("papers", ()):
        _hand_in(items[under], title, words, on)


def _hand_in(item: AgendaItem, title: str, words: str, on: date) -> None:
    name = f"{title.removeprefix('Made up: ').replace(' ', '-')}.txt"
    add_paper(by=CLERK, item=item, title=title, name=name, data=words.encode(), on=on)
