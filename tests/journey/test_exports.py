"""Every file that leaves is marked, recorded, inert in a spreadsheet, and masked unless by name."""

import csv
import hashlib
import json
import stat
from uuid import UUID

import geopandas
import openpyxl
import pyogrio
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from geo import exports, masking, outputs, released, released_compared, released_files
from geo.audit import Door, Who
from geo.database import engine
from geo.errors import QuestionError
from geo.marking import HANDLING
from geo.released_files import Rule
from tests.journey import files
from tests.journey.files import AUTHORITY, X, Y, episode_row, premises_row, write

AS_AT = ("--as-at", "2026-09-30")
WHY = ("--purpose", "licensing", "--case", "LIC-2026/0417")
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "a\r=1", "\uff1d1", "=cmd|' /C calc'!A0"]


@pytest.fixture
def asked(nightjar, tmp_path):
    path = write(tmp_path / "b.geojson", files.boundary())
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
    rows = [episode_row(n, c, easting=X + 17) for n, c in enumerate("abc", 1)]
    path = write(tmp_path / "e.csv", files.episodes(rows))
    assert nightjar("load", "episodes", path, "--supplier", "Invented Police").code == 0
    path = write(tmp_path / "r.csv", files.register([premises_row(30)]))
    assert nightjar("load", "premises", path, "--authority", AUTHORITY).code == 0
    return nightjar


