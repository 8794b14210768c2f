"""What social care and the council pay for and look after: aftercare, budgets, short breaks."""

from goldenthread.dataset.tables.shape import Feed

from .saying import said, yearly

FEEDS = (
    Feed(
        "placements",
        "continuing_care",
        "section_117",
        {
            "kind": said("Section 117 aftercare"),
            "yearly_cost": yearly("weekly_cost"),
        },
    ),
    Feed(
        "placements",
        "budgets",
        "personal_budgets",
        {"kind": said("Personal budget"), "reason": "part", "yearly_cost": "yearly_amount"},
    ),
    Feed(
        "placements",
        "budgets",
        "direct_payments",
        {
            "kind": said("Direct payment"),
            "reason": "part",
            "yearly_cost": yearly("weekly_amount"),
        },
    ),
    Feed(
        "placements",
        "budgets",
        "short_breaks",
        {"kind": said("Short break"), "reason": "kind", "provider": "provider"},
    ),
)
