"""The real settings, with work that harms its worker."""

from goldenthread.config.settings import *

OUTBOX_HANDLERS = {
    **OUTBOX_HANDLERS,
    "poison": "tests.audit.poison.poison",
    "dies_once": "tests.audit.poison.dies_once",
    "hangs_once": "tests.audit.poison.hangs_once",
    "long_work": "tests.audit.poison.long_work",
    "mail_in_the_gap": "tests.audit.poison.mail_in_the_gap",
}
