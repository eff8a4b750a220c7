"""A bad register: one sentence, exit code 1, and the database as it was."""

import csv
import io
import zipfile

import pytest

from tests.journey import files
from tests.journey.files import AUTHORITY, X, Y, premises_row, register, write
from tests.journey.held import everything

GOOD = [premises_row(n) for n in range(1, 21)]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
ELF = b"\x7fELF\x02\x01\x01" + bytes(500)
PDF = b"%PDF-1.7\n1 0 obj\n<< >>\n"
HTML = "<html><body><table><tr><td>Licence Number</td></tr></table></body></html>"


def zipped(name, data):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr(name, data)
    return whole.getvalue()


def wide(columns):
    return ",".join(f"c{n}" for n in range(columns)) + "\r\n" + "," * (columns - 1) + "\r\n"


BAD = {
    "empty.csv": ("", "is empty"),
    "blank.csv": ("\r\n  \r\n\r\n", "is empty"),
    "header_only.csv": (register([]), "must have rows with data"),
    "nulls.csv": (wide(60) * 1 + ",".join([""] * 60) + "\r\n", "must have rows with data"),
    "picture.csv": (PNG, "a picture"),
    "program.csv": (ELF, "a program"),
    "document.csv": (PDF, "a PDF"),
    "archive.csv": (zipped("a.txt", "x"), ".shp"),
    "page.xlsx": (HTML, "XML"),
    "broken.xlsx": (zipped("[Content_Types].xml", "x"), "XLSX"),
    "cut.csv.gz": (files.gzip.compress(register(GOOD).encode())[:-20], "not a whole gzip file"),
    "other_columns.csv": ("colour,size\r\nred,3\r\nblue,4\r\n", "must have"),
    "no_name.csv": ("Licence Number,Status\r\nPL1,Current\r\nPL2,Current\r\n", "must have"),
    "list.geojson": ('{"type": "Topology", "objects": {}}', "FeatureCollection"),
    "cut.geojson": (files.geojson([files.feature(None, name="x")])[:-40], "breaks off"),
    "wide.csv": (wide(600), "600 columns"),
    "foreign.geojson": (
        files.geojson([files.feature(None, name="x")], crs="EPSG::2154"),
        "EPSG:27700 or EPSG:4326",
    ),
}


@pytest.mark.parametrize(("name", "content", "said"), [(n, *c) for n, c in BAD.items()], ids=BAD)
def test_a_file_that_is_no_register_is_refused_in_a_sentence(
    nightjar, owner, tmp_path, name, content, said
):
    path = write(tmp_path / "file", content).rename(tmp_path / name)
    before = everything(owner)
    answer = nightjar("load", "premises", path, "--authority", "E08000003", "--json")
    assert answer.code == 1
    assert answer.json["state"] == "refused"
    assert (answer.json["read"], answer.json["accepted"], answer.json["reasons"]) == (0, 0, {})
    assert said in answer.json["error"]
    assert name in answer.json["error"]
    assert answer.err.strip().count("\n") == 0
    assert everything(owner) == before


def test_a_register_whose_columns_were_renamed_leaves_the_last_good_one(nightjar, owner, tmp_path):
    line = ("--authority", AUTHORITY, "--json")
    lad = write(tmp_path / "lad.geojson", files.boundary())
    assert nightjar("load", "boundaries", lad, "--kind", "authority").code == 0
    good = write(tmp_path / "r.csv", register(GOOD))
    assert nightjar("load", "premises", good, *line).json["accepted"] == len(GOOD)
    before = everything(owner)
    header, rows = register(GOOD).split("\r\n", 1)
    renamed = ",".join(f"Q{number}" for number, _ in enumerate(header.split(",")))
    empty = write(tmp_path / "empty.csv", header + "\r\n")
    other = write(tmp_path / "other.csv", f"{renamed}\r\nred,3,,,,,\r\nblue,4,,,,,\r\n")
    for path in (empty, other):
        assert nightjar("load", "premises", path, *line).json["state"] == "refused"
    assert everything(owner) == before
    assert rows


@pytest.mark.parametrize(("rows", "told"), [(50, False), (49, True), (150, False), (151, True)])
def test_a_register_of_half_or_half_again_as_many_rows_is_asked_after(
    nightjar, tmp_path, rows, told
):
    line = ("--authority", "E08000003", "--json")
    for number, many in enumerate((100, rows)):
        content = register([premises_row(n) for n in range(many)])
        path = write(tmp_path / f"{number}.csv", content)
        notices = nightjar("load", "premises", path, *line).json["notices"]
    said = f"the file has {rows} rows and the one before it had 100: ask whether it is whole"
    assert (said in notices) is told


def test_a_file_that_is_not_there_is_refused(nightjar, tmp_path):
    answer = nightjar("load", "premises", tmp_path / "none.csv", "--authority", "E08000003")
    assert answer.code == 1
    assert "there is none of that name" in answer.err


