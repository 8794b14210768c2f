"""The forms of inspections, of contacts between them and of the return of inspectors."""

from .correcting import CorrectJudgementForm, CorrectProgressForm
from .fields import RoomForm
from .monitoring import (
    AdviceForm,
    AnswerForm,
    ContactForm,
    DoneForm,
    NoteForm,
    NoticeForm,
    ProgressForm,
    RecordForm,
    SharedForm,
    SlotForm,
    StepForm,
    WithdrawForm,
)
from .returning import ReturnForm, Written, typed, written

__all__ = [
    "AdviceForm",
    "AnswerForm",
    "ContactForm",
    "CorrectJudgementForm",
    "CorrectProgressForm",
    "DoneForm",
    "NoteForm",
    "NoticeForm",
    "ProgressForm",
    "RecordForm",
    "ReturnForm",
    "RoomForm",
    "SharedForm",
    "SlotForm",
    "StepForm",
    "WithdrawForm",
    "Written",
    "typed",
    "written",
]
