"""Files of the Food Hygiene Rating Scheme as records by tag."""

from xml.sax.saxutils import escape

import pytest

from loaders.food_records import records
from loaders.food_rows import _says_so
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
