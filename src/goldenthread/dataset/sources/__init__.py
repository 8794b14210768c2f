"""Every extract that the data set knows, one module each, found by being there."""

import pkgutil
from functools import cache
from importlib import import_module

from goldenthread.core.errors import UserError
from goldenthread.dataset.sources.shape import Source


@cache
def all_sources() -> dict[str, Source]:
    """Return the sources by code, in the order of their codes."""
    found = (import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    sources = [module.SOURCE for module in found if hasattr(module, "SOURCE")]
    return {source.code: source for source in sorted(sources, key=lambda one: one.code)}


def source(code: str) -> Source:
    """Return a source by its code; UserError that names the ones there are."""
    known = all_sources()
    if code not in known:
        raise UserError(f"There is no source called {code}. There are: {', '.join(known)}.")
    return known[code]
