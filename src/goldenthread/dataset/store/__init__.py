"""Where loads are kept: Parquet files, identifiable columns apart and encrypted.

`Store(root, secret)` is the folder of one area. Below it `loads/<folder>/<table>/` holds
`facts.parquet` (row, record and what identifies nobody), `identifying.parquet` and
`quarantine.parquet` (both encrypted); `spine/<folder>/` and `linked/<folder>/` hold what was made
of them. A folder counts only where the database has its committed row; any other is swept away.
"""

from .folder import KINDS, Store
from .held import Kept, held, held_identifying, held_rows, locked_table

__all__ = ["KINDS", "Kept", "Store", "held", "held_identifying", "held_rows", "locked_table"]
