"""What numpy and pyarrow tell each other of a column."""

import pyarrow as pa
import pytest

from loaders import arrays


@pytest.mark.parametrize("words", [[], [""], ["a"], ["", "a b", "", "c", ""], ["a", None]])
def test_texts_without_spaces_round_them_have_bare_edges(words):
    assert arrays.has_bare_edges(arrays.strings(words))


@pytest.mark.parametrize("odd", [" a", "a ", "\ta", "a\n", " ", "\u00a0a", "é", "a\u200b"])
@pytest.mark.parametrize("beside", [[], ["", "b"]])
def test_texts_with_anything_else_at_an_edge_have_not(odd, beside):
    assert not arrays.has_bare_edges(arrays.strings([*beside, odd]))
    assert not arrays.has_bare_edges(arrays.strings([odd, *beside]))


def test_only_a_columns_own_texts_are_looked_at():
    whole = arrays.strings([" a", "", "b", "", "c "])
    assert arrays.has_bare_edges(whole.slice(1, 3))
    assert not arrays.has_bare_edges(whole.slice(0, 2))
    assert not arrays.has_bare_edges(whole.slice(3))


def test_long_texts_are_counted_by_characters():
    cells = pa.array(["é" * 5, "a" * 6, ""])
    assert arrays.longer_than(cells, 5).tolist() == [False, True, False]
