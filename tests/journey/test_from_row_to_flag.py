"""A row of a file, followed by the command to the flag: numbers that can be counted by hand."""

import json

import geopandas
import openpyxl
import pytest

from tests.journey import files
from tests.journey.files import AUTHORITY, X, Y, episode_row, episodes, premises_row, write

AS_AT = ("--as-at", "2026-09-30")
SUPPLIER = ("--supplier", "Invented Police", "--json")


@pytest.fixture
def known(nightjar, tmp_path):
    """The command, in a database that knows the authority."""
    path = write(tmp_path / "lad.geojson", files.boundary())
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
    return nightjar


@pytest.fixture
def recurring(known, tmp_path):
    """Three episodes by two children, found at X, Y."""
    rows = [episode_row(n, child) for n, child in enumerate("aba", start=1)]
    path = write(tmp_path / "episodes.csv", episodes(rows))
    assert known("load", "episodes", path, *SUPPLIER).json["accepted"] == 3
    return known


def csv_file(folder, rows):
    return write(folder / "r.csv", files.register(rows))


def gzip_file(folder, rows):
    return write(folder / "r.csv.gz", files.register(rows))


def xlsx_file(folder, rows):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Skerrowby Council"])
    sheet.append(["Register of premises licences"])
    sheet.append([])
    for row in (files.PREMISES, *rows):
        sheet.append(list(row))
    sheet.append(["Total", len(rows)])
    sheet.merge_cells("A1:D1")
    book.save(folder / "r.xlsx")
    return folder / "r.xlsx"


def geojson_file(folder, rows):
    listed = [
        files.feature(
            {"type": "Point", "coordinates": [row[4], row[5]]},
            **dict(zip(files.PREMISES[:4], row[:4], strict=True)),
        )
        for row in rows
    ]
    return write(folder / "r.geojson", files.geojson(listed))


def geopackage_file(folder, rows):
    frame = geopandas.GeoDataFrame(
        [dict(zip(files.PREMISES[:4], row[:4], strict=True)) for row in rows],
        geometry=geopandas.points_from_xy([r[4] for r in rows], [r[5] for r in rows], crs=27700),
    )
    frame.to_file(folder / "r.gpkg", driver="GPKG")
    return folder / "r.gpkg"


@pytest.mark.parametrize(
    "make",
    [csv_file, gzip_file, xlsx_file, geojson_file, geopackage_file],
    ids=lambda f: f.__name__,
)
def test_a_premises_of_any_format_is_flagged_when_it_is_near(recurring, tmp_path, make):
    path = make(tmp_path, [premises_row(30), premises_row(300), premises_row(3000)])
    loaded = recurring("load", "premises", path, "--authority", AUTHORITY, "--json").json
    assert loaded["accepted"] == 3
    assert loaded["placed"] == {"stated": 3}
    flagged = recurring("flag", *AS_AT, "--json").json
    found = {name: flagged[name] for name in ("premises", "pairs", "repeat_locations")}
    assert found == {"premises": 2, "pairs": 2, "repeat_locations": 1}
    assert flagged["repeat_locations_with_premises"] == 1
    assert flagged["by_authority"] == {"Skerrowby": 2}


def test_episodes_and_places_come_in_two_files_as_well(known, tmp_path):
    whole = [episode_row(n, child) for n, child in enumerate("aba", start=1)]
    first = files.rows_as_csv(
        ("Episode ID", "Child PID", "Category", "Start", "Authority Code"),
        [[*row[:4], row[8]] for row in whole],
    )
    second = files.rows_as_csv(
        ("episode_id", "role", "easting", "northing", "place_kind"),
        [[row[0], *row[4:8]] for row in whole],
    )
    paths = write(tmp_path / "e.csv", first), write(tmp_path / "p.csv", second)
    told = known("load", "episodes", *paths, *SUPPLIER).json
    assert told["read"] == told["accepted"] == 6
    found = known("repeat-locations", *AS_AT, "--json").json
    assert (found["locations"], found["episodes"]) == (1, 3)


