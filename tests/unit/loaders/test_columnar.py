"""Large delimited files, column by column: every row with its line, and none that was cut off."""

import csv
import gzip
import io

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geo.errors import SourceError
from loaders import arrays, columnar
from loaders.cells import numbers, tidy, words_of
from loaders.columnar import open_columns

KNOWN = {"name": ("Name", "Title"), "code": ("Code",)}
CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=6)


@pytest.fixture
def read(tmp_path):
    """Write a file and return it, and its rows as line, name and code."""

    def made(data, unheaded=(), coded=()):
        path = tmp_path / "r.csv"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        file, columns = open_columns(path, KNOWN, unheaded)
        rows = []
        for batch in file.batches(columns, coded):
            cells = [batch.column(name).to_pylist() for name in KNOWN]
            rows += zip(batch.lines.tolist(), *cells, strict=True)
        return file, rows

    return made


@pytest.mark.parametrize(
    "data",
    [
        "Name,Code\nCafé,1\n",
        "Name,Code\r\nCafé,1",
        "\ufeffName,Code\nCafé,1\n",
        "Name;Code\nCafé;1\n",
        "Name\tCode\nCafé\t1\n",
        '"NAME"|" code "\n"Café"|"1"\n',
        "Name,Code\nCafé,1\n".encode("cp1252"),
        "Name,Code\nCafé,1\n".encode("utf-16"),
        gzip.compress("Name,Code\nCafé,1\n".encode(), mtime=0),
    ],
    ids=["plain", "crlf", "bom", "semicolon", "tab", "quoted", "cp1252", "utf-16", "gzip"],
)
def test_a_file_says_the_same_in_any_encoding_and_separator(read, data):
    assert read(data)[1] == [(2, "Café", "1")]


def test_titles_above_the_header_are_passed_over(read):
    data = '"A title, over\ntwo lines"\n\nCode,Name\n7,The Heron\n'
    assert read(data)[1] == [(5, "The Heron", "7")]


def test_a_file_without_a_header_is_read_by_its_usual_layout(read):
    assert read("a,1\nb,2\n", ["name", "code"])[1] == [(1, "a", "1"), (2, "b", "2")]


def test_a_header_is_one_even_where_the_usual_layout_has_none(read):
    assert read("Code,Name\n1,a\n", ["name", "code"])[1] == [(2, "a", "1")]


def test_of_two_columns_the_better_name_is_read_wherever_it_stands(read):
    assert read("Title,Name,Code\nold,new,1\n")[1] == [(2, "new", "1")]


def test_of_two_columns_of_one_name_the_first_is_read(read):
    assert read("Name,Name,Code\nfirst,second,1\n")[1] == [(2, "first", "1")]


def test_a_column_that_the_file_has_not_is_empty(read):
    assert read("Code,Other\n1,x\n")[1] == [(2, "", "1")]


def test_rows_of_another_width_are_left_out_and_the_rest_keep_their_lines(read):
    file, rows = read("Name,Code\na,1\nb\nc,3\nd,4,x\n \ne,5\n")
    assert rows == [(2, "a", "1"), (4, "c", "3"), (7, "e", "5")]
    assert file.misfits == [(3, 1, 2), (5, 3, 2)]
    assert file.blank_lines == 1


def test_a_blank_line_is_a_row_that_holds_nothing(tmp_path):
    (tmp_path / "r.csv").write_text("Name,Code\na,1\n\n,\nb,\n")
    file, columns = open_columns(tmp_path / "r.csv", KNOWN)
    (batch,) = file.batches(columns)
    assert batch.lines.tolist() == [2, 3, 4, 5]
    assert batch.only(batch.filled()).lines.tolist() == [2, 5]


def test_lines_are_right_over_many_batches(read, monkeypatch):
    monkeypatch.setattr(columnar, "BLOCK_BYTES", 1_000)
    kept = [n for n in range(2, 5_000) if n % 7]
    data = "Name,Code\n" + "".join(f"a,{n}\n" if n % 7 else "short\n" for n in range(2, 5_000))
    file, rows = read(data)
    assert [(line, code) for line, _, code in rows] == [(n, str(n)) for n in kept]
    assert [line for line, _, _ in file.misfits] == [n for n in range(2, 5_000) if not n % 7]