def test_a_folder_is_refused(nightjar, tmp_path):
    answer = nightjar("load", "premises", tmp_path, "--authority", "E08000003")
    assert answer.code == 2
    assert "is a directory" in answer.err


def test_an_authority_that_does_not_exist_is_refused(nightjar, tmp_path):
    path = write(tmp_path / "r.csv", register(GOOD))
    answer = nightjar("load", "premises", path, "--authority", "Atlantis")
    assert answer.code == 1
    assert "ONS code of a local authority" in answer.err


def test_a_command_without_its_authority_is_wrong_usage(nightjar, tmp_path):
    path = write(tmp_path / "r.csv", register(GOOD))
    assert nightjar("load", "premises", path).code == 2
    line = ("load", "premises", path, "--authority", AUTHORITY, "--map")
    for mapped in ("name", "nmae=Premises Name"):
        answer = nightjar(*line, mapped)
        assert (answer.code, "--map must" in answer.err) == (2, True), answer.err


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_another_separator_is_found_and_told(nightjar, tmp_path, separator):
    path = write(tmp_path / "r.csv", register(GOOD, separator))
    answer = nightjar("load", "premises", path, "--authority", "E08000003", "--json").json
    assert answer["accepted"] == 20
    assert any("separated by" in notice for notice in answer["notices"])


def test_a_header_on_line_4_is_found_and_told(nightjar, tmp_path):
    titled = "Skerrowby Council\r\nRegister of premises,,2026\r\n\r\n" + register(GOOD)
    path = write(tmp_path / "r.csv", titled)
    answer = nightjar("load", "premises", path, "--authority", "E08000003", "--json").json
    assert (answer["read"], answer["accepted"]) == (20, 20)
    assert any("the header is on line 4" in notice for notice in answer["notices"])


def test_two_authorities_in_one_register_are_refused_unless_both_are_named(
    nightjar, owner, tmp_path
):
    header = (*files.PREMISES, "Local Authority")
    codes = ("E08000003", "E08000006")
    rows = [[*row, codes[n % 2]] for n, row in enumerate(GOOD)]
    path = write(tmp_path / "r.csv", files.rows_as_csv(header, rows))
    before = everything(owner)
    refused = nightjar("load", "premises", path, "--authority", codes[0])
    assert refused.code == 1
    assert "E08000006" in refused.err or "Salford" in refused.err
    assert everything(owner) == before
    both = [word for code in codes for word in ("--authority", code)]
    assert nightjar("load", "premises", path, *both, "--json").json["accepted"] == 20


@pytest.fixture
def with_boundary(nightjar, tmp_path):
    path = write(tmp_path / "lad.geojson", files.boundary())
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
    return nightjar


@pytest.mark.parametrize(
    ("easting", "northing"),
    [
        ("NaN", "410000"),
        ("inf", "410000"),
        ("-inf", "inf"),
        (Y, X),  # swapped: falls inside the country, and outside the authority
        (146_000, 530_000),  # Belfast, as a point of the British grid
        (652_000, 6_862_000),  # Paris
        (-1, -1),
    ],
)
def test_a_point_that_cannot_be_is_not_believed(with_boundary, owner, tmp_path, easting, northing):
    rows = [*GOOD, premises_row(900, Easting=easting, Northing=northing)]
    path = write(tmp_path / "r.csv", register(rows))
    answer = with_boundary("load", "premises", path, "--authority", AUTHORITY, "--json").json
    assert answer["read"] == answer["accepted"] + answer["rejected"] + answer["already_held"] == 21
    assert answer["placed"]["stated"] == 20
    assert sum(each["rows"] for each in answer["issues"]) + answer["rejected"] >= 1


@pytest.mark.parametrize(
    ("axes", "at"),
    [
        (("Longitude", "Latitude"), (2.3522, 48.8566)),  # Paris
        (("Longitude", "Latitude"), (13.3889, 52.5170)),  # Berlin
        (("Lon", "Lat"), (-122.4194, 37.7749)),
        (("Longitude", "Latitude"), (-5.9301, 54.5973)),  # Belfast
    ],
)
def test_a_register_whose_points_are_all_abroad_is_refused(
    with_boundary, owner, tmp_path, axes, at
):
    columns = ("Licence Number", "Premises Name", "Address", *axes, "Status")
    rows = [
        (f"PL{n}", f"The Heron {n}", f"{n} Quay Street", at[0] + n / 9999, at[1], "Current")
        for n in range(1, 21)
    ]
    path = write(tmp_path / "r.csv", files.rows_as_csv(columns, rows))
    before = everything(owner)
    answer = with_boundary("load", "premises", path, "--authority", AUTHORITY)
    assert answer.code == 1
    assert "20 of the 20 premises whose place is told are outside its area" in answer.err
    assert everything(owner) == before


