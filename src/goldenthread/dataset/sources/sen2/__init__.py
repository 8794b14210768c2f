"""The SEN2 person-level return: requests, assessments, plans and placements of every child.

Columns carry the return's own names in lower case, as the COLLECT "Blade" files do. Each table has
its own number and its parent's; `person_id` and `request_id` are filled in on every row below a
person or a request, so that any row can be joined without climbing, whatever file it came in.
"""

from goldenthread.dataset.sources.sen2 import (
    about_order,
    about_parts,
    about_people,
    about_plans,
    about_requests,
    about_settings,
    about_sources,
)
from goldenthread.dataset.sources.sen2.tables import TABLES
from goldenthread.dataset.sources.shape import Source

SOURCE = Source(
    code="sen2",
    words="SEN2 person-level return",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=TABLES,
    rules=(
        *about_people.RULES,
        *about_requests.RULES,
        *about_plans.RULES,
        *about_settings.RULES,
        *about_parts.RULES,
        *about_order.RULES,
        *about_sources.RULES,
    ),
    read_at="Columns, files and code lists as MastodonC/witan.sen2 reads the Department for "
    "Education's 2025 return (return/person_level/blade/csv.clj, blade/template.clj, "
    "dictionary.clj) and data-to-insight/ssd-data-model quotes its guide. The department's own "
    "specification and validation workbook were not had: the codes of work-based learning, direct "
    "payments and review decisions are not whole, and the first year of versions 1.2 (2024) and "
    "1.3 (2025) is inferred. Rules: the guide's words and the census checks of witan.sen2. Two of "
    "those need the national register of establishments, which is not held: whether a kind of "
    "establishment is unexpected is not asked, and whether a school has the unit or resourced "
    "provision that is flagged is asked of the area's own register of places.",
    fresh_days=400,
    snapshot=True,
    formats=("csv", "xlsx", "xml"),
)
