"""What a register's columns are proposed to be."""

import pytest

from geo.errors import SourceError
from loaders.premises import propose
from loaders.source import open_source


def test_a_column_settled_as_something_that_is_not_asked_for_is_refused(tmp_path):
    file = tmp_path / "r.csv"
    file.write_text("Ref,Trading as\nPL1,The Heron\n")
    assert propose(open_source(file), {"name": ["Trading as"]})[1].basis["name"] == "given"
    with pytest.raises(SourceError, match=r"--map must name .* found nmae"):
        propose(open_source(file), {"nmae": ["Trading as"]})


def test_a_column_of_names_with_addresses_is_both_where_no_other_has_addresses(tmp_path):
    file = tmp_path / "r.csv"
    file.write_text('Ref,Premises\nPL1,"The Heron, 4 Quay Street, ZX1 4QT"\nPL2,"Tern, ZX1 4QU"\n')
    assert propose(open_source(file))[1].columns["name_and_address"] == ("Premises",)
    file.write_text('Ref,Premises,Address\nPL1,"The Heron, ZX1 4QT",4 Quay Street\n')
    assert propose(open_source(file))[1].columns["name"] == ("Premises",)


def test_a_holders_address_is_not_the_premises_whose_own_stands_in_its_name(tmp_path):
    file = tmp_path / "r.csv"
    file.write_text('Ref,Holder,Address,Premises\nPL1,A,"9 Home Row, ZX9","The Heron, ZX1 4QT"\n')
    columns = propose(open_source(file))[1].columns
    assert columns["name_and_address"] == ("Premises",)
    assert (columns["address"], columns["not_kept"]) == ((), ("Address",))