def test_an_episode_that_was_at_two_repeat_locations_is_counted_once_of_both(known, tmp_path):
    whole = [episode_row(n, child) for n, child in enumerate("abab", start=1)]
    further = [[*row[:5], X + 300, *row[6:]] for row in whole[:3]]
    path = write(tmp_path / "e.csv", episodes([*whole, *further]))
    assert known("load", "episodes", path, *SUPPLIER).json["accepted"] == 7
    found = known("repeat-locations", *AS_AT, "--json").json
    assert (found["locations"], found["episodes"]) == (2, 4)
    assert "2 repeat locations with 4 episodes" in known("repeat-locations", *AS_AT).out
    raised = known("flag", *AS_AT, "--json").json
    assert (raised["repeat_locations"], raised["episodes"]) == (2, 4)
    none = known("repeat-locations", *AS_AT, "--min-episodes", 5, "--json").json
    assert (none["locations"], none["episodes"]) == (0, 0)
    line = ("repeat-locations", "--from", "2026-09-01", "--window-days", "0")
    assert known(*line).code == 2


def test_the_903_return_has_episodes_and_no_places(known, tmp_path):
    header = ("CHILD", "MISSING", "MIS_START", "MIS_END")
    rows = [[files.pseudonym(c), "M", "01/09/2026", "02/09/2026"] for c in "abc"]
    path = write(tmp_path / "missing.csv", files.rows_as_csv(header, rows))
    assert known("load", "episodes", path, *SUPPLIER).json["accepted"] == 3
    assert known("repeat-locations", *AS_AT, "--json").json["locations"] == 0


def test_street_level_rows_count_only_with_the_rule_of_children_off(known, tmp_path):
    header = (
        *("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude"),
        *("Location", "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context"),
    )
    row = [
        "",
        "2026-09",
        "Force",
        "Force",
        -3.5072,
        53.5758,
        "On or near Quay",
        "",
        "",
        "Drugs",
        "",
        "",
    ]
    path = write(tmp_path / "2026-09-force-street.csv", files.rows_as_csv(header, [row] * 3))
    told = known("load", "episodes", path, *SUPPLIER).json
    assert told["accepted"] == 3, told
    asked = ("repeat-locations", *AS_AT, "--json")
    assert known(*asked).json["locations"] == 0
    assert known(*asked, "--min-children", "off").json["locations"] == 1
    assert (
        known(*asked, "--min-children", "off", "--only", "Crime type=Arson").json["locations"] == 0
    )


def test_vehicles_and_drivers_never_get_a_point(recurring, owner, tmp_path):
    vehicles = files.rows_as_csv(("Plate No", "VRM", "Expiry"), [["P1", "AB12XYZ", "01/01/2029"]])
    drivers = files.rows_as_csv(
        ("Badge No", "Name", "Type", "Expiry"), [["B1", "A Person", "Single Status", "01/01/2029"]]
    )
    for kind, text in (("vehicles", vehicles), ("drivers", drivers)):
        path = write(tmp_path / f"{kind}.csv", text)
        line = ("load", "taxi", path, "--authority", AUTHORITY, "--kind", kind, "--json")
        assert recurring(*line).json["accepted"] == 1
    with owner.connect() as connection:
        geometries = connection.exec_driver_sql(
            "SELECT f_table_name FROM geometry_columns WHERE f_table_schema = 'held'"
        ).scalars()
        assert not {"taxi_vehicle", "taxi_driver"} & set(geometries)
    assert recurring("flag", *AS_AT, "--json").json["premises"] == 0


