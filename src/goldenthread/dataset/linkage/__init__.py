"""Links records to persons: known identifiers first, then likelihood, then people.

`gather` reads the records of loads, `link` gives the spine and the pairs in doubt, `merge`, `split`
and `undo` are what people do by hand, `forget` takes records out. Nothing here writes anywhere.
"""

from goldenthread.dataset.linkage.deeds import forget, merge, split, undo
from goldenthread.dataset.linkage.gather import gather
from goldenthread.dataset.linkage.linking import link
from goldenthread.dataset.linkage.shape import Decisions, Linked, Spine

__all__ = ["Decisions", "Linked", "Spine", "forget", "gather", "link", "merge", "split", "undo"]