def table(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


EXACT = ("--exact", *WHY)
# what scripts read by name and by place: the command's contract
PAIR = [
    *("location_no", "premises_id", "name", "kind", "authority", "authority_name", "postcode"),
    *("distance_m", "band_m", "episodes", "children", "timed", "within_hours", "easting"),
    "northing",
]
LOCATION = [
    *("location_no", "episodes", "children", "first_on", "last_on", "by_month", "daytime"),
    *("evening", "late_evening", "night", "easting", "northing"),
]


@pytest.mark.parametrize(("command", "columns"), [("flag", PAIR), ("repeat-locations", LOCATION)])
def test_a_file_has_the_full_evidence_if_it_is_asked_for(asked, tmp_path, command, columns):
    out = tmp_path / "a.csv"
    assert asked(command, *AS_AT, "--output", out, *EXACT).code == 0
    (row,) = table(out)
    assert list(row) == columns
    assert row["episodes"] == "3"


@pytest.mark.parametrize("command", ["flag", "repeat-locations"])
def test_full_evidence_leaves_for_a_stated_purpose_alone(asked, owner, tmp_path, command):
    refused = asked(command, *AS_AT, "--output", tmp_path / "a.csv", "--exact")
    assert (refused.code, "for a stated purpose alone" in refused.err) == (2, True)
    assert not (tmp_path / "a.csv").exists()
    with owner.connect() as connection:  # nor was the question asked
        assert connection.scalar(text("SELECT count(*) FROM held.flag_run")) == 0
    assert asked("purpose", *WHY).code == 0
    assert asked(command, *AS_AT, "--output", tmp_path / "a.csv", "--exact").code == 0


def test_flags_are_written_with_their_distance_and_locations_where_they_are(asked, tmp_path):
    asked("flag", *AS_AT, "--output", tmp_path / "f.csv", *EXACT)
    (flag,) = table(tmp_path / "f.csv")
    assert (flag["name"], float(flag["distance_m"])) == ("The Heron 30 Public House", 13.0)
    asked("repeat-locations", *AS_AT, "--output", tmp_path / "l.csv", *EXACT)
    (location,) = table(tmp_path / "l.csv")
    assert (location["easting"], location["northing"]) == (f"{X + 17}.0", f"{Y}.0")


def test_times_within_hours_are_whole_numbers_beside_those_not_known(asked, tmp_path):
    rows = [[*premises_row(40), "Mon-Sun 10:00-23:00"], [*premises_row(50), ""]]
    register = files.rows_as_csv((*files.PREMISES, "Licensed Hours"), rows)
    path = write(tmp_path / "h.csv", register)
    assert asked("load", "premises", path, "--authority", AUTHORITY).code == 0
    assert asked("flag", *AS_AT, "--output", tmp_path / "f.csv", *EXACT).code == 0
    told = {row["name"]: row["within_hours"] for row in table(tmp_path / "f.csv")}
    assert sorted(told.values()) == ["", "", "3"]
    assert told["The Heron 40 Public House"] == "3"


@pytest.mark.parametrize("how", [(), ("--masked",)])
@pytest.mark.parametrize("command", ["flag", "repeat-locations"])
def test_a_file_has_squares_and_bands_and_nothing_finer(asked, tmp_path, command, how):
    out = tmp_path / "a.csv"
    assert asked(command, *AS_AT, "--output", out, *how).code == 0
    (row,) = table(out)
    assert (row["cell_west"], row["cell_south"]) == (str(X), str(Y))
    assert row["episodes"] == "3 to 5"
    assert not {"distance_m", "first_on", "night", "within_hours"} & set(row)
    assert str(X + 17) not in out.read_text()


def test_masked_flags_are_measured_from_the_square_and_not_from_the_point(asked, tmp_path):
    out = tmp_path / "a.csv"
    asked("flag", *AS_AT, "--radius-m", "150", "--output", out)
    assert table(out) == []  # 13 m from the point, and 157 m from the centre of its square
    asked("flag", *AS_AT, "--radius-m", "160", "--output", out)
    assert len(table(out)) == 1


@pytest.fixture
def at_two_places(asked, tmp_path):
    """The three episodes again, each seen last 60 m from where it ended: two repeat locations."""
    header = ("episode_id", "role", "easting", "northing", "place_kind")
    rows = [[f"EP-{n:05d}", "last_seen", X + 77, Y, "open_space"] for n in (1, 2, 3)]
    path = write(tmp_path / "places.csv", files.rows_as_csv(header, rows))
    assert asked("load", "episodes", path, "--supplier", "Invented Police").code == 0
    return asked


@pytest.mark.parametrize("command", ["flag", "repeat-locations"])
def test_an_episode_at_two_places_of_a_square_is_one_of_the_square(
    at_two_places, tmp_path, command
):
    exact, masked = tmp_path / "exact.csv", tmp_path / "masked.csv"
    assert at_two_places(command, *AS_AT, "--output", exact, *EXACT).code == 0
    assert [row["episodes"] for row in table(exact)] == ["3", "3"]
    assert at_two_places(command, *AS_AT, "--output", masked).code == 0
    assert [row["episodes"] for row in table(masked)] == ["3 to 5"]


@pytest.mark.parametrize(("kept", "told"), [(True, 3), (False, 6)])
def test_an_episode_at_two_places_near_a_premises_is_one_of_the_premises(
    at_two_places, settings, owner, kept, told
):
    """Of a run that was raised before runs kept which they are, nobody can say."""
    run, later = (
        UUID(at_two_places("flag", "--as-at", day, "--json").json["run"])
        for day in ("2026-09-30", "2026-12-29")  # which share no day
    )
    if not kept:
        with owner.begin() as connection:
            connection.execute(text("UPDATE held.flag_location SET episode_ids = '{}'"))
    rule = Rule("csv", exact=False, most_rows=100)
    with engine(settings, "nightjar_analyst").connect() as connection:
        (flag,) = released.flags(connection, run, released.Filters())[0]
        assert (flag["locations"], flag["episodes"], flag["most_episodes"]) == (2, told, 3)
        squares = released_files.locations(connection, run, rule, exact=False)
        flags = released_files.flags(connection, run, released.Filters(), rule, exact=False)
        runs = [released.run(connection, each) for each in (run, later)]
        both = released_compared.masked(connection, *runs, rule)
    band = masking.band(told)
    assert squares[["locations", "episodes"]].to_numpy().tolist() == [[2, band]]
    assert flags["episodes"].tolist() == both["episodes_before"].tolist() == [band]
    assert both["change"].tolist() == ["gone"]
    assert "near_by" not in flags


@pytest.mark.parametrize(
    "terms",
    [
        ("--as-at", "2026-09-29"),
        (*AS_AT, "--window-days", "91"),
        (*AS_AT, "--min-episodes", "2"),
        (*AS_AT, "--only", "category=missing"),
        ("--as-at", "2026-11-30", "--min-episodes", "2"),
    ],
)
def test_no_masked_file_has_what_one_of_two_runs_has_more_than_the_other(
    at_two_places, settings, terms
):
    """A day's difference dates an episode to that day; one of terms counts them exactly."""
    rule = Rule("csv", exact=False, most_rows=100)
    asked = (AS_AT, terms, ("--as-at", "2026-10-28"))
    run, close, apart = (UUID(at_two_places("flag", *each, "--json").json["run"]) for each in asked)
    with engine(settings, "nightjar_analyst").connect() as connection:
        told, near, far = (released.run(connection, each) for each in (run, close, apart))
        for pair in ((told, near), (near, told), (told, told)):
            with pytest.raises(QuestionError, match="choose runs that share no day"):
                released_compared.masked(connection, *pair, rule)
        assert released_compared.masked(connection, told, far, rule)["change"].tolist() == ["both"]


@pytest.mark.parametrize("how", ["--masked", "--exact"])
@pytest.mark.parametrize("command", ["flag", "repeat-locations"])
def test_how_a_file_is_written_without_a_file_is_wrong_usage(asked, command, how):
    refused = asked(command, *AS_AT, how)
    assert (refused.code, how in refused.err) == (2, True)


@pytest.mark.parametrize("audience", ["officer", "board", "admin"])
def test_exact_points_are_for_the_analyst_alone(tmp_path, audience):
    door = Door(None, Who("somebody", audience), task=1)
    with pytest.raises(QuestionError, match="analyst alone"):
        exports.check(door, tmp_path / "a.csv", points=True)
    exports.check(door, tmp_path / "a.csv", points=False)


def test_exact_points_leave_a_page_for_a_stated_purpose_alone(tmp_path, owner):
    with pytest.raises(QuestionError, match="stated purpose"):
        exports.check(Door(None, Who("a.nalyst", "analyst")), tmp_path / "a.csv", points=True)
    exports.check(Door(None, Who("a.nalyst", "analyst"), task=1), tmp_path / "a.csv", points=True)
    record = text(
        "SELECT audit.record_export(gen_random_uuid(), 'a.nalyst', :audience, NULL, NULL, '/flags',"
        " 'flags', NULL, 'a.csv', repeat('0', 64), 1, :masked, NULL, NULL, '2026-12-01')"
    )
    with owner.connect() as connection:
        for audience, masked in (("console", False), ("analyst", True)):
            connection.execute(record, {"audience": audience, "masked": masked})
        with pytest.raises(DBAPIError, match="for a stated purpose alone"):
            connection.execute(record, {"audience": "analyst", "masked": False})


def test_a_link_stays_a_link_and_its_file_is_written(asked, tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "a.csv").symlink_to(tmp_path / "kept" / "b.csv")
    assert asked("repeat-locations", *AS_AT, "--output", tmp_path / "a.csv").code == 0
    assert (tmp_path / "a.csv").is_symlink()
    assert len(table(tmp_path / "kept" / "b.csv")) == 1


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson", "gpkg"])
def test_a_file_is_in_the_register_and_the_record_by_its_hash(
    asked, owner, tmp_path, ending, masked
):
    out = tmp_path / f"a.{ending}"
    how = () if masked else ("--exact",)
    told = asked("flag", *AS_AT, "--output", out, "--json", *WHY, *how).json["output"]
    sha256 = hashlib.sha256(out.read_bytes()).hexdigest()
    assert told["sha256"] == sha256
    with owner.connect() as connection:
        (row,) = connection.execute(text("SELECT * FROM held.export")).mappings()
        entry = (
            connection.execute(
                text("SELECT * FROM audit.entry WHERE seq = :seq"), {"seq": row["audit_seq"]}
            )
            .mappings()
            .one()
        )
    assert (row["sha256"], row["rows"], row["masked"]) == (sha256, 1, masked)
    assert (row["expires_on"] - row["made_at"].date()).days == 30
    assert (entry["action"], entry["detail"]["sha256"], entry["detail"]["rows"]) == (
        "export",
        sha256,
        1,
    )
    assert entry["actor"].startswith("console:")
    assert entry["detail"]["task"] == row["task"]
    assert asked("audit", "verify").code == 0


def test_each_format_carries_its_marking(asked, tmp_path):
    paths = {ending: tmp_path / f"a.{ending}" for ending in ("csv", "xlsx", "geojson", "gpkg")}
    for path in paths.values():
        asked("flag", *AS_AT, "--output", path)
    beside = (tmp_path / "a.csv.txt").read_text()
    assert hashlib.sha256(paths["csv"].read_bytes()).hexdigest() in beside
    assert f"handling: {HANDLING}" in beside
    assert "taken_by: console:" in beside
    book = openpyxl.load_workbook(paths["xlsx"])
    assert book.sheetnames == ["flagged_premises", "about this file"]
    about = dict(book["about this file"].iter_rows(values_only=True))
    assert about["handling"] == HANDLING
    assert HANDLING in book["flagged_premises"].oddHeader.center.text
    whole = json.loads(paths["geojson"].read_text())
    assert whole["nightjar"]["handling"] == HANDLING
    assert len(geopandas.read_file(paths["geojson"])) == 1
    told = pyogrio.read_info(paths["gpkg"])["dataset_metadata"]
    assert told["handling"] == HANDLING
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in paths.values())


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_is_a_formula_in_a_spreadsheet(tmp_path, ending, name):
    import datetime as dt
    from uuid import uuid4

    import shapely

    from geo.marking import Marking

    frame = geopandas.GeoDataFrame(
        {"name": [name], "rows": [3]}, geometry=[shapely.Point(X, Y)], crs=27700
    ).rename_geometry("geom")
    marking = Marking(
        uuid4(), name, dt.datetime.now(dt.UTC), masked=True, expires_on=dt.date(2026, 12, 1)
    )
    out = tmp_path / f"a.{ending}"
    outputs.write(frame, out, "layer", marking)
    if ending == "csv":
        assert len(table(out)) == 1  # what comes after a carriage return begins no row
        assert table(out)[0]["name"] == (name if name[0] == "a" else f"'{name}")
        assert table(out)[0]["rows"] == "3"
        return
    for sheet in openpyxl.load_workbook(out):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type in {"s", "n", "inlineStr"}
    sheet = openpyxl.load_workbook(out)["layer"]
    assert sheet["A2"].value.strip() == name.replace("\r", "\n").strip()  # as XML has it
    assert (sheet["A2"].quotePrefix, sheet["B2"].value) == (name[0] != "a", 3)