def test_an_operators_base_is_flagged_unless_it_is_a_home_or_suspended(recurring, tmp_path):
    header = (
        *("Licence No", "Operator Name", "Base Address", "Easting", "Northing", "Base Type"),
        *("Home Address", "Status"),
    )
    rows = [
        ["O1", "Quay Cars", "1 Quay Street", X + 50, Y, "Office", "", "Current"],
        ["O2", "Home Cars", "2 Quay Street", X + 60, Y, "Home", "", "Current"],
        ["O3", "Tern Cars", "3 Quay Street (home)", X + 70, Y, "", "", "Current"],
        ["O4", "Gull Cars", "4 Quay Street", X + 80, Y, "", "4 Quay St", "Current"],
        ["O5", "Stopped Cars", "5 Quay Street", X + 90, Y, "Office", "", "Suspended"],
    ]
    path = write(tmp_path / "o.csv", files.rows_as_csv(header, rows))
    line = ("load", "taxi", path, "--authority", AUTHORITY, "--kind", "operators", "--json")
    loaded = recurring(*line).json
    assert (loaded["accepted"], loaded["placed"]["ward only"]) == (5, 3)
    out = tmp_path / "flags.geojson"
    assert recurring("flag", *AS_AT, "--output", out, "--json").json["premises"] == 1
    (found,) = json.loads(out.read_text())["features"]
    assert found["properties"]["name"] == "Quay Cars"
    assert found["properties"]["kind"] == "operator_base"


@pytest.mark.parametrize("ending", ["csv", "geojson", "gpkg"])
def test_the_answer_is_written_in_the_format_of_its_name(recurring, tmp_path, ending):
    path = csv_file(tmp_path, [premises_row(30)])
    recurring("load", "premises", path, "--authority", AUTHORITY)
    out = tmp_path / f"flags.{ending}"
    assert recurring("flag", *AS_AT, "--output", out).code == 0
    assert "The Heron 30 Public House" in (
        out.read_text() if ending != "gpkg" else geopandas.read_file(out)["name"].iloc[0]
    )
    assert recurring("flag", *AS_AT, "--output", tmp_path / "flags.docx").code == 2


def test_a_proposal_shows_the_columns_and_loads_nothing(known, owner, tmp_path):
    path = csv_file(tmp_path, [premises_row(30)])
    shown = known("load", "premises", path, "--authority", AUTHORITY, "--propose", "--json").json
    assert shown["mapping"]["name"] == ["Premises Name"] or "Premises Name" in json.dumps(shown)
    with owner.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM held.premises").scalar() == 0


def test_a_proposal_of_a_taxi_register_shows_its_columns_and_loads_nothing(known, owner, tmp_path):
    header = ("Operator", "Home Address", "Operating Base", "Fee band")
    path = write(tmp_path / "o.csv", files.rows_as_csv(header, [["Tern", "1 Quay", "2 Quay", "A"]]))
    line = ("load", "taxi", path, "--authority", AUTHORITY, "--kind", "operators", "--propose")
    shown = known(*line, "--json").json
    assert shown["mapping"] == {
        "name": ["Operator"],
        "address": ["Operating Base"],
        "not_kept": ["Home Address"],
    }
    assert shown["unused"] == ["Fee band"]
    assert "base_type" in shown["missing"]
    said = known(*line).out
    assert "not_kept: understood and never stored" in said
    assert "--map" not in said, "a taxi register's columns are not settled by hand"
    with owner.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM held.taxi_operator").scalar() == 0


def test_a_saved_profile_reads_the_next_register_alike(known, tmp_path):
    odd = [row[:] for row in map(premises_row, (1, 2, 3))]
    header = ("x1", "x2", "x3", "x4", "x5", "x6", "x7")
    first = write(tmp_path / "a.csv", files.rows_as_csv(header, odd))
    line = ("--authority", AUTHORITY, "--profile", "odd", "--json")
    told = known("load", "premises", first, *line, "--map", "name=x2", "--map", "address=x3").json
    assert told["accepted"] == 3
    assert "odd" in known("profiles").out
    second = write(tmp_path / "b.csv", files.rows_as_csv(header, [premises_row(4)]))
    again = known("load", "premises", second, *line).json
    assert again["mapping"]["name"] == ["x2"]
    other = write(tmp_path / "c.csv", files.register([premises_row(5)]))
    refused = known("load", "premises", other, *line)
    assert refused.code == 1
    assert "has no column" in refused.err


def test_what_was_loaded_can_be_listed_and_shown(recurring):
    (load, _) = recurring("loads", "--json").json["loads"]
    shown = recurring("loads", "show", load["load"], "--json")
    assert shown.code == 0
    assert shown.json["accepted"] == 3
