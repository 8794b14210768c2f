"""Annex A: the two lists of children that an area hands to inspectors of its SEND arrangements."""

from goldenthread.dataset.sources.annex_a.rules import RULES
from goldenthread.dataset.sources.annex_a.tables import LIST_1, LIST_2
from goldenthread.dataset.sources.shape import Source

SOURCE = Source(
    code="annex_a",
    words="Annex A lists of children for inspectors",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=(LIST_1, LIST_2),
    rules=RULES,
    read_at="Headings: data-to-insight/annex-a-sen-validator-be, sen_validator/config.py; rules: "
    "its rules/sen_v0_0_1. The column with the reason for having no number is our own addition "
    "(the lists' rule 7 asks for it, their headings do not have it), and so are the codes of "
    "gender and phase. Rules 104 (caseworker) and 112 (date of death) cannot be asked: the lists "
    "have no such column, and the validator leaves them out for the same reason.",
    fresh_days=200,
    snapshot=True,
)
