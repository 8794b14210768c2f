"""The forms that put right what was copied wrongly from a letter or report."""

from functools import partial

from django import forms

from ..rules import ACTION_TAKEN_NAMES, ActionTaken
from .fields import one_of, words_field
from .returning import JUDGED, NOT_JUDGED

_WHY = partial(
    words_field,
    "Why what is recorded is wrong",
    "Say why what is recorded is wrong",
    rows=2,
    help_text="Such as: a line of the letter was copied to the wrong weakness",
)


class CorrectForm(forms.Form):
    """What every correction asks: how often it was put right when it was read, and why."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class CorrectJudgementForm(CorrectForm):
    """What the letter judges of a weakness, as it should have been recorded."""

    judged = one_of(
        "What was judged",
        [pair for pair in JUDGED if pair[0] != NOT_JUDGED],
        "Choose what was judged",
    )
    strengths = words_field("Strengths", help_text="One a line, in the letter’s words")
    caveats = words_field("Caveats", help_text="One a line, in the letter’s words")
    why = _WHY()


class CorrectProgressForm(CorrectForm):
    """What the report says of a priority action, as it should have been recorded."""

    words = words_field("What inspectors wrote of it", "Give the inspectors’ words", rows=4)
    said = one_of(
        "Did they say whether effective action was taken?",
        [(each.value, ACTION_TAKEN_NAMES[each]) for each in ActionTaken],
        "Choose what the report says, or that it gives no verdict of its own",
    )
    why = _WHY()
