"""Columns matched with fields: by name, by what they hold, by what was settled beforehand."""

import pytest

from geo.errors import SourceError
from loaders.layout import SAMPLE, Field, known, propose, share
from loaders.table import Row, Table

digits = share(str.isdigit)
NUMBER = Field("number", ("Licence No", "Ref"), digits)


def table(headed=True, **columns):
    """Return a table of the given columns, each a list of cells."""
    rows = [Row(line, cells) for line, cells in enumerate(zip(*columns.values(), strict=True), 2)]
    return Table("r.csv", tuple(columns), headed, rows)


def columns(found, name):
    return found.columns.get(name, ())


@pytest.mark.parametrize("called", ["Licence No", "LICENCE_NO", "licence  no.", "licenceno"])
def test_a_name_fits_in_any_case_space_and_punctuation(called):
    assert NUMBER.called(called) == 0


def test_the_better_name_is_taken_and_the_other_left_over():
    found = propose(table(**{"Ref": ["7"], "Licence No": ["8"]}), [NUMBER])
    assert columns(found, "number") == ("Licence No",)
    assert found.unused == ("Ref",)


@pytest.mark.parametrize(("good", "believed"), [(1, True), (0, False)])
def test_a_name_is_believed_if_a_twentieth_of_the_cells_bears_it_out(good, believed):
    found = propose(table(Ref=["7"] * good + ["x"] * (20 - good)), [NUMBER])
    assert columns(found, "number") == (("Ref",) if believed else ())
    assert bool(found.notices) is not believed


def test_blank_cells_say_nothing_against_a_name():
    assert columns(propose(table(Ref=["7", *[" "] * 99]), [NUMBER]), "number") == ("Ref",)


def test_an_empty_column_is_understood_and_not_read():
    found = propose(table(**{"Licence No": ["", " "], "Other": ["", ""]}), [NUMBER])
    assert (found.columns, found.unused, found.notices) == ({}, (), [])


@pytest.mark.parametrize(("share_of_ten", "taken"), [(6, True), (5, False)])
def test_a_column_of_any_name_is_taken_if_six_tenths_of_it_look_so(share_of_ten, taken):
    field = Field("number", looks=digits, by_contents=True)
    found = propose(table(Quux=["7"] * share_of_ten + ["x"] * (10 - share_of_ten)), [field])
    assert columns(found, "number") == (("Quux",) if taken else ())


def test_what_a_name_says_goes_before_what_a_column_looks_like():
    field = Field("number", ("Ref",), digits, by_contents=True)
    found = propose(table(A=["7", "8"], Ref=["7", "x"]), [field])
    assert (columns(found, "number"), found.basis["number"]) == (("Ref",), "name")


def test_one_column_is_not_taken_for_two_things():
    fields = [Field(name, looks=digits, by_contents=True) for name in ("first", "second")]
    found = propose(table(A=["7"]), fields)
    assert (columns(found, "first"), columns(found, "second")) == (("A",), ())


def test_several_columns_say_one_thing_between_them_in_their_order():
    field = Field("address", ("Town",), begins=("Address",), many=True)
    found = propose(
        table(**{"Address 1": "a", "Name": "b", "Address 2": "c", "Town": "d"}), [field]
    )
    assert columns(found, "address") == ("Address 1", "Address 2", "Town")


def test_of_two_references_the_one_that_tells_rows_apart_is_taken():
    field = Field("number", ("Ref", "Licence No"), distinct=True)
    found = propose(table(**{"Ref": ["1"] * 4, "Licence No": ["1", "2", "3", "3"]}), [field])
    assert columns(found, "number") == ("Licence No",)


def test_an_easting_is_taken_only_with_a_northing_to_its_right():
    fields = [
        Field("easting", looks=digits, by_contents=True, beside=True),
        Field("northing", looks=digits, by_contents=True, right_of="easting"),
    ]
    found = propose(table(Rent=["9"], Name=["x"], A=["351000"], B=["383000"]), fields)
    assert (columns(found, "easting"), columns(found, "northing")) == (("A",), ("B",))
    alone = propose(table(A=["351000"], Name=["x"], B=["383000"]), fields)
    assert alone.columns == {}


