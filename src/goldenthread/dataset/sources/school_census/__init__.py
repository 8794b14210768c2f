"""The school census: every pupil on roll on census day, and the support each one has."""

from goldenthread.dataset.sources.school_census.rules import RULES
from goldenthread.dataset.sources.school_census.tables import PUPILS
from goldenthread.dataset.sources.shape import Source

SOURCE = Source(
    code="school_census",
    words="School census, pupils and their SEN support",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=(PUPILS,),
    rules=RULES,
    read_at="The department's guidance on the school census as devon.gov.uk (SEN census guidance), "
    "schools.norfolk.gov.uk and hfleducation.org tell it: provision E, K, N each term, type and "
    "rank in spring. One row for a pupil at a school on a census day, with the two ranked types "
    "side by side, is our own arrangement of the return.",
    fresh_days=150,
)
