"""The analyst's commands over the sample county: answers, files, manifests, and who is recorded."""

import json
import re
import struct
import zlib

import geopandas
import pandas as pd
import pytest
from click.testing import CliRunner
from sqlalchemy import text

from tests.answer import Answer
from webmap.cli import main

DAYS = ("--to", "2026-09-30", "--window-days", "365")
COMMANDS = {
    "hotspots": (),
    "near-repeat": ("--shuffles", "19"),
    "scan": ("--shuffles", "19", "--radius-m", "250", "--period-days", "28"),
    "evaluate": (),
    "colocation": ("--kind", "takeaway", "--shuffles", "99"),
}
# what each draws, which every row of its answer has
METHODS = {
    "grid": "events", "hexagon": "events", "kde": "density_km2", "dual-kde": "to_thousand",
    "gi": "gi_star", "moran": "moran", "dbscan": "events", "st-dbscan": "events",
    "emerging": "hot_periods", "location-quotient": "quotient",
    "by-area": "events",
}  # fmt: skip
COMPARED = (
    *("compare", "--changed-on", "2026-07-03", "--days", "90"),
    *("--target", "299389,411963,200", "--control", "296250,404000,200"),
)


@pytest.fixture(scope="module")
def run(county_settings):
    def ask(*words):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("NIGHTJAR_DATABASE_URL", str(county_settings.database_url))
            patch.setenv("NIGHTJAR_DATABASE_LOGINS", county_settings.database_logins)
            done = CliRunner().invoke(main, [str(each) for each in words], catch_exceptions=False)
        return Answer(done.exit_code, done.stdout, done.stderr)

    return ask


@pytest.mark.parametrize("name", COMMANDS)
def test_each_analysis_answers_the_same_and_from_its_manifest_again(run, name, tmp_path):
    file = tmp_path / "found.geojson"
    answer = run(name, *DAYS, *COMMANDS[name], "--output", file, "--json")
    assert answer.code == 0, answer.err
    made = json.loads((tmp_path / "found.geojson.manifest.json").read_text())
    assert made["data_sha256"] == answer.json["data_sha256"]
    assert made["terms"]["as_at"] == "2026-09-30"
    again = run("rerun", f"{file}.manifest.json", "--json").json
    assert again == {
        "same_data": True, "same_result": True, "result_sha256": made["result_sha256"],
    }  # fmt: skip
    assert run(name, *DAYS, *COMMANDS[name]).code == 0


@pytest.mark.parametrize("method", METHODS)
def test_each_method_answers_as_a_file_and_from_its_manifest_again(run, method, tmp_path):
    file = tmp_path / "found.gpkg"
    asked = ("hotspots", "--method", method, *DAYS)
    answer = run(*asked, "--output", file, "--json")
    assert answer.code == 0, answer.err
    assert answer.json["events"] >= 20
    found = geopandas.read_file(file)
    assert found.crs.to_epsg() == 27700
    assert found[METHODS[method]].notna().all()
    assert run("rerun", f"{file}.manifest.json", "--json").json["same_result"] is True
    few = run("hotspots", "--method", method, "--to", "2026-09-30", "--window-days", "1")
    assert (few.code, "too few to map" in few.err) == (1, True)


def test_a_bandwidth_that_was_used_is_printed_and_an_option_given_in_vain_is_refused(run):
    told = run("hotspots", "--method", "kde", *DAYS, "--bandwidth-m", "400").out
    assert "bandwidth m: 400" in told
    vain = run("hotspots", "--method", "gi", *DAYS, "--bandwidth-m", "400")
    assert vain.code == 2
    assert "has no use for --bandwidth-m" in vain.err


def test_hotspots_are_judged_over_several_spans_of_days_that_they_had_not_seen(run):
    asked = ("evaluate", "--to", "2026-09-30", "--window-days", "365")
    once = run(*asked, "--json").json
    found = run(*asked, "--rounds", "3", "--json").json
    before = run("evaluate", "--to", "2026-09-02", "--window-days", "365", "--json").json
    assert found["rounds"] == 3
    assert found["later"] > once["later"] + before["later"]
    told = found["pai_of_10_percent_by_round"]["counts"].split(", ")
    assert len(told) == 3
    assert "rounds: 3" in run(*asked, "--rounds", "3").out


def test_company_is_asked_of_enough_places_and_of_a_kind_that_there_is(run):
    few = run("colocation", "--kind", "takeaway", "--to", "2026-09-30", "--window-days", "1")
    assert "too few to map: at least 5 repeat locations" in few.err
    assert "kind of premises must be one of" in run("colocation", "--kind", "bakery", *DAYS).err


def test_company_is_asked_without_pseudonyms_in_the_words_of_other_commands(run):
    asked = ("colocation", *COMMANDS["colocation"], *DAYS, "--json", "--min-children")
    assert run(*asked, "off").json == run(*asked, "0").json != run(*asked, "2").json
    assert "whole number or 'off'" in run(*asked, "none").err


