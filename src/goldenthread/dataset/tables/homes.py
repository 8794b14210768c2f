"""In which district a postcode lies: a published directory, kept beside the store of an area."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from goldenthread.core.errors import UserError

KEPT = "postcodes.parquet"
# Headings of the directories of the Office for National Statistics, and plain ones.
POSTCODES = ("pcds", "pcd8", "pcd7", "pcd", "postcode")
DISTRICTS = ("oslaua", "laua", "lad", "lad_code", "ladcd", "district")


def districts_of(
    root: Path, postcodes: pa.ChunkedArray, directory: Path | None = None
) -> dict[str, str]:
    """Return the code of the district of each of these postcodes that the directory knows.

    `directory` is a CSV file with a column of postcodes and one of codes of districts, such as the
    ONS Postcode Directory; it is kept below `root` for the builds to come. Without one the kept one
    is used, and without that nothing is known. UserError where it has no such columns.
    """
    kept = root / KEPT
    if directory is not None:
        _keep(directory, kept)
    if not kept.exists():
        return {}
    known = pq.read_table(kept)
    wanted = known.filter(
        pc.is_in(known["postcode"], value_set=pc.unique(postcodes).cast("string"))
    )
    rows = zip(wanted["postcode"].to_pylist(), wanted["district"].to_pylist(), strict=True)
    return dict(rows)


def _keep(directory: Path, kept: Path) -> None:
    """Keep postcode and district of a directory, written small, for its owner alone."""
    try:
        with pcsv.open_csv(directory) as reader:
            names = reader.schema.names
            columns = _named(names, POSTCODES), _named(names, DISTRICTS)
    except (OSError, pa.ArrowInvalid) as fault:
        raise UserError(
            f"{directory.name} could not be read as a CSV file. Nothing was changed. Give a "
            "postcode directory with a heading line."
        ) from fault
    if None in columns:
        raise UserError(
            f"{directory.name} has no column of postcodes ({', '.join(POSTCODES)}) or none of "
            f"districts ({', '.join(DISTRICTS)}). Nothing was changed."
        )
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = kept.with_name(f".{kept.name}.new")
    schema = pa.schema([("postcode", pa.string()), ("district", pa.string())])
    with pq.ParquetWriter(new, schema) as writer:
        for batch in _batches(directory, [name for name in columns if name]):
            writer.write_batch(pa.record_batch([_plain(batch[0]), batch[1]], schema=schema))
    new.chmod(0o600)
    new.replace(kept)


def _named(names: list[str], wanted: tuple[str, ...]) -> str | None:
    plain = {name.casefold().strip(): name for name in names}
    for one in wanted:
        for name in plain:
            if name == one or (one.startswith("lad") and name.startswith(one) and "nm" not in name):
                return plain[name]
    return None


def _batches(directory: Path, columns: list[str]) -> Iterator[list[pa.Array]]:
    text = {name: pa.string() for name in columns}
    options = pcsv.ConvertOptions(include_columns=columns, column_types=text)
    with pcsv.open_csv(directory, convert_options=options) as reader:
        for batch in reader:
            yield [batch.column(0), batch.column(1)]


def _plain(postcodes: pa.Array) -> pa.Array:
    """Return postcodes as the spine keeps them: in capitals, without spaces."""
    return pc.replace_substring_regex(pc.utf8_upper(postcodes), "[^A-Z0-9]", "")
