"""Columns of few different values: what each row says, and the number of each combination."""

import numpy as np

from loaders import arrays
from loaders.coded import Coded
from loaders.episode_numbers import Codings

COLUMNS = ("role", "place_kind", "grading", "confidence")


def codings(numbers=None, following=1):
    return Codings(
        None, "held.place_coding", "id", "place_coding", COLUMNS, numbers or {}, following
    )


def said(*columns):
    return {
        name: Coded.words(arrays.strings(list(map(str, cells))))
        for name, cells in zip(COLUMNS, columns, strict=True)
    }


def number(held, columns, keep=None):
    copies = []
    rows = len(columns["role"])
    given = np.ones(rows, bool) if keep is None else np.array(keep, bool)
    return held.number(columns, given, copies).tolist(), copies


def test_each_row_says_its_value_and_its_meaning():
    column = Coded.words(arrays.strings([" a ", "b", "a"]))
    assert column.tolist() == ["a", "b", "a"]
    assert column.read(str.upper).tolist() == ["A", "B", "A"]
    assert column.rows([value == "a" for value in column.values]).tolist() == [True, False, True]
    assert Coded.all_of(None, 2).tolist() == [None, None]


def test_a_value_that_no_row_says_is_not_used():
    column = Coded(["a", "b", "a"], np.array([0, 2], np.int32))
    assert column.used() == ["a", "a"]
    assert column.without_repeats().values == ["a", "b"]
    assert column.without_repeats().tolist() == ["a", "a"]


def test_equal_combinations_have_one_number_and_each_is_stored_once():
    held = codings()
    columns = said("aaba", "xxxy", "1111", "5555")
    numbers, copies = number(held, columns)
    assert numbers[0] == numbers[1]
    assert len({*numbers}) == 3
    assert [len(columns[0].payload) for _, columns in copies] == [3]
    again, copies = number(held, columns)
    assert (again, copies) == (numbers, [])


def test_two_words_for_one_thing_make_one_combination():
    columns = said("abc", "xxx", "111", "555")
    columns["role"] = columns["role"].read(lambda word: "found" if word in "ab" else "seen")
    numbers, _ = number(codings(), columns)
    assert numbers[0] == numbers[1] != numbers[2]


def test_what_is_held_keeps_its_number():
    held = codings({("a", "x", "1", "5"): 7}, following=8)
    assert number(held, said("ab", "xx", "11", "55"))[0] == [7, 8]


def test_rows_that_are_not_kept_have_no_number_and_leave_none_behind():
    held = codings()
    numbers, copies = number(held, said("ab", "xx", "11", "55"), [False, True])
    assert numbers == [0, 1]
    assert len(copies[0][1][0].payload) == 1
    assert number(codings(), said("a", "x", "1", "5"), [False]) == ([0], [])


def test_more_strange_words_than_can_be_combined_are_no_matter():
    rows = 70_000  # to the fourth power they would not fit a number of 64 bits
    words = [f"w{row}" for row in range(rows)]
    columns = said(*([words] * 4))
    columns = {
        name: column.read(lambda word: word if word == "w5" else "other")
        for name, column in columns.items()
    }
    numbers, _ = number(codings(), columns)
    assert numbers[5] != numbers[4]
    assert {*numbers} == {1, 2}