def test_a_file_that_cannot_be_recorded_does_not_leave(asked, owner, tmp_path):
    with owner.begin() as connection:
        connection.execute(
            text("REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA audit FROM nightjar_publisher")
        )
        for name in ("add", "purpose_in_force", "record_consultation"):
            connection.execute(
                text(f"GRANT EXECUTE ON FUNCTION audit.{name} TO nightjar_publisher")
            )
    before = set(tmp_path.iterdir())
    refused = asked("flag", *AS_AT, "--output", tmp_path / "a.csv")
    assert refused.code == 1
    assert "cannot be written" in refused.err
    assert set(tmp_path.iterdir()) == before


def test_locations_that_cannot_be_recorded_are_not_shown(asked, owner):
    with owner.begin() as connection:
        connection.execute(
            text("REVOKE EXECUTE ON FUNCTION audit.record_consultation FROM nightjar_publisher")
        )
    refused = asked("repeat-locations", *AS_AT)
    assert (refused.code, refused.out) == (1, "")


def test_a_script_that_states_no_purpose_is_shown_as_such_to_the_reviewer(asked):
    asked("repeat-locations", *AS_AT)
    assert "no purpose was stated" in asked("audit", "list", "--action", "consult").out
    asked("repeat-locations", *AS_AT, *WHY)
    newest = asked("audit", "list", "--action", "consult", "--json").json["entries"][0]
    assert (newest["purpose"], newest["stated"]["case"]) == ("licensing", "LIC-2026/0417")
    assert asked("purpose", "--json").json["purpose"] == "licensing"


