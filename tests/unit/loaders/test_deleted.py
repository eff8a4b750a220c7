"""Rows that were deleted by their supplier, in a column that is not read."""

import pytest

from geo.errors import SourceError
from loaders.deleted import refuse_deleted
from tests.unit.loaders.batches import batch


def look(column, *cells):
    found = batch(**{"unknown it": list(cells)})
    refuse_deleted(found, {"unknown it": column}, "e.csv")


@pytest.mark.parametrize("column", ["Status", "record_status", "Episode State", "OUTCOME"])
@pytest.mark.parametrize("word", ["Deleted", "DUPLICATE", "created in error", " Withdrawn "])
def test_a_row_that_was_deleted_refuses_the_file_and_says_how_to_load_the_others(column, word):
    with pytest.raises(SourceError, match="--only") as refused:
        look(column, "live", word)
    assert repr(column) in str(refused.value)
    assert "says of some" in str(refused.value)


@pytest.mark.parametrize("column", ["Deleted", "is_deleted", "Void", "Duplicate?"])
@pytest.mark.parametrize("word", ["Y", "true", "1", "deleted"])
def test_a_row_that_is_ticked_as_deleted_refuses_the_file(column, word):
    with pytest.raises(SourceError, match="deleted"):
        look(column, "", word)


@pytest.mark.parametrize(
    ("column", "word"),
    [
        *(("Status", word) for word in ("Live", "Closed", "", "Cancelled", "not deleted")),
        *(("Deleted", word) for word in ("N", "0", "", "false")),
        *(("Interview status", "Withdrawn"), ("rhi_outcome", "Withdrawn"), ("Ward", "Void")),
    ],
)
def test_what_says_nothing_of_the_record_refuses_nothing(column, word):
    look(column, word)
