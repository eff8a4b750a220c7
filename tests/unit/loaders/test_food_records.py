"""Files of the Food Hygiene Rating Scheme as records by tag."""

from xml.sax.saxutils import escape

import pytest

from loaders.food_records import records
from loaders.food_rows import _says_so, has_closed
from loaders.source import open_source
from tests.journey.files import food

SAID = [{"FHRSID": 7, "BusinessName": "Gull Fry", "BusinessTypeID": 7844}]
NAMESPACES = (
    ' xmlns="http://schemas.example/fhrs" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
)


@pytest.mark.parametrize("namespaces", ["", NAMESPACES], ids=["none", "a default"])
def test_an_establishment_is_read_in_any_namespace(tmp_path, load, namespaces):
    file = tmp_path / "f.xml"
    file.write_text(food(SAID).replace("<FHRSEstablishment", f"<FHRSEstablishment{namespaces}"))
    ((line, cells),) = records(open_source(file), load)
    assert (line, cells["FHRSID"], cells["BusinessName"]) == (1, "7", "Gull Fry")


@pytest.mark.parametrize("form", ["xml", "csv"])
def test_a_name_is_read_as_it_is_shown_as_in_a_register_of_licences(tmp_path, load, form):
    file = tmp_path / f"f.{form}"
    name = "Fox &amp; <b>Hounds</b>"
    if form == "xml":
        file.write_text(food([{**SAID[0], "BusinessName": escape(name)}]))
    else:
        file.write_text(f"FHRSID,BusinessName,BusinessTypeID\n7,{name},7844\n")
    ((_, cells),) = records(open_source(file), load)
    assert cells["BusinessName"] == "Fox & Hounds"


@pytest.mark.parametrize(
    ("name", "held"),
    [("Ann Orr Childminding", False), ("Child-minder", False), ("Children's Home", False),
     ("Childwall Fry", True), ("Mind Cafe", True)],
)  # fmt: skip
def test_where_children_are_minded_is_never_held_whatever_its_type(name, held):
    assert _says_so({"BusinessName": name, "BusinessType": "Other catering premises"}) != held


@pytest.mark.parametrize(
    ("cell", "closed"),
    [("13/01/2020", True), ("Yes", True), ("", False), ("No", False), ("01/01/2099", False)],
)
def test_a_business_that_a_list_says_has_closed_has_closed(tmp_path, load, cell, closed):
    file = tmp_path / "f.csv"
    file.write_text(f"FHRSID,BusinessName,BusinessTypeID,Date Closed\n7,Gull Fry,7844,{cell}\n")
    ((_, cells),) = records(open_source(file), load)
    assert has_closed(load, cells) is closed


def test_a_day_of_closing_that_is_none_is_told_and_closes_nothing(load):
    assert not has_closed(load, {"DateClosed": "see file"})
    assert load.report.issues == {("DateClosed", "not_a_date"): 1}
