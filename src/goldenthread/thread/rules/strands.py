"""What is known of a weakness on three strands, in words; a strand with nothing says so."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Strand:
    """One strand: how many of how many, None where nothing is known, and the words for it."""

    done: int | None
    total: int
    words: str

    @property
    def known(self) -> bool:
        """Say whether anything at all is known."""
        return self.done is not None


@dataclass(frozen=True, slots=True)
class Silence:
    """Evidence that was promised by a date and never came."""

    what: str
    by: date
    action: str = ""


def _actions(count: int) -> str:
    return f"{count} action" if count == 1 else f"{count} actions"


def delivered(states: list[str | None], planned: bool = True) -> Strand:
    """Return the strand of delivery from each action's last reported state (None: no update)."""
    total = len(states)
    reported = [state for state in states if state]
    if not planned:
        return Strand(None, 0, "No plan is recorded yet")
    if not total:
        return Strand(None, 0, "No action at all")
    if not reported:
        return Strand(None, total, f"Not known: no update on any of {_actions(total)}")
    done = sum(state == "done" for state in reported)
    words = f"{done} of {total} reported done"
    silent = total - len(reported)
    if silent:
        words += f"; {silent} unknown"
    return Strand(done, total, words)


def measured(measures: int, with_results: int, unlinked: int | None = 0) -> Strand:
    """Return the strand of measures: how many are linked and how many have any result.

    `unlinked` is how many the plan lists where nobody has linked any yet; None without a plan.
    """
    if unlinked is None:
        return Strand(None, 0, "No plan is recorded yet")
    if not measures and unlinked:
        return Strand(None, 0, f"Not known: {unlinked} measures listed, none linked yet")
    if not measures:
        return Strand(None, 0, "No measure at all")
    noun = "measure" if measures == 1 else "measures"
    if not with_results:
        return Strand(None, measures, f"{measures} {noun} named; no result held")
    return Strand(with_results, measures, f"{with_results} of {measures} {noun} with a result")


def lived(voices: int) -> Strand:
    """Return the strand of lived experience from how many times families were asked."""
    if not voices:
        return Strand(None, 0, "Not asked yet")
    return Strand(voices, voices, f"Families heard {voices} time{'' if voices == 1 else 's'}")


def contradictions(
    delivery: Strand, silences: list[Silence], studying: int, total: int, measures: int
) -> list[str]:
    """Return where the strands contradict each other or a promise met with silence."""
    found = []
    if total and studying * 2 > total:
        found.append(f"{studying} of {_actions(total)} only study")
    found += [
        f"Promised by {s.by:%B %Y}, no result: {s.what.rstrip('.')}"
        for s in sorted(silences, key=lambda s: s.by)
    ]
    if delivery.known and delivery.done and not measures:
        found.append("Reported done, yet nothing measures a difference")
    return found
