"""Text files with separated fields."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import SourceError
from loaders.delimited import LONGEST_FIELD, find_separator, records

CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n,"'), max_size=8)
ROWS = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6)
)


def read(text, separator=","):
    return list(records(text, "r.csv", separator))


def written(rows, **how):
    text = io.StringIO(newline="")
    csv.writer(text, **how).writerows(rows)
    return text.getvalue()


@given(rows=ROWS)
@settings(max_examples=100)
def test_what_a_writer_wrote_is_read_as_it_was(rows):
    assert [cells for _, cells in read(written(rows))] == rows


def test_each_record_has_the_line_that_it_began_on():
    text = 'a,b\r\n"1\r\n2",x\r\n\r\n3,y\r\n'
    assert read(text) == [(1, ["a", "b"]), (2, ["1\r\n2", "x"]), (4, []), (5, ["3", "y"])]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_makes_lines_alike(separator):
    rows = [["Name", "Address", "Status"], *([f"Heron {n}", f"{n} Quay, Sk", "x"] for n in "123")]
    assert find_separator(written(rows, delimiter=separator)) == separator


def test_commas_in_addresses_do_not_hide_a_semicolon():
    rows = [[f"Heron {n}", f"{n}, Quay Street, Skerrowby, ZX{n} 4QT"] for n in range(9)]
    assert find_separator("name;address\n" + "\n".join(map(";".join, rows))) == ";"


def test_a_field_without_end_does_not_stop_the_search_for_a_separator():
    assert find_separator('a;b\n1;2\n3;"' + "x" * (LONGEST_FIELD + 1)) == ";"


def test_a_field_longer_than_any_register_has_is_refused_with_its_line():
    with pytest.raises(SourceError, match=r"r\.csv cannot be read at line 2"):
        read('a,b\n1,"' + "x" * (LONGEST_FIELD + 1) + '"\n')


def test_a_field_of_the_greatest_length_is_read():
    assert read("a,b\n1," + "x" * LONGEST_FIELD + "\n")[1][1][1] == "x" * LONGEST_FIELD


@pytest.mark.parametrize(
    "text", ['a,b\n1,"x', 'a,b\n1,"x\n3,y\n4,z\n', 'a,b\n1,x\n2,"'], ids=["end", "middle", "quote"]
)
def test_a_file_that_ends_inside_a_quote_was_cut_off(text):
    with pytest.raises(SourceError, match="inside a quoted field: it was cut off"):
        read(text)


def test_a_sign_for_inches_is_no_open_quote():
    assert read('a,b\n12" pizza,x\n13,y\n')[1] == (2, ['12" pizza', "x"])


def test_a_file_that_ends_in_the_middle_of_a_record_was_cut_off():
    with pytest.raises(SourceError, match=r"2 of 3 fields and no line end"):
        read("a,b,c\n1,2,3\n4,5")


def test_a_short_last_record_with_its_line_end_is_left_for_the_table_to_judge():
    assert read("a,b,c\n1,2,3\n4,5\n")[-1] == (3, ["4", "5"])


def test_a_last_record_without_a_line_end_may_be_whole():
    assert read("a,b\n1,2\n3,4")[-1] == (3, ["3", "4"])


def test_a_total_at_the_end_is_not_a_record_that_was_cut_off():
    assert read("a,b,c\n1,2,3\nTotal,1")[-1] == (3, ["Total", "1"])
