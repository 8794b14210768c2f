"""The one error a person is meant to read."""


class UserError(Exception):
    """Something a person can mend: what happened, what was kept and what to do next.

    `message` is a whole sentence or three in plain English; it is shown as it is, on a page or
    on standard error, and never carries a traceback. `field` names the field of a form that is to
    be mended, where it is one.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
