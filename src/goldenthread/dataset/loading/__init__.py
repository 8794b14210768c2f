"""A file becomes a load: read, typed, checked, balanced and staged, or quarantined.

`read(backend, source, files, given=..., mapping=..., store=..., folder=..., progress=...)` stages a
load and returns its balance and faults (`Loaded`); the database then commits it by its own row.
"""

from .outcome import FaultCount, Loaded, LoadedTable
from .reading import digest_of, digest_of_parts, read

__all__ = ["FaultCount", "Loaded", "LoadedTable", "digest_of", "digest_of_parts", "read"]
