"""Keys to numbers: a text has one hash, whatever batch it comes in."""

import pyarrow as pa
import pytest

from loaders.numbering import hash_rows
from loaders.staging import text_bytes

TEXTS = ["", "a", "seven77", "eight888", "nine99999", "sixteen-16161616", "seventeen-17171717", "é"]


def hashes(texts):
    return hash_rows(*text_bytes(pa.array(texts, pa.string()))).tolist()


@pytest.mark.parametrize("beside", ["b", "b" * 8, "b" * 9, "b" * 40])
def test_a_text_has_the_same_hash_beside_shorter_and_longer_ones(beside):
    alone = [hashes([each])[0] for each in TEXTS]
    assert hashes([*TEXTS, beside])[:-1] == alone
    assert hashes([beside, *TEXTS])[1:] == alone
    assert len(set(alone)) == len(TEXTS)


def test_what_differs_in_its_end_or_its_length_alone_differs_in_its_hash():
    texts = ["a" * length for length in range(1, 40)] + ["a" * length + "b" for length in range(40)]
    assert len(set(hashes(texts))) == len(texts)


def test_of_no_rows_there_is_no_hash():
    assert hashes([]) == []
