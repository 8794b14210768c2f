"""Which values of a person's record may be about somebody else, to be looked at before release.

A copy of one's data must not harm the rights of others (UK GDPR, Article 15(4); Data Protection
Act 2018, Schedule 2, paragraph 16), nor do serious harm to anybody (Schedule 3).
"""

ABOUT_OTHERS = frozenset(
    {
        *("author", "brother", "by", "carer", "contact", "coordinator", "father", "guardian"),
        *("keyworker", "lead", "manager", "mother", "parent", "professional", "referrer"),
        *("relative", "reporter", "sibling", "sister", "social", "staff", "supervisor", "worker"),
    }
)
FREE_WORDS = 4
WHY_RESTRICTED = (
    "From a restricted register: ask the service that keeps it whether giving it would do harm"
)
WHY_OTHERS = "It may name or describe somebody else"
WHY_FREE = "Free text: it may tell of somebody else"


def why_looked_at(
    name: str, kind: str, value: object, *, restricted: bool = False, identifying: bool = False
) -> str:
    """Return why a value is looked at before it is released; "" where it need not be.

    `name` and `kind` are the column's; an identifying column is the person's own unless its name
    says otherwise.
    """
    if value in (None, ""):
        return ""
    if restricted:
        return WHY_RESTRICTED
    if ABOUT_OTHERS & set(name.casefold().replace(" ", "_").split("_")) and kind == "text":
        return WHY_OTHERS
    if kind == "text" and not identifying and len(str(value).split()) >= FREE_WORDS:
        return WHY_FREE
    return ""