def test_a_manifest_whose_data_are_others_does_not_pass_for_the_same(run, tmp_path):
    file = tmp_path / "h.csv"
    assert run("hotspots", *DAYS, "--output", file, "--json").code == 0
    beside = tmp_path / "h.csv.manifest.json"
    made = json.loads(beside.read_text())
    made["terms"]["window_days"] = 300
    beside.write_text(json.dumps(made))
    answer = run("rerun", beside)
    assert answer.code == 1
    assert "the data are not what they were" in answer.err
    beside.write_text("[]")
    assert "it is no manifest" in run("rerun", beside).err


def test_the_hotspots_are_where_venues_were_planted(run, planted, tmp_path):
    file = tmp_path / "h.gpkg"
    assert run("hotspots", *DAYS, "--output", file, "--json").code == 0
    cells = geopandas.read_file(file)
    hot = cells[cells["hotspot"]]
    points = geopandas.GeoSeries.from_xy(
        [v["map_point_easting"] for v in planted["recurring"]],
        [v["map_point_northing"] for v in planted["recurring"]],
        crs=27700,
    )
    # a cell is hot by its neighbours too, and a venue of a village is alone
    assert sum(hot.distance(point).min() <= 250 for point in points) >= 10
    assert cells.crs.to_epsg() == 27700
    assert (cells["events"] > 0).all()


def test_pictures_are_whole_and_hold_nothing_from_outside(run, tmp_path):
    for name in ("h.svg", "h.png", "c.svg"):
        asked = ("hotspots",) if name[0] == "h" else ("hotspots", "--method", "dbscan")
        assert run(*asked, *DAYS, "--output", tmp_path / name, "--json").code == 0
        assert "OFFICIAL-SENSITIVE" in (tmp_path / f"{name}.txt").read_text()
    drawn = (tmp_path / "h.svg").read_text()
    assert drawn.count("<path") > 100
    for each in (drawn, (tmp_path / "c.svg").read_text()):
        assert not re.search(r"href|script|style=|url\(", each)
    data = (tmp_path / "h.png").read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    size = struct.unpack(">I", data[33:37])[0]
    assert len(zlib.decompress(data[41 : 41 + size])) == height * (1 + 3 * width)


def test_before_and_after_counts_what_lies_in_each_area(run, county):
    answer = run(*COMPARED, "--ring-m", "100", "--json").json
    with county.connect() as connection:
        seen = connection.scalar(
            text(
                "SELECT count(DISTINCT episode_id)"
                " FROM derived.qualifying_places('2026-09-30', 90) INNER JOIN"
                " held.map_point USING (point_id)"
                " WHERE ST_DWithin(geom, ST_SetSRID(ST_MakePoint(299389, 411963), 27700), 200)"
            )
        )
    assert answer["counts"]["target"][1] == seen
    assert answer["low"] < answer["wdd"] < answer["high"]
    words = run(*COMPARED).out
    assert "events than the control leads to expect" in words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("hotspots", *DAYS, "--bandwidth-m", "100"), "bandwidth must be at least the side"),
        (("hotspots", "--to", "2026-09-30", "--window-days", "1"), "too few to map"),
        (("hotspots", *DAYS, "--only", "Colour=red"), "--only can ask of"),
        (("hotspots", *DAYS, "--output", "h.docx"), "--output must end in"),
        ((*COMPARED[:6], "1,2", *COMPARED[7:]), "--target must be easting"),
        ((*COMPARED[:8], "299400,411963,200"), "must lie apart"),
        ((*COMPARED[:2], "9999-12-31", *COMPARED[3:]), "the days before and after must be"),
        ((*COMPARED[:2], "0001-01-02", *COMPARED[3:]), "the days before and after must be"),
        (("hotspots", *DAYS, "--method", "dbscan", "--reach-m", "nan"), "must be a number"),
        (("hotspots", *DAYS, "--false-discovery", "nan"), "must be a number"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_sentence(run, words, said):
    answer = run(*words)
    assert answer.code in {1, 2}
    assert said in answer.err


def test_flags_have_walking_distances_beside_the_straight_line_if_they_are_asked_for(run, tmp_path):
    file = tmp_path / "f.csv"
    asked = ("flag", "--as-at", "2026-09-30", "--network", "--output", file, "--json")
    answer = run(*asked, "--exact", "--reason", "the river lies between them")
    assert answer.code == 0, answer.err
    walked = answer.json["network"]
    assert walked["ways_found"] == walked["pairs"] == answer.json["pairs"] > 100
    pairs = pd.read_csv(file)
    # rounded to 10 m, and a corner of a road is right to two
    assert (pairs["walking_m"] >= pairs["distance_m"] - 10).all()
    assert (pairs["walking_m"] > 2 * pairs["distance_m"]).any()
    masked = run(*asked)
    assert (masked.code, "measured from points" in masked.err) == (2, True)


def test_whoever_asks_is_recorded(run, county):
    assert run("hotspots", *DAYS, "--json").code == 0
    with county.connect() as connection:
        assert connection.scalar(
            text("SELECT count(*) > 0 FROM audit.entry WHERE detail ->> 'route' ~ 'hotspots'"
                 " OR subject ~ 'hotspots' OR action ~ 'hotspots' OR detail::text ~ 'hotspots'")
        )  # fmt: skip
