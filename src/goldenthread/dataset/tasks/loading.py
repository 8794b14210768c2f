"""Loading what was sent to a page."""

from goldenthread.audit.changes import tell_progress
from goldenthread.audit.rules import Claim
from goldenthread.core.errors import UserError

from ..changes.sending import load_sent
from ..models import Load
from ..queries.loads import store_of
from ..store import inbox


def load_extract(work: Claim) -> None:
    """Load an extract that waits in the inbox; why one came to nothing stands on its page."""
    payload = work.payload
    waits = Load.objects.filter(
        area__slug=payload["area"], digest=payload["digest"], state=Load.BEGUN
    ).first()
    if waits is None:
        return

    def tell(table: str, rows: int, of: int) -> None:
        words = f"{table}: {rows:,} rows read"
        tell_progress(work=work, done=rows, of=of or None, words=words)

    try:
        load_sent(work=work, load=waits, progress=tell)
    except UserError:
        waits.refresh_from_db()
        if waits.state == Load.BEGUN:
            raise
        inbox.forget(store_of(waits.area), waits.digest)
