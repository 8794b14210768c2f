"""Partners' extracts as files: CSV, XLSX and XML read row by row as text, and returns written.

The way in for loading is `tables_in(paths, source, mapping) -> Found`: which tables of a source lie
in which files, and their rows (`Found.tables`, each a `FoundTable`). Below it are `open_rows(path,
sheet) -> TextRows` and `sniff(path) -> Plain | None`; `read_mapping` reads the file in which an
analyst names a supplier's headings. A file that cannot be read is a UserError that says where; a
row that cannot be trusted comes with its faults. `write_return` writes SEN2 in its three forms.
"""

from goldenthread.dataset.files.finding import Found, tables_in
from goldenthread.dataset.files.mapping import NO_MAPPING, Mapping, TableMapping, read_mapping
from goldenthread.dataset.files.opening import open_rows
from goldenthread.dataset.files.rows import CellFault, FoundTable, Plain, TextRow, TextRows
from goldenthread.dataset.files.sen2_writing import write_return
from goldenthread.dataset.files.sniffing import sniff

__all__ = [
    "NO_MAPPING",
    "CellFault",
    "Found",
    "FoundTable",
    "Mapping",
    "Plain",
    "TableMapping",
    "TextRow",
    "TextRows",
    "open_rows",
    "read_mapping",
    "sniff",
    "tables_in",
    "write_return",
]
