"""From the thread of a weakness to the nodes and lines of its picture."""

from datetime import date

from django.urls import reverse

from goldenthread.improvement.models import Action, Promise
from goldenthread.inspections.rules import Judged

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


def picture_of(thread: Thread, slug: str, today: date) -> Picture:
    """Return the picture of a thread; every node leads to its place in the list or its page."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    weakness = f"w{thread.required.pk}"
    shown = {action.pk for action in thread.all_actions}
    for link in thread.findings:
        key = f"f{link.finding_id}"
        answered = [a.action_id for a in thread.answers.get(link.finding_id, [])]
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
    nodes.append(Node(weakness, "weakness", str(thread.required), "#required"))
    for priority in thread.priorities:
        nodes.append(Node(f"p{priority.pk}", "priority", priority.text, "#priority"))
        edges.append(Edge(weakness, f"p{priority.pk}"))
    if thread.in_full:
        _add_actions(thread, slug, nodes, edges)
        _add_measures(thread, nodes, edges, shown)
        _add_evidence(thread.promises, nodes, edges, shown, today)
    else:
        _add_themes_counted(thread, nodes, edges)
        _add_measures(thread, nodes, edges, set())
        _add_evidence_counted(thread, nodes, edges, today)
    _add_judgement(thread, nodes, edges, weakness)
    return drawn(nodes, edges)


def _add_actions(thread: Thread, slug: str, nodes: list[Node], edges: list[Edge]) -> None:
    for theme in thread.themes:
        key = f"t{theme.pk}"
        title = f"{theme.number} {theme.title or 'no heading printed'}"
        nodes.append(Node(key, "theme", title, f"#theme-{theme.pk}"))
        edges.extend(
            Edge(f"p{p.pk}", key) for p in thread.priorities if p.group_id == theme.group_id
        )
        for action in thread.actions.get(theme.pk, []):
            nodes.append(_action_node(action, slug, thread.serving.get(action.pk, [])))
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


def _add_evidence_counted(
    thread: Thread, nodes: list[Node], edges: list[Edge], today: date
) -> None:
    """Add one node for the evidence promised by the actions of each theme."""
    for theme in thread.themes:
        promises = [p for p in thread.promises if thread.theme_of.get(p.action_id) == theme.pk]
        if not promises:
            continue
        silent = sum(_never_came(promise, today) for promise in promises)
        words = f"{len(promises)} promised by actions of theme {theme.number}"
        state = f"{silent} never came" if silent else ""
        nodes.append(Node(f"e{theme.pk}", "evidence", words, "#evidence", state, bool(silent)))
        edges.append(Edge(f"a{theme.pk}", f"e{theme.pk}"))


def _never_came(promise: Promise, today: date) -> bool:
    return bool(
        promise.evidence_by and promise.evidence_by < today and not promise.evidence_came_on
    )


def _action_node(action: Action, slug: str, measures: list[int]) -> Node:
    delivery = getattr(action, "delivery", None)
    state = mark = DELIVERY_WORDS[delivery]
    if not measures:
        state += ", no measure"
        mark = state if delivery else "no measure"
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


def _add_evidence(
    promises: list[Promise], nodes: list[Node], edges: list[Edge], shown: set[int], today: date
) -> None:
    for promise in promises:
        silent = _never_came(promise, today)
        state = "promised, never came" if silent else "promised"
        key = f"e{promise.pk}"
        mark = "never came" if silent else state
        nodes.append(
            Node(key, "evidence", promise.evidence_promised, "#evidence", state, silent, mark)
        )
        if promise.action_id in shown:
            edges.append(Edge(f"a{promise.action_id}", key))


def _add_judgement(thread: Thread, nodes: list[Node], edges: list[Edge], weakness: str) -> None:
    judgement = thread.judgement
    if judgement is None:
        nodes.append(Node("j0", "judgement", "Not judged yet", "#judgement", "waiting", True))
        return
    sufficient = judgement.judged == Judged.SUFFICIENT.value
    words = "Sufficient progress" if sufficient else "Not sufficient progress"
    nodes.append(Node("j1", "judgement", words, "#judgement", "", not sufficient))
    before = [n.key for n in nodes if n.column == "evidence"] or [
        n.key for n in nodes if n.column == "measure"
    ]
    edges.extend(Edge(key, "j1") for key in before)
