"""What closed is no longer in force; a case that was closed when it was decided says nothing."""

import pytest

from loaders.premises import propose
from loaders.source import open_source


@pytest.fixture
def read(tmp_path):
    """Return a function that reads four licences, by the name of a column and its cells."""

    def reading(name, *cells):
        rows = [f"PL{n},Bar {n},{n} Quay St,Current,{cell}" for n, cell in enumerate(cells)]
        file = tmp_path / "r.csv"
        file.write_text("\n".join([f"Ref,Premises,Address,Status,{name}", *rows]) + "\n")
        return propose(open_source(file))[1]

    return reading


@pytest.mark.parametrize(
    "name", ["Date Closed", "Closed date", "Closed", "Business Closed", "Date of closure"]
)
def test_a_column_of_what_closed_ends_what_it_is_filled_in_for(read, name):
    layout = read(name, "01/02/2020", "", "", "13/03/2021")
    assert layout.columns["ended"] == (name,)


def test_a_day_on_which_most_were_closed_is_that_of_their_cases(read):
    layout = read("Date Closed", "01/02/2020", "13/03/2021", "14/03/2021", "")
    assert not layout.columns["ended"]
    assert layout.unused == ("Date Closed",)
    assert "ends no licence" in layout.notices[0]


def test_a_business_that_closed_is_closed_however_many_did(read):
    layout = read("Business Closed", "Y", "Y", "Y", "N")
    assert layout.columns["ended"] == ("Business Closed",)


def test_a_tick_that_says_no_closes_nothing(read):
    assert read("Closed", "No", "No", "Yes", "No").columns["ended"] == ("Closed",)


@pytest.mark.parametrize("name", ["Case Closed", "Consultation Closed", "Closing time"])
def test_what_closes_beside_businesses_ends_no_licence(read, name):
    assert "ended" not in read(name, "01/02/2020", "", "", "13/03/2021").columns