@pytest.mark.parametrize(
    ("headed", "column", "taken"),
    [(False, "Rent", True), (True, "Rent", False), (True, "Field7", True), (True, "A", True)],
)
def test_some_things_are_told_by_their_looks_from_columns_without_a_name_alone(
    headed, column, taken
):
    field = Field("number", looks=digits, by_contents=True, headless=True)
    found = propose(table(headed, **{column: ["7"]}), [field])
    assert bool(columns(found, "number")) is taken


def test_a_column_that_is_named_need_not_look_as_one_that_is_not():
    field = Field("hours", ("Hours",), unnamed=digits, by_contents=True)
    named = table(Hours=["as the club decides"], Rent=["7"])
    assert columns(propose(named, [field]), "hours") == ("Hours",)
    assert columns(propose(table(Rent=["7"]), [field]), "hours") == ("Rent",)


def test_a_field_with_the_first_word_takes_what_anothers_alias_begins():
    def spoken(column):
        return "secret" if "Holder" in column else None

    fields = [
        Field("address", begins=("Address",), many=True),
        Field("secret", ("Telephone",), many=True, words_first=True),
    ]
    given = {"Address 1": ["x"], "Address of Holder": ["y"], "Telephone": ["z"]}
    found = propose(table(**given), fields, spoken=spoken)
    assert columns(found, "address") == ("Address 1",)
    assert columns(found, "secret") == ("Address of Holder", "Telephone")


def test_an_alias_goes_before_the_words_of_a_name():
    fields = [Field("status", ("Status",))]
    both = table(**{"Fee State": ["x"], "Status": ["y"]})
    assert columns(propose(both, fields, spoken=lambda column: "status"), "status") == ("Status",)


def test_of_columns_alike_enough_the_leftmost_is_taken_if_so_wished():
    data = table(A=["7", "7", "x"], B=["7", "7", "7"])
    best = Field("number", looks=digits, by_contents=True)
    left = Field("number", looks=digits, by_contents=True, leftmost=True)
    assert columns(propose(data, [best]), "number") == ("B",)
    assert columns(propose(data, [left]), "number") == ("A",)


def test_nothing_is_guessed_where_a_column_says_it():
    fields = [
        Field("name", ("Name",)),
        Field("guess", looks=digits, by_contents=True, unless="name"),
    ]
    assert columns(propose(table(Name=["x"], Manager=["7"]), fields), "guess") == ()
    assert columns(propose(table(Manager=["7"]), fields), "guess") == ("Manager",)


def test_what_was_settled_beforehand_is_not_judged():
    found = propose(table(Name=["x"], Ref=["7"]), [NUMBER], {"number": ["Name"]})
    assert (columns(found, "number"), found.basis["number"]) == (("Name",), "given")
    assert found.unused == ("Ref",)


def test_a_settled_column_that_is_not_there_is_refused_by_name():
    with pytest.raises(SourceError, match=r"r\.csv has no column 'Nr', .* it has Name, Ref"):
        propose(table(Name=["x"], Ref=["7"]), [NUMBER], {"number": ["Nr"]})


@pytest.mark.parametrize("called", ["licence ref", "LICENCE_REF", " Licence  Ref."])
def test_a_settled_column_is_found_in_any_case_space_and_underscore(called):
    found = propose(table(**{called: ["7"], "Name": ["x"]}), [NUMBER], {"number": ["Licence Ref"]})
    assert columns(found, "number") == (called,)
    assert called not in found.unused


def test_a_settled_column_is_itself_before_one_that_is_like_it():
    found = propose(table(NR=["8"], Nr=["7"]), [NUMBER], {"number": ["Nr"]})
    assert columns(found, "number") == ("Nr",)


def test_of_two_columns_like_a_settled_one_none_is_guessed():
    with pytest.raises(SourceError, match=r"has several alike \(NR, nr\) and no column 'Nr'"):
        propose(table(NR=["8"], nr=["7"]), [NUMBER], {"number": ["Nr"]})


def test_a_long_table_is_judged_by_rows_from_all_of_it():
    # a register sorted by kind begins with thousands of rows of one
    cells = ["x"] * SAMPLE * 2 + ["7"] * SAMPLE * 2
    assert columns(propose(table(Ref=cells), [NUMBER]), "number") == ("Ref",)


def test_the_names_of_all_fields_find_a_header():
    assert known([NUMBER, Field("name", ("Premises Name",))]) == {
        "licenceno",
        "ref",
        "premisesname",
    }
