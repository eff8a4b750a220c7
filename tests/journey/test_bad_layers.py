"""Bad files of the other kinds: refused in a sentence, or every row accounted for."""

import pytest

from tests.journey import files
from tests.journey.files import AUTHORITY, X, Y, feature, geojson, rows_as_csv, write
from tests.journey.held import everything

BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
TOWN = ("taxi", "--authority", "E08000003", "--kind")
BOUNDARIES = ("boundaries", "--kind", "ward")
LINE = {"type": "LineString", "coordinates": [[X, Y], [X + 10, Y]]}

# on the open sea off East Anglia, where small metres would be on the grid too
DEGREES = {"type": "Polygon", "coordinates": [[[2.5, 53], [2.6, 53], [2.6, 53.1], [2.5, 53]]]}
BAD = {
    "food, not XML": (("food",), "f.xml", "<FHRS", "XML"),
    "food, entities": (("food",), "f.xml", BOMB, "entit"),
    "food, unheard-of encoding": (
        ("food",),
        "f.xml",
        files.food([{}]).replace("utf-8", "klingon"),
        "encoding",
    ),
    "food, JSON of the service": (("food",), "f.json", '{"establishments": []}', "is JSON"),
    "food, none": (("food",), "f.xml", files.food([]), "no"),
    "food, other XML": (("food",), "f.xml", "<?xml version='1.0'?><a><b/></a>", "must"),
    "food, picture": (("food",), "f.xml", PNG, "picture"),
    "national, words": ((*TOWN, "national"), "t.csv", "a,b\r\nc,d\r\n", "7 fields"),
    "operators, other": ((*TOWN, "operators"), "t.csv", "colour,size\r\nred,3\r\n", "must have"),
    "vehicles, other": ((*TOWN, "vehicles"), "t.csv", "colour,size\r\nred,3\r\n", "must have"),
    "drivers, other": ((*TOWN, "drivers"), "t.csv", "colour,size\r\nred,3\r\n", "must have"),
    "ranks, other": ((*TOWN, "ranks"), "t.csv", "colour,size\r\nred,3\r\n", "must have"),
    "taxi, empty": ((*TOWN, "drivers"), "t.csv", "", "is empty"),
    "boundaries, none": (BOUNDARIES, "b.geojson", geojson([]), "must have areas"),
    "boundaries, no code": (
        BOUNDARIES,
        "b.geojson",
        geojson([feature({"type": "Point", "coordinates": [X, Y]}, colour="red")]),
        "ONS codes",
    ),
    "boundaries, CSV": (BOUNDARIES, "b.csv", "code,name\r\nE1,a\r\n", "must be GeoJSON"),
    "boundaries, cut": (BOUNDARIES, "b.geojson", files.boundary()[:-30], "breaks off"),
    "boundaries, degrees called metres": (
        BOUNDARIES,
        "b.geojson",
        geojson([feature(DEGREES, LAD26CD="E06999001")]),
        "coordinates are degrees",
    ),
    "drivers, no header": (
        (*TOWN, "drivers"),
        "t.csv",
        "D1,Jo Heron,Dual\r\nD2,Bo Tern,Dual\r\n",
        "no header",
    ),
    "operators, tildes": (
        (*TOWN, "operators"),
        "t.csv",
        "Licence No~Name~Base Address\r\nO1~Heron Cars~1 Quay Street\r\n",
        "one column alone",
    ),
    "postcodes, tildes": (
        ("postcodes",),
        "p.csv",
        "pcds~doterm~oseast1m~osnrth1m\r\nZZ1 1AA~~300000~410000\r\n",
        "one column alone",
    ),
    "addresses, tildes": (
        ("addresses",),
        "a.csv",
        "UPRN~X_COORDINATE~Y_COORDINATE\r\n1~300000.0~410000.0\r\n",
        "one column alone",
    ),
    "postcodes, other": (("postcodes",), "p.csv", "colour,size\r\nred,3\r\n", "must"),
    "postcodes, empty": (("postcodes",), "p.csv", "", "empty"),
    "addresses, other": (("addresses",), "a.csv", "colour,size\r\nred,3\r\n", "must"),
    "addresses, picture": (("addresses",), "a.csv", PNG, "must"),
    "roads, areas": (
        ("roads",),
        "r.geojson",
        geojson([feature({"type": "Point", "coordinates": [X, Y]})]),
        "",
    ),
}


@pytest.mark.parametrize(("line", "name", "content", "said"), list(BAD.values()), ids=list(BAD))
def test_a_file_of_another_kind_is_refused_in_a_sentence(
    nightjar, owner, tmp_path, line, name, content, said
):
    path = write(tmp_path / name, content)
    before = everything(owner)
    answer = nightjar("load", line[0], path, *line[1:], "--json")
    assert answer.code == 1, answer.out
    assert answer.json["state"] == "refused"
    assert said in answer.json["error"]
    assert name in answer.json["error"]
    assert answer.err.strip().count("\n") == 0
    assert everything(owner) == before


