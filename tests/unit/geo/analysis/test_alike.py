"""Rows that are alike, told apart as numpy tells them."""

import numpy as np
import pytest

from geo.analysis.alike import alike, begin_of_each, distinct


@pytest.mark.parametrize("many", [0, 1, 500])
def test_rows_are_numbered_as_numpy_numbers_them(many):
    columns = np.random.default_rng(3).integers(-2, 4, (3, many))
    first, which = alike(*columns)
    rows, begins, inverse = np.unique(columns, axis=1, return_index=True, return_inverse=True)
    assert columns[:, first].tolist() == rows.tolist()
    assert first.tolist() == begins.tolist()
    assert which.tolist() == inverse.ravel().tolist()


@pytest.mark.parametrize("many", [0, 1, 500])
def test_the_different_numbers_are_those_of_numpy(many):
    numbers = np.random.default_rng(4).integers(0, 40, many)
    assert distinct(numbers).tolist() == np.unique(numbers).tolist()


def test_each_number_begins_where_it_first_stands_though_they_do_not_rise():
    assert begin_of_each(np.array([7, 7, 2, 9, 9, 9])).tolist() == [0, 2, 3]
