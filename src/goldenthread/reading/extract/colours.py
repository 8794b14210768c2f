"""Works out which colour a cell of a workbook is filled with."""

import colorsys
from dataclasses import dataclass
from typing import Any

import defusedxml.ElementTree as ElementTree
from openpyxl.styles.colors import COLOR_INDEX

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
"""The order in which cells number the theme's colours (ECMA-376 Part 1, 18.8.3 and 20.1.6.2)."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The theme colours of one workbook as RRGGBB, in the order cells number them."""

    theme: tuple[str | None, ...]

    @classmethod
    def of_theme(cls, theme: bytes | None) -> "Palette":
        """Return the palette of a workbook's theme part; an empty one when it has none."""
        if not theme:
            return cls(())
        scheme = ElementTree.fromstring(theme).find(f".//{_DRAWING}clrScheme")
        if scheme is None:
            return cls(())
        named = {child.tag.removeprefix(_DRAWING): _stated(child) for child in scheme}
        return cls(tuple(named.get(name) for name in _ORDER))

    def fill_of(self, fill: Any) -> str | None:
        """Return the colour of an openpyxl fill as RRGGBB, None when it has none."""
        if fill is None or getattr(fill, "patternType", None) in (None, "none"):
            return None
        colour = fill.fgColor
        if colour is None:
            return None
        if colour.type == "rgb" and isinstance(colour.rgb, str):
            return _tinted(colour.rgb[-6:].upper(), colour.tint)
        if colour.type == "theme" and colour.theme < len(self.theme):
            base = self.theme[colour.theme]
            return _tinted(base, colour.tint) if base else None
        if colour.type == "indexed" and colour.indexed < len(COLOR_INDEX):
            return str(COLOR_INDEX[colour.indexed])[-6:].upper()
        return None


def _stated(child: Any) -> str | None:
    for value in child:
        code = value.get("lastClr") or value.get("val")
        if code and len(code) == 6:
            return str(code).upper()
    return None


def _tinted(code: str, tint: float) -> str:
    """Return a colour lightened (tint over 0) or darkened as ECMA-376 Part 1, 18.8.19 says."""
    if not tint:
        return code
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    shades = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), strength)
    return "".join(f"{round(shade * 255):02X}" for shade in shades)