def test_a_record_of_6_fields_is_turned_away_and_not_guessed(nightjar, tmp_path):
    dated = ("2026-01-01", "2026-12-31", "taxi", "Manchester")
    rows = [[f"AB{n:02d}XYZ", *dated, f"P{n}", "true"] for n in range(9)]
    rows.append(["AB99XYZ", *dated, "P99"])
    text = "\r\n".join(",".join(row) for row in rows) + "\r\n"
    path = write(tmp_path / "caz.csv", text)
    told = nightjar("load", *(TOWN[0], path, *TOWN[1:]), "national", "--json").json
    assert (told["read"], told["accepted"], told["reasons"]) == (10, 9, {"field_count": 1})


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({0: "AB 12 CDEFGH"}, "not_a_registration"),
        ({1: "2026-12-31", 2: "2026-01-01"}, "dates_out_of_order"),
        ({3: "tractor"}, "not_a_taxi_kind"),
        ({6: "perhaps"}, "not_yes_or_no"),
        ({1: "31/31/2026"}, "no_such_date"),
    ],
)
def test_a_national_record_is_turned_away_with_its_reason(nightjar, tmp_path, change, reason):
    good = ["AB12XYZ", "2026-01-01", "2026-12-31", "PHV", "Manchester", "P1", "false"]
    bad = [change.get(place, cell) for place, cell in enumerate(good)]
    text = "\r\n".join(",".join(row) for row in (good, [*good[:5], "P2", "false"], bad)) + "\r\n"
    path = write(tmp_path / "caz.csv", text)
    told = nightjar("load", *(TOWN[0], path, *TOWN[1:]), "national", "--json").json
    assert told["read"] == told["accepted"] + told["rejected"] + told["already_held"] == 3
    assert list(told["reasons"]) == [reason]


def test_places_that_hold_children_are_never_loaded_from_the_food_register(
    nightjar, owner, tmp_path
):
    lad = write(tmp_path / "lad.geojson", files.boundary())
    nightjar("load", "boundaries", lad, "--kind", "authority")
    secret = "Otterbourne House"
    path = write(
        tmp_path / "f.xml",
        files.food(
            [
                {"FHRSID": 1},
                {"FHRSID": 2, "BusinessTypeID": 5, "BusinessName": secret},
                {"FHRSID": 3, "BusinessTypeID": 7845, "BusinessName": secret},
                {"FHRSID": 4, "BusinessType": "Caring Premises", "BusinessName": secret},
                {"FHRSID": 5, "BusinessType": "School/college", "BusinessName": secret},
                {"FHRSID": 6, "BusinessName": f"{secret} Children's Home"},
            ]
        ),
    )
    rejects = tmp_path / "rejects.csv"
    answer = nightjar("load", "food", path, "--json", "--rejects", rejects)
    assert (answer.json["accepted"], answer.json["rejected"]) == (1, 5)
    assert secret not in answer.out + answer.err + rejects.read_text()
    with owner.connect() as connection:
        for table in ("premises", "food_business", "load_reject", "load"):
            rows = connection.exec_driver_sql(f"SELECT t::text FROM held.{table} AS t").scalars()
            assert not [row for row in rows if secret in row]


def test_a_boundary_with_a_fault_is_repaired_and_told(nightjar, owner, tmp_path):
    corner, tip = [X + 1000, Y + 1000], [X + 1000, Y + 1400]
    ring = [[X, Y], [X + 1000, Y], corner, tip, corner, [X, Y + 1000], [X, Y]]
    area = feature({"type": "Polygon", "coordinates": [ring]}, LAD26CD=AUTHORITY, LAD26NM="Spur")
    path = write(tmp_path / "b.geojson", geojson([area]))
    answer = nightjar("load", "boundaries", path, "--kind", "authority", "--json").json
    assert answer["accepted"] == 1
    assert "repaired" in str(answer["issues"]) + str(answer["notices"])
    with owner.connect() as connection:
        area = connection.exec_driver_sql("SELECT ST_Area(geom) FROM held.boundary").scalar()
    assert area == 1_000_000


def test_a_postcode_without_a_position_has_none(nightjar, owner, tmp_path):
    rows = [["ZZ1 1AA", 10, X, Y], ["ZZ1 1AB", 90, 0, 0]]
    header = ("Postcode", "Positional_quality_indicator", "Eastings", "Northings")
    path = write(tmp_path / "p.csv", rows_as_csv(header, rows))
    assert nightjar("load", "postcodes", path, "--json").json["accepted"] == 2
    with owner.connect() as connection:
        held = connection.exec_driver_sql("SELECT postcode, geom IS NULL FROM held.postcode").all()
    assert {tuple(row) for row in held} == {("ZZ11AA", False), ("ZZ11AB", True)}


def test_food_whose_numbers_are_out_of_all_range_is_rejected_row_by_row(nightjar, tmp_path):
    path = write(tmp_path / "lad.geojson", files.boundary())
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
    rows = [{}, {"FHRSID": 10**20}, {"FHRSID": 2, "BusinessTypeID": 10**11}, {"FHRSID": -3}]
    answer = nightjar("load", "food", write(tmp_path / "f.xml", files.food(rows)), "--json")
    assert answer.code == 0
    assert (answer.json["accepted"], answer.json["reasons"]) == (1, {"not_a_whole_number": 3})


def test_food_in_utf_16_is_read_and_rows_that_a_supplier_dropped_are_missed(nightjar, tmp_path):
    path = write(tmp_path / "lad.geojson", files.boundary())
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
    text = files.food([{"FHRSID": 1}]).replace("utf-8", "utf-16")
    count = "<Header><ItemCount>80</ItemCount></Header><EstablishmentCollection>"
    text = text.replace("<EstablishmentCollection>", count)
    answer = nightjar("load", "food", write(tmp_path / "f.xml", text.encode("utf-16")), "--json")
    assert answer.json["accepted"] == 1
    assert "80 establishments, and has 1" in " ".join(answer.json["notices"])
