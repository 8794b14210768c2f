"""What stands beside a plan's actions: their links, the promises made of them, the plan's life."""

from collections.abc import Iterable

from goldenthread.design.jinja import long_date
from goldenthread.improvement.models import (
    ActionAnswersFinding,
    ActionGroup,
    ActionOrigin,
    ActionRestsOn,
    ActionServesMeasure,
    CarriedResponsibility,
    LifeEvent,
    PromiseRevision,
)
from goldenthread.improvement.models.links import MEASURE_OF
from goldenthread.improvement.rules import LinkState
from goldenthread.writing.report import Block
from goldenthread.writing.tabulated import PrintedTable

from .lines import CALLED
from .promised import STAND_WORDS, Promised, Told
from .registers import table_or
from .source import Source
from .words import UNKNOWN, lines

Row = tuple[str, ...]


def links(source: Source) -> Block:
    """Return the links of the actions and measures, each with its state, reason and who decided.

    A link carries no day of its own: those on record today are told; one turned down is not.
    """
    headings = ("From", "Link", "To", "State", "Why")
    about = "What each action answers, serves, rests on and names; proposed until confirmed."
    table = PrintedTable("Links", about, headings, tuple(_links(source)))
    return table_or(table, "No link of any action is on record.")


def _links(source: Source) -> Iterable[Row]:
    mine = source.narrowed("action__")
    out = LinkState.REJECTED.value
    for answer in (
        ActionAnswersFinding.objects.filter(**mine)
        .exclude(state=out)
        .select_related("action", "finding")
    ):
        yield _link(answer, f"Action {answer.action.number}", "answers", answer.finding.text)
    for serves in (
        ActionServesMeasure.objects.filter(**mine)
        .exclude(state=out)
        .select_related("action", "measure")
    ):
        to = f"Measure {serves.measure.number}: {serves.measure.text}"
        yield _link(serves, f"Action {serves.action.number}", "serves", to)
    for rests in (
        ActionRestsOn.objects.filter(**mine).exclude(state=out).select_related("action", "on")
    ):
        to = f"Action {rests.on.number}"
        yield _link(rests, f"Action {rests.action.number}", "rests on", to)
    for names in (
        ActionGroup.objects.filter(**mine).exclude(state=out).select_related("action", "group")
    ):
        to = f"Group {names.group.number}: {names.group.name}"
        yield _link(names, f"Action {names.action.number}", "names", to)
    origins = ActionOrigin.objects.filter(on__lte=source.on, **mine)
    for origin in origins.select_related("action", "source__improvement_plan"):
        taken = origin.source
        to = f"Action {taken.number} of {taken.improvement_plan.title}"
        way = f"was taken over on {long_date(origin.on)} from"
        yield (f"Action {origin.action.number}", way, to, "On record", "Not stated")
    of_plan = {"measure__improvement_plan": source.improvement_plan}
    for noun, model in MEASURE_OF.items():
        rows = model._default_manager.filter(**of_plan).exclude(state=out)
        for says in rows.select_related("measure", noun):
            required = getattr(says, noun)
            to = f"{CALLED[noun]} {required.number}. {required.short}"
            yield _link(says, f"Measure {says.measure.number}", "says something of", to)


def _link(link: object, start: str, way: str, end: str) -> Row:
    state = str(getattr(link, "state", ""))
    by = getattr(link, "decided_by", "")
    said = f"{state.capitalize()} by {by}" if by else state.capitalize()
    return (start, way, end, said, getattr(link, "why", "") or "Not stated")


def promises(source: Source) -> Block:
    """Return the promises made to families; of a withheld one only that it is withheld."""
    rows = tuple(_promise(each) for each in Promised(source).everything)
    headings = ("Promise", "Of", "By when", "Where it stands", "What was told", "Proof promised")
    about = "What families were told would happen, in the words they were told it."
    table = PrintedTable("Promises to families", about, headings, rows)
    return table_or(table, "No promise to families is on record.")


def _promise(each: Told) -> Row:
    promise = each.promise
    of = f"Action {promise.action.number}" if promise.action else ""
    if promise.measure:
        of = lines(of, f"Measure {promise.measure.number}")
    if promise.withheld_by or promise.withheld_since:
        since = f"Withheld by {promise.withheld_by or 'a role not named'}"
        since += f" since {long_date(promise.withheld_since)}"
        return ("A promise that may not be shown", of, "", since, "", "")
    own = "" if promise.plain_checked else "(the plan’s own words)"
    due = lines(promise.due_words, f"({long_date(promise.due_to)})" if promise.due_to else "")
    said = f"Said {long_date(promise.changed_on)}" if promise.changed_on else ""
    why = f"Why not: {promise.no_because}" if promise.no_because else ""
    return (
        lines(promise.plain, own),
        of or UNKNOWN,
        due or UNKNOWN,
        lines(STAND_WORDS[each.stand], said),
        lines(promise.what_changed, why),
        lines(
            promise.evidence_promised,
            f"By {long_date(promise.evidence_by)}" if promise.evidence_by else "",
            _came(each),
        ),
    )


def _came(each: Told) -> str:
    came = each.promise.evidence_came_on
    if each.promise.evidence_promised and (came is None or came > each.on):
        return "Not seen here by this day"
    return f"Came {long_date(came)}" if came else ""


def promise_changes(source: Source) -> Block:
    """Return what was changed of promises by the day; nothing of a withheld one."""
    told = {each.promise.pk: each for each in Promised(source).told}
    rows = PromiseRevision.objects.filter(
        promise__improvement_plan=source.improvement_plan, on__lte=source.on
    )
    shown = tuple(
        (
            told[row.promise_id].promise.plain,
            row.field.replace("_", " ").capitalize(),
            row.old or "Nothing",
            row.new or "Nothing",
            f"{long_date(row.on)}, {row.by}",
        )
        for row in rows
        if row.promise_id in told
    )
    headings = ("Promise", "Part", "Before", "After", "Changed")
    about = "What was changed of each promise: what stood there before, and after."
    table = PrintedTable("Promises changed", about, headings, shown)
    return table_or(table, "No promise was changed by this day.")


def life(source: Source) -> Block:
    """Return the points in the life of a plan up to the day, and who carries it on."""
    events = LifeEvent.objects.filter(improvement_plan=source.improvement_plan, on__lte=source.on)
    rows: list[Row] = [
        (long_date(event.on), event.life.replace("_", " ").capitalize(), event.note)
        for event in events
    ]
    carried = CarriedResponsibility.objects.filter(
        improvement_plan=source.improvement_plan, since__lte=source.on
    ).select_related("from_organisation", "to_organisation", "succession")
    for row in carried:
        who = f"{row.from_organisation.name} handed on to {row.to_organisation.name}"
        rows.append((long_date(row.since), who, lines(row.what, row.succession.what)))
    about = "The points in the life of the plan, and who took over its responsibilities."
    table = PrintedTable("Life of the plan", about, ("Date", "What happened", "Note"), tuple(rows))
    return table_or(table, "Nothing of the life of the plan is on record by this day.")
