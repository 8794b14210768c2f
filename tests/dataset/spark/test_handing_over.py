"""What is laid down in Spark is all there, in however many pieces it comes."""

import pyarrow as pa
import pytest
from ibis.backends import BaseBackend

from goldenthread.dataset.linkage.scoring import laid

pytestmark = pytest.mark.slow


def test_rows_after_an_empty_piece_are_not_lost(spark: BaseBackend):
    schema = pa.schema([("record", pa.string())])
    pieces = [["a", "b"], [], ["c"], [], ["d", None]]
    table = pa.Table.from_batches(
        [pa.record_batch([pa.array(piece, pa.string())], schema) for piece in pieces]
    )
    with laid(spark, table) as there:
        assert there.to_pyarrow().to_pydict() == table.to_pydict()
    with laid(spark, schema.empty_table()) as there:
        assert there.count().execute() == 0