def test_a_file_without_a_purpose_is_shown_as_such_to_the_reviewer(asked, tmp_path):
    asked("flag", *AS_AT, "--output", tmp_path / "a.csv", "--json")
    (entry,) = asked("audit", "list", "--action", "export", "--json").json["entries"]
    assert (entry["purpose"], entry["actor"].startswith("console:")) == (None, True)
    assert "no purpose was stated" in asked("audit", "list", "--action", "export").out


@pytest.mark.parametrize(
    "more",
    [
        ("--purpose", "analysis"),
        ("--purpose", "analysis", "--reason", "short"),
        ("--purpose", "analysis", "--case", "x"),
        ("--reason", f"about {'ab12' * 8} alone"),
    ],
)
def test_a_purpose_that_says_nothing_or_too_much_is_wrong_usage(asked, more):
    assert asked("repeat-locations", *AS_AT, *more).code == 2


def test_looking_at_a_load_is_recorded_and_its_rejects_leave_by_the_one_way(asked, tmp_path):
    rows = [episode_row(8), episode_row(9, easting="none")]
    path = write(tmp_path / "bad.csv", files.episodes(rows))
    asked("load", "episodes", path, "--supplier", "Invented Police")
    (newest, *_) = asked("loads", "--json").json["loads"]
    out = tmp_path / "rejects.csv"
    assert asked("loads", "show", newest["load"], "--rejects", out).code == 0
    entries = asked("audit", "list", "--json").json["entries"]
    assert [each["action"] for each in entries[:2]] == ["export", "consult"]
    assert entries[1]["subject"] == f"load:{newest['load']}"
    (row,) = table(out)
    assert list(row) == ["row", "column", "reason", "what must be so", "found"]
    assert row["row"] == "3"
    assert f"handling: {HANDLING}" in (tmp_path / "rejects.csv.txt").read_text()


@pytest.mark.parametrize("since", ["2099-01-01", "2026-01-01"])
def test_the_record_can_be_listed_from_a_day(asked, since):
    found = asked("audit", "list", "--since", since, "--json").json["entries"]
    assert bool(found) is (since == "2026-01-01")


@pytest.mark.parametrize(
    ("count", "told"),
    [
        *((2, "under 3"), (3, "3 to 5"), (5, "3 to 5"), (6, "6 to 10"), (10, "6 to 10")),
        *((11, "11 to 20"), (20, "11 to 20"), (21, "21 or more")),
    ],
)
def test_a_count_is_told_as_its_band_which_no_spreadsheet_takes_for_a_day(count, told):
    assert masking.band(count) == told