def test_a_coded_column_says_what_a_plain_one_says(read):
    data = "Name,Code\n" + "a,1\nb,2\na,\n" * 50
    assert read(data, coded=["name"])[1] == read(data)[1]


@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8))
@example(rows=[("|", "|"), ("|", "|")])
@settings(max_examples=60)
def test_what_a_writer_wrote_is_read_as_it_was(tmp_path_factory, rows):
    path = tmp_path_factory.getbasetemp() / "written.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([("Name", "Code"), *rows])
    opened, columns = open_columns(path, KNOWN)
    (batch,) = opened.batches(columns)
    found = [batch.column(name).to_pylist() for name in KNOWN]
    assert list(zip(*found, strict=True)) == rows


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ('Name,Code\na,"1', "ends inside a quoted field"),
        ('Name,Code\na,"1\nb,2\nc,3\n', "ends inside a quoted field"),
        ("Name,Code\na,1\nb", "ends in the middle of a record"),
        (gzip.compress(b"Name,Code\na,1\n" * 99, mtime=0)[:-12], "is not a whole gzip file"),
    ],
    ids=["quote", "lines in a quote", "record", "gzip"],
)
def test_a_file_that_was_cut_off_is_refused(read, data, reason):
    with pytest.raises(SourceError, match=reason):
        read(data)


@pytest.mark.parametrize(
    "data",
    ["Name,Code\na,1", 'Name,Code\n12" pizza,1\n', "Name,Code\nb\na,1", "Name,Code\na,1\nb\n"],
    ids=["no line end", "a sign for inches", "a short row before", "a short row with its end"],
)
def test_a_file_that_only_looks_cut_off_is_read(read, data):
    assert [code for _, _, code in read(data)[1]] == ["1"]


def test_numbers_are_told_from_what_only_looks_like_one():
    cells = ["1", " 2.5 ", "-3", "1e3", "", " ", "x", "1,00", "0x1", "nan", "inf"]
    found, bad = numbers(arrays.strings(cells))
    assert found[:4].tolist() == [1, 2.5, -3, 1000]
    assert np.isnan(found[4:6]).all()
    assert bad.tolist() == [False] * 6 + [True] * 5


@pytest.mark.parametrize("cell", ["nan", "inf", "-inf", "1e999"])
def test_a_number_must_be_finite_though_all_others_are_plain(cell):
    assert numbers(arrays.strings(["1", cell]))[1].tolist() == [False, True]


@given(cells=st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=8))
@settings(max_examples=100)
def test_a_number_is_read_as_it_is_written(cells):
    found, bad = numbers(arrays.strings([repr(cell) for cell in cells]))
    assert found.tolist() == cells
    assert not bad.any()


def test_texts_lose_the_spaces_round_them_plain_or_coded():
    plain = arrays.strings([" a ", "\tb", ""])
    assert tidy(plain).to_pylist() == tidy(plain.dictionary_encode()).to_pylist() == ["a", "b", ""]


def test_a_column_is_its_words_and_which_of_them_each_row_has():
    words, where = words_of(arrays.strings([" a ", "b", " a "]))
    assert [words.to_pylist()[at] for at in where] == ["a", "b", "a"]


def test_a_quote_and_a_line_end_inside_a_field_belong_to_it(read):
    text = io.StringIO(newline="")
    csv.writer(text).writerows([("Name", "Code"), ('The "Heron"\r\nInn', "1"), ("b", "2")])
    assert [row[1:] for row in read(text.getvalue())[1]] == [
        ('The "Heron"\r\nInn', "1"),
        ("b", "2"),
    ]


def test_numbers_are_read_with_thousands_separators_odd_spaces_and_words_for_nothing():
    cells = ["\u00a0300,000\u00a0", "351 000.5", "NULL", "tbc", "", "3,00", "nan"]
    found, bad = numbers(arrays.strings(cells))
    assert np.array_equal(found[:5], [300_000, 351_000.5, np.nan, np.nan, np.nan], equal_nan=True)
    assert bad.tolist() == [False] * 5 + [True] * 2
