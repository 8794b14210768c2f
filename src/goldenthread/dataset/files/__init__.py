"""Partners' extracts as files: CSV, XLSX and XML read row by row as text, and returns written.

The way in for loading is `tables_in(paths, source, mapping=None) -> Found` (`finding`): which
tables of a source lie in which files, and their rows (`Found.tables`, each a `FoundTable`). Below
it are `open_rows(path, sheet="") -> TextRows` and `sniff(path) -> Plain | None`; `mapping` reads
the file in which an analyst names a supplier's headings. A file that cannot be read is a UserError
that says where; a row that cannot be trusted comes with its faults.
"""

from goldenthread.dataset.files.rows import CellFault, FoundTable, Plain, TextRow, TextRows

__all__ = ["CellFault", "FoundTable", "Plain", "TextRow", "TextRows"]