def test_where_no_boundary_is_held_each_point_abroad_is_told_for_one(nightjar, tmp_path):
    columns = ("Licence Number", "Premises Name", "Longitude", "Latitude", "Status")
    rows = [(f"PL{n}", f"The Heron {n}", 2.3 + n / 9999, 48.8566, "Current") for n in range(1, 21)]
    path = write(tmp_path / "r.csv", files.rows_as_csv(columns, rows))
    answer = nightjar("load", "premises", path, "--authority", "E08000003", "--json").json
    assert answer["placed"] == {"none": 20}
    told = [each["reason"] for each in answer["issues"] if "coordinates" in each["reason"]]
    assert told == ["coordinates_not_in_britain"]
    assert not any("what its name says" in notice for notice in answer["notices"])


def test_1025_premises_at_one_point_are_refused(with_boundary, owner, tmp_path):
    rows = [premises_row(n, Easting=X, Northing=Y) for n in range(1, 1026)]
    path = write(tmp_path / "r.csv", register(rows))
    before = everything(owner)
    answer = with_boundary("load", "premises", path, "--authority", AUTHORITY)
    assert answer.code == 1
    assert "1,025" in answer.err or "1025" in answer.err
    assert everything(owner) == before


def test_a_record_with_a_field_too_many_is_rejected_by_line(nightjar, tmp_path):
    text = register(GOOD[:5]) + "PL9999,The Gull,1 Quay,,300001,410001,Current,surplus\r\n"
    path = write(tmp_path / "r.csv", text)
    rejects = tmp_path / "rejects.csv"
    line = ("load", "premises", path, "--authority", "E08000003", "--json", "--rejects", rejects)
    answer = nightjar(*line).json
    assert answer["reasons"] == {"field_count": 1}
    (turned_away,) = csv.DictReader(rejects.read_text("utf-8-sig").splitlines())
    assert (turned_away["row"], turned_away["reason"]) == ("7", "field_count")


def test_rejects_never_take_the_place_of_the_file_itself(nightjar, tmp_path):
    path = write(tmp_path / "r.csv", register(GOOD[:5]))
    before = path.read_bytes()
    (tmp_path / "same.csv").symlink_to(path)
    line = ("load", "premises", path, "--authority", "E08000003", "--rejects")
    answer = nightjar(*line, tmp_path / "same.csv")
    assert (answer.code, path.read_bytes()) == (1, before)
    assert "--rejects must name another file" in answer.err


def test_a_reason_names_the_columns_it_was_found_in(nightjar, tmp_path):
    rows = [*GOOD[:5], premises_row(9, **{"Premises Name": "", "Address": "", "Postcode": ""})]
    path = write(tmp_path / "r.csv", register(rows))
    answer = nightjar("load", "premises", path, "--authority", "E08000003")
    assert "rejected 1: a value must be given (Premises Name)" in answer.out


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "mac-roman"])
def test_names_come_through_each_encoding(nightjar, owner, tmp_path, encoding):
    rows = [
        premises_row(n, **{"Premises Name": f"Caf\u00e9 {n} d\u2019Or Bar"}) for n in range(1, 21)
    ]
    path = write(tmp_path / "r.csv", register(rows).encode(encoding))
    answer = nightjar("load", "premises", path, "--authority", "E08000003", "--json")
    assert answer.json["accepted"] == 20
    with owner.connect() as connection:
        names = connection.exec_driver_sql("SELECT name FROM held.premises").scalars().all()
    assert "Caf\u00e9 7 d\u2019Or Bar" in names


def test_a_register_of_somewhere_else_is_refused_and_a_few_rows_are_asked_after(
    nightjar, owner, tmp_path
):
    bounds = write(tmp_path / "lad.geojson", files.boundary())
    assert nightjar("load", "boundaries", bounds, "--kind", "authority").code == 0
    header = ("Licence Number", "Premises Name", "Address", "Easting", "Northing", "Postcode")
    far = [[f"PL{n}", f"Bar {n}", f"{n} Sea Rd", X + 60_000 + n, Y, ""] for n in range(9)]
    path = write(tmp_path / "few.csv", files.rows_as_csv(header, far))
    done = nightjar("load", "premises", path, "--authority", AUTHORITY, "--json")
    assert f"is this the register of {AUTHORITY}? 9 of the 9" in str(done.json["notices"])
    before = everything(owner)
    ireland = [*far, ["PL9", "Bar 9", "9 Sea Rd", "", "", "BT2 7BA"]]
    path = write(tmp_path / "all.csv", files.rows_as_csv(header, ireland))
    done = nightjar("load", "premises", path, "--authority", AUTHORITY, "--json")
    assert done.code == 1
    assert "10 of the 10 premises whose place is told are outside its area" in done.out
    assert everything(owner) == before
