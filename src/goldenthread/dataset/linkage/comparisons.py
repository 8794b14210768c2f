"""How likely two rows are one person's, field by field, in Splink's terms for any engine."""

from typing import Any

import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import ColumnExpression

# What a reviewer reads of a level of likeness.
ALIKE = ((0.92, "a letter or two off"), (0.8, "much alike"), (0, "somewhat alike"))


def _alike(column: str, threshold: float) -> Any:
    words = next(words for least, words in ALIKE if threshold >= least)
    return cll.JaroWinklerLevel(column, threshold).configure(label_for_charts=words)


def name(column: str, *, former: str = "", sound: str = "") -> Any:
    """Compare names: the same (by how rare it is), changed, alike in letters, in sound, or not."""
    levels: list[Any] = [
        cll.NullLevel(column),
        cll.ExactMatchLevel(column).configure(tf_adjustment_column=column),
    ]
    if former:
        changed = [
            cll.ColumnsReversedLevel(column, former),
            cll.ColumnsReversedLevel(former, column),
        ]
        levels.append(cll.Or(*changed).configure(label_for_charts="changed"))
    levels += [_alike(column, 0.92), _alike(column, 0.85)]
    if sound:
        levels.append(cll.ExactMatchLevel(sound).configure(label_for_charts="sounds alike"))
    levels += [_alike(column, 0.7), cll.ElseLevel()]
    return cl.CustomComparison(levels, output_column_name=column)


def birth(column: str = "birth_date") -> Any:
    """Compare dates of birth written YYYY-MM-DD: the same, swapped, one part or digit off, or not.

    `born_year`, `born_month` and `born_day` are the date's parts.
    """
    swapped = cll.And(
        cll.ExactMatchLevel("born_year"), cll.ColumnsReversedLevel("born_month", "born_day", True)
    )
    parts = ("born_year", "born_month", "born_day")
    two = cll.Or(
        *(
            cll.And(cll.ExactMatchLevel(one), cll.ExactMatchLevel(other))
            for one, other in zip(parts, (*parts[1:], parts[0]), strict=True)
        )
    )
    levels: list[Any] = [
        cll.NullLevel(column),
        cll.ExactMatchLevel(column),
        swapped.configure(label_for_charts="day and month swapped"),
        cll.DamerauLevenshteinLevel(column, 1).configure(label_for_charts="one digit off"),
        two.configure(label_for_charts="one part differs"),
        cll.DamerauLevenshteinLevel(column, 2).configure(label_for_charts="two digits off"),
        cll.ElseLevel(),
    ]
    return cl.CustomComparison(levels, output_column_name=column)


def postcode(column: str = "postcode") -> Any:
    """Compare postcodes without spaces: the same, a slip, the same sector, district, or not."""
    text = ColumnExpression(column)
    levels: list[Any] = [
        cll.NullLevel(column),
        cll.ExactMatchLevel(column).configure(tf_adjustment_column=column),
        cll.DamerauLevenshteinLevel(column, 1).configure(label_for_charts="one sign off"),
        cll.ExactMatchLevel(text.regex_extract("^(.+)[A-Z]{2}$", 1)).configure(
            label_for_charts="same sector"
        ),
        cll.ExactMatchLevel(text.regex_extract("^(.+)[0-9][A-Z]{2}$", 1)).configure(
            label_for_charts="same district"
        ),
        cll.ElseLevel(),
    ]
    return cl.CustomComparison(levels, output_column_name=column)


def text(column: str, *thresholds: float, rare: bool = True) -> Any:
    """Compare a text: the same (by how rare it is), alike by Jaro-Winkler thresholds, or not."""
    same = cll.ExactMatchLevel(column)
    if rare:
        same.configure(tf_adjustment_column=column)
    alike = [_alike(column, threshold) for threshold in thresholds]
    levels: list[Any] = [cll.NullLevel(column), same, *alike, cll.ElseLevel()]
    return cl.CustomComparison(levels, output_column_name=column)


def children() -> list[Any]:
    """Return the comparisons for partners' extracts."""
    return [
        name("forename", sound="forename_sound"),
        name("surname", former="former_surname", sound="surname_sound"),
        birth(),
        text("sex", rare=False),
        postcode(),
    ]
