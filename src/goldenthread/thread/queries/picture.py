"""From the thread of a weakness to the nodes and lines of its picture."""

from collections import defaultdict
from datetime import date

from django.urls import reverse

from goldenthread.improvement.models import Action, Promise
from goldenthread.improvement.queries import ActionStanding
from goldenthread.improvement.rules import DIFFERENCE_NAMES, GRADE_NAMES, DifferenceState, Grade
from goldenthread.inspections.rules import ActionTaken, Judged

from ..rules.picture import Edge, Node, Picture, drawn
from .weakness import Thread

DELIVERY_WORDS = {
    None: "not known",
    "not_started": "not begun",
    "on_track": "on track",
    "at_risk": "at risk",
    "off_track": "off track",
    "paused": "paused",
    "replaced": "replaced",
    "stopped": "stopped",
    "merged": "merged",
    "done": "done",
}


def picture_of(thread: Thread, slug: str, on: date) -> Picture:
    """Return the picture of a thread; every node leads to its place in the list or its page."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    weakness = f"w{thread.required.pk}"
    shown = {action.pk for action in thread.all_actions}
    _add_findings(thread, nodes, edges, weakness)
    nodes.append(Node(weakness, "weakness", str(thread.required), "#required"))
    for priority in thread.priorities:
        nodes.append(Node(f"p{priority.pk}", "priority", priority.text, "#priority"))
        edges.append(Edge(weakness, f"p{priority.pk}"))
    if thread.in_full:
        _add_actions(thread, slug, nodes, edges)
        _add_measures(thread, nodes, edges, shown)
        _add_promised(thread.promises, nodes, edges, shown, on)
    else:
        _add_themes_counted(thread, nodes, edges)
        _add_measures(thread, nodes, edges, set())
        _add_promised_counted(thread, nodes, edges, on)
    _add_given(thread, nodes, edges)
    _add_difference(thread, nodes, edges)
    _add_judgement(thread, nodes, edges)
    return drawn(nodes, edges)


def _add_findings(thread: Thread, nodes: list[Node], edges: list[Edge], weakness: str) -> None:
    for link in thread.findings:
        key = f"f{link.finding_id}"
        answered = bool(thread.answers.get(link.finding_id))
        nodes.append(
            Node(
                key,
                "finding",
                link.finding.text,
                f"#finding-{link.finding_id}",
                "" if answered else "no action answers it",
                not answered,
                "" if answered else "no action",
            )
        )
        edges.append(Edge(key, weakness))


def _add_actions(thread: Thread, slug: str, nodes: list[Node], edges: list[Edge]) -> None:
    for theme in thread.themes:
        key = f"t{theme.pk}"
        title = f"{theme.number} {theme.title or 'no heading printed'}"
        nodes.append(Node(key, "theme", title, f"#theme-{theme.pk}"))
        edges.extend(
            Edge(f"p{p.pk}", key) for p in thread.priorities if p.group_id == theme.group_id
        )
        for action in thread.actions.get(theme.pk, []):
            standing = thread.standings[action.pk]
            nodes.append(_action_node(action, standing, slug, thread.serving.get(action.pk, [])))
            edges.append(Edge(key, f"a{action.pk}"))


def _add_themes_counted(thread: Thread, nodes: list[Node], edges: list[Edge]) -> None:
    """Add each theme with one node for all its actions: too many to be drawn one by one."""
    for theme in thread.themes:
        key, held = f"t{theme.pk}", thread.held(theme.pk)
        title = f"{theme.number} {theme.title or 'no heading printed'}"
        nodes.append(Node(key, "theme", title, f"#theme-{theme.pk}"))
        edges.extend(
            Edge(f"p{p.pk}", key) for p in thread.priorities if p.group_id == theme.group_id
        )
        bare = sum(not thread.serving.get(action) for action in held)
        state = f"{bare} with no measure" if bare else ""
        words = f"{len(held)} {'action' if len(held) == 1 else 'actions'} of theme {theme.number}"
        every = f"a{theme.pk}"
        nodes.append(
            Node(
                every,
                "action",
                words,
                f"#theme-{theme.pk}",
                state,
                bool(bare),
                f"{bare}, no measure",
            )
        )
        edges.append(Edge(key, every))
        served = dict.fromkeys(m for action in held for m in thread.serving.get(action, []))
        edges.extend(Edge(every, f"m{measure}") for measure in served)


def _add_promised_counted(thread: Thread, nodes: list[Node], edges: list[Edge], on: date) -> None:
    """Add one node for the evidence promised by the actions of each theme."""
    for theme in thread.themes:
        promises = [p for p in thread.promises if thread.theme_of.get(p.action_id or 0) == theme.pk]
        if not promises:
            continue
        silent = sum(_never_came(promise, on) for promise in promises)
        words = f"{len(promises)} promised by actions of theme {theme.number}"
        state = f"{silent} never came" if silent else ""
        nodes.append(Node(f"e{theme.pk}", "evidence", words, "#evidence", state, bool(silent)))
        edges.append(Edge(f"a{theme.pk}", f"e{theme.pk}"))


def _never_came(promise: Promise, on: date) -> bool:
    return bool(promise.evidence_by and promise.evidence_by < on and not promise.evidence_came_on)


def _action_node(action: Action, standing: ActionStanding, slug: str, measures: list[int]) -> Node:
    state = mark = DELIVERY_WORDS[standing.delivery]
    if not measures:
        state, mark = f"{state}, no measure", "no measure"
    href = reverse("thread:action", args=(slug, action.number))
    return Node(
        f"a{action.pk}",
        "action",
        f"{action.number} {action.text}",
        href,
        state,
        not measures,
        mark,
    )


def _add_measures(thread: Thread, nodes: list[Node], edges: list[Edge], shown: set[int]) -> None:
    if not thread.measures:
        nodes.append(Node("m0", "measure", "No measure at all", "#measures", "missing", True))
    for link in thread.measures:
        key = f"m{link.measure_id}"
        nodes.append(Node(key, "measure", link.measure.text, "#measures", "no result held"))
    for action, measures in thread.serving.items():
        if action in shown:
            edges.extend(Edge(f"a{action}", f"m{measure}") for measure in measures)


def _add_promised(
    promises: list[Promise], nodes: list[Node], edges: list[Edge], shown: set[int], on: date
) -> None:
    for promise in promises:
        silent = _never_came(promise, on)
        state = "promised, never came" if silent else "promised"
        key = f"e{promise.pk}"
        mark = "never came" if silent else state
        nodes.append(
            Node(key, "evidence", promise.evidence_promised, "#evidence", state, silent, mark)
        )
        if promise.action_id in shown:
            edges.append(Edge(f"a{promise.action_id}", key))


def _action_key(thread: Thread, action: int) -> str:
    """Return the key of the node that an action is drawn as: its own, or that of its theme."""
    return f"a{action}" if thread.in_full else f"a{thread.theme_of[action]}"


def _add_given(thread: Thread, nodes: list[Node], edges: list[Edge]) -> None:
    """Add one node for the evidence given of each grade."""
    by_grade: dict[Grade, list[int]] = defaultdict(list)
    for row in thread.evidence:
        if row.action_id in thread.theme_of:
            by_grade[Grade(row.grade)].append(row.action_id)
    for grade in (grade for grade in Grade if grade in by_grade):
        actions = by_grade[grade]
        key = f"g{grade.value}"
        words = f"{len(actions)} given: {GRADE_NAMES[grade].lower()}"
        only_word = grade is Grade.LEADER_WORD
        nodes.append(Node(key, "evidence", words, "#evidence", "a word only" if only_word else ""))
        edges += [Edge(f, key) for f in dict.fromkeys(_action_key(thread, a) for a in actions)]


def _add_difference(thread: Thread, nodes: list[Node], edges: list[Edge]) -> None:
    """Add one node for each verdict agreed, proposed or in doubt; a broken one without any."""
    found: dict[tuple[DifferenceState, str], list[int]] = defaultdict(list)
    drawn_states = (DifferenceState.AGREED, DifferenceState.PROPOSED, DifferenceState.REOPENED)
    for pk, standing in thread.standings.items():
        if standing.difference and standing.difference_state in drawn_states:
            name = DIFFERENCE_NAMES[standing.difference]
            found[standing.difference_state, name].append(pk)
    if not found:
        nodes.append(
            Node("d0", "difference", "No difference judged", "#difference", "missing", True)
        )
    for (state, name), actions in found.items():
        key = f"d{state.value}{name}".replace(" ", "")
        numbers = ", ".join(thread.standings[pk].number for pk in actions)
        agreed = state is DifferenceState.AGREED
        mark = _grade_words(thread, actions) if agreed else _STATES[state]
        nodes.append(Node(key, "difference", f"{name}: {numbers}", "#difference", mark, not agreed))
        edges += [Edge(f, key) for f in dict.fromkeys(_action_key(thread, a) for a in actions)]


_STATES = {DifferenceState.PROPOSED: "not agreed", DifferenceState.REOPENED: "open again"}


def _grade_words(thread: Thread, actions: list[int]) -> str:
    """Return the grades of the evidence behind the verdicts of actions, in a few words."""
    held = {grade for pk in actions for grade in thread.grades.get(pk, [])}
    short = {Grade.LEADER_WORD: "word", Grade.FAMILIES: "families", Grade.PRACTICE: "practice"}
    words = [short.get(grade, grade.value) for grade in Grade if grade in held]
    return "by " + ", ".join(words) if words else "no evidence"


def _add_judgement(thread: Thread, nodes: list[Node], edges: list[Edge]) -> None:
    judgement, said = thread.judgement, thread.progress
    before = [n.key for n in nodes if n.column == "difference"]
    if said is not None:
        broken = said.said == ActionTaken.NOT_EFFECTIVE.value
        nodes.append(Node("j1", "judgement", str(said), "#judgement", "", broken))
        edges.extend(Edge(key, "j1") for key in before)
        return
    if judgement is None:
        nodes.append(Node("j0", "judgement", "Not judged yet", "#judgement", "waiting", True))
        edges.extend(Edge(key, "j0") for key in before)
        return
    sufficient = judgement.judged == Judged.SUFFICIENT.value
    words = "Sufficient progress" if sufficient else "Not sufficient progress"
    nodes.append(Node("j1", "judgement", words, "#judgement", "", not sufficient))
    edges.extend(Edge(key, "j1") for key in before)
