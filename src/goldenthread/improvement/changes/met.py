"""What a change raises when it cannot go through as sent: a fault, or somebody was first."""

from collections.abc import Mapping

from django.db.models import Model

from goldenthread.core.errors import UserError


class Unfit(UserError):
    """What was sent cannot be kept; `faults` is a sentence by the field that would mend it."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(f"{'. '.join(faults.values())}. Nothing was saved.")
        self.faults = dict(faults)


class ChangedMeanwhile(UserError):
    """Somebody else wrote here after the page was opened; `theirs` is what they left."""

    def __init__(self, what: str, theirs: Model) -> None:
        super().__init__(
            f"Somebody else {what} after you opened this page. Theirs was kept. Yours is not saved "
            "yet: look at both, then send yours again if it still holds."
        )
        self.theirs = theirs


def refuse(faults: Mapping[str, str]) -> None:
    """Raise Unfit where there is anything wrong."""
    if faults:
        raise Unfit(faults)
