"""The Standard Safeguarding Dataset's tables on special educational needs.

A row is joined to its parent by a column that has the parent's own name for it; the published name
of the reference (such as `ehcr_send_table_id`) is taken as a heading.
"""

from goldenthread.dataset.sources.shape import Source
from goldenthread.dataset.sources.ssd.rules import RULES
from goldenthread.dataset.sources.ssd.tables import TABLES

SOURCE = Source(
    code="ssd",
    words="Standard Safeguarding Dataset, SEND tables",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=TABLES,
    rules=RULES,
    read_at="data-to-insight/ssd-data-model: data/objects/ssd_person, ssd_disability, ssd_send, "
    "ssd_ehcp_requests, ssd_ehcp_assessment, ssd_ehcp_named_plan, ssd_ehcp_active_plans (yml), and "
    "ssd_person.sql, ssd_sen_need.sql of the Eclipse extracts. The specification itself marks most "
    "SEND fields as placeholders still to be developed.",
    fresh_days=120,
    snapshot=True,
)
