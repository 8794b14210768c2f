"""Which permission a form sent to each closed address asks for, besides seeing the area."""

from django.conf import settings

from goldenthread.accounts.rules import Permission
from tests.guards.asks_of_dataset import ASKS_OF_DATASET

# Where two are named, either is enough.
ASKS: dict[tuple[Permission, ...], set[str]] = {
    (Permission.REPAIR,): {
        "improvement:begin",
        "improvement:build",
        "improvement:bulk",
        "improvement:returned",
        "improvement:rewrite",
        "improvement:rolling",
        "improvement:workbook",
        "improvement:workbook_file",
        "intake:accept_sure",
        "intake:compare",
        "intake:decide",
        "intake:done",
        "intake:facts",
        "intake:finish",
        "intake:leave_rest",
        "intake:parts",
        "intake:progress",
        "intake:repair",
        "intake:undo",
        "intake:upload",
        "thread:add_event",
        "thread:correct_clock",
        "thread:event",
        "thread:move",
        "thread:name_document",
        "thread:name_required",
        "thread:stalled",
    },
    (Permission.CONFIRM,): {
        "improvement:override",
        "improvement:rag_definitions",
        "thread:add_match",
        "thread:confirm_page",
        "thread:decide",
        "thread:propose",
        "thread:reopen",
        "thread:settle",
        "thread:switch",
    },
    (Permission.CONFIRM, Permission.UPDATE): {
        "improvement:dependencies",
        "improvement:risk",
        "improvement:risks",
    },
    (Permission.PUBLISH,): {
        "thread:begin",
        "thread:contact",
        "thread:easy_read",
        "thread:family_promise",
        "thread:publish",
        "thread:withhold",
    },
    (Permission.MANAGE_PEOPLE,): {
        "accounts:again",
        "accounts:end_post",
        "accounts:end_role",
        "accounts:fill_posts",
        "accounts:invite",
        "accounts:posts",
        "accounts:withdraw",
        "api:again",
        "api:stop_webhook",
        "api:webhooks",
    },
    (Permission.UPDATE,): {"improvement:cost"},
    (Permission.UPDATE, Permission.PROPOSE_DIFFERENCE): {"improvement:evidence"},
    (Permission.UPDATE_FOR_OTHERS,): {
        "improvement:late",
        "improvement:round",
        "improvement:rounds",
    },
    (Permission.ACCEPT_UPDATE,): {"improvement:waiting"},
    (Permission.PROPOSE_DIFFERENCE,): {"improvement:difference"},
    (Permission.MARK_EXPERIENCE,): {
        "improvement:coproduction",
        "improvement:mark",
        "improvement:mark_promise",
    },
    (Permission.RUN_MEETINGS,): {"intake:minutes"},
    (Permission.RECORD_MONITORING,): {
        "inspections:advice",
        "inspections:answer",
        "inspections:check_return",
        "inspections:contact",
        "inspections:correct_judgement",
        "inspections:correct_progress",
        "inspections:inspection",
        "inspections:inspections",
        "inspections:new_contact",
        "inspections:repeats",
        "inspections:revisit",
        "inspections:write_return",
    },
    (Permission.WRITE_REPORTS,): {
        "reports:new",
        "reports:review",
        "reports:settle",
        "reports:words",
    },
    (Permission.USE_API,): {"accounts:revoke", "accounts:tokens"},
    **(ASKS_OF_DATASET if settings.DATASET else {}),
}

# Refused to whoever only sees the area, and to others by more than one permission: whose action
# it is, which body they keep, whether they administer every area.
ASKS_MORE = {"accounts:person", "accounts:trail", "governance:run", "improvement:update"}

# Pages with several forms, each for whom it names; the page itself is for all who see the area.
BY_DEED = {
    "governance:attendance",
    "governance:body",
    "governance:challenge",
    "governance:challenges",
    "governance:chart",
    "governance:decision",
    "governance:escalations",
    "governance:forward",
    "governance:item",
    "governance:meeting",
    "governance:meetings",
    "governance:minutes",
    "governance:papers",
    "reports:move",
}

# Whoever sees a report may ask something of it, and have its files made.
FOR_ALL_WHO_SEE = {"reports:comment", "reports:making"}

# Pages without a form of their own: what is sent to them is refused, status 405.
TAKES_NOTHING = {
    "accounts:people",
    "api:programs",
    "api:work",
    "governance:decisions",
    "governance:paper",
    "governance:printed",
    "improvement:optimism",
    "reports:file",
    "reports:read",
    "reports:report",
    "reports:reports",
    "thread:action",
    "thread:bodies",
    "thread:changed",
    "thread:check",
    "thread:check_file",
    "thread:document",
    "thread:documents",
    "thread:families",
    "thread:findings",
    "thread:group",
    "thread:home",
    "thread:improvement",
    "thread:life",
    "thread:matches",
    "thread:measures",
    "thread:plan",
    "thread:printed",
    "thread:priority_action",
    "thread:take_away",
    "thread:timeline",
    "thread:weakness",
}
