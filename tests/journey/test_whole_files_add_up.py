"""Rows in are rows accepted, rejected or already held: of every loader, over whole files by chance.

A file is a header and records of every sort: sound, changed in some cells, too short or too long,
blank, and the same again. What is on any of its lines is counted once.
"""

import itertools
from dataclasses import dataclass

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.answer import Answer
from tests.journey import files
from tests.journey.files import AUTHORITY, X, Y, episode_row, premises_row, pseudonym, write

NUMBERS = itertools.count()
CELLS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\n\x00"), max_size=20),
    st.sampled_from(["", " ", "NULL", "N/A", "-", "0", "nan", "inf", "1e999", "+5", "M1 1AA"]),
    st.sampled_from(["01/02/2026", "31/02/2026", "0001-01-01", "9999-12-31", "2026-03-29 01:30"]),
    st.integers(-10, 2_000_000).map(str),
)


@dataclass(frozen=True)
class Kind:
    """A loader's file: its header (none of a file without), a sound record, its command's words.

    ``kept``: columns that are never changed, since a fault in one refuses the whole file.
    """

    header: tuple[str, ...]
    sound: tuple[object, ...]
    line: tuple[str, ...]
    kept: int = 0
    headed: bool = True


EPISODES = ("episodes", "--supplier", "Invented Police")
TAXI = ("taxi", "--authority", AUTHORITY, "--kind")
KINDS = {
    "premises": Kind(
        files.PREMISES, tuple(premises_row(1)), ("premises", "--authority", AUTHORITY)
    ),
    "episodes": Kind(files.EPISODES, tuple(episode_row(1)), EPISODES, kept=2),
    "ssda903": Kind(
        ("CHILD", "MISSING", "MIS_START", "MIS_END", "AGE_BAND"),
        (pseudonym("a"), "M", "03/07/2025", "05/07/2025", "13-15"),
        EPISODES,
        kept=1,
    ),
    "street": Kind(
        ("Crime ID", "Month", "Longitude", "Latitude", "LSOA name", "Crime type"),
        ("", "2026-07", "-3.5198", "53.5797", "Skerrowby 001A", "Burglary"),
        EPISODES,
    ),
    "taxi operators": Kind(
        ("Operator Name", "Base Address", "Postcode", "Easting", "Northing", "Vehicles", "Expiry"),
        ("Tern Cars", "4 Quay Street", "", str(X), str(Y), "12", "2027-01-31"),
        (*TAXI, "operators"),
    ),
    "taxi vehicles": Kind(
        ("Vehicle Registration", "Licence Number", "Expiry Date", "Type", "Seats", "WAV"),
        ("AB12XYZ", "PHV1", "2027-01-31", "Private Hire Vehicle", "4", "N"),
        (*TAXI, "vehicles"),
    ),
    "taxi drivers": Kind(
        ("Badge No", "Name", "Type", "Start", "Expiry", "Status"),
        ("D1", "Ambry Heskungle", "PH", "2026-01-01", "2027-01-31", "Current"),
        (*TAXI, "drivers"),
    ),
    "taxi ranks": Kind(
        ("Name", "Easting", "Northing", "Spaces", "Hours"),
        ("Quay Street", str(X), str(Y), "4", "18:00-04:00"),
        (*TAXI, "ranks"),
    ),
    "taxi, national": Kind(
        (),
        ("ZQ59QMT", "2026-01-14", "2027-01-13", "PHV", "Skerrowby", "SK1000", "false"),
        (*TAXI, "national"),
        headed=False,
    ),
    "food": Kind(
        ("FHRSID", "BusinessName", "BusinessTypeID", "PostCode", "LocalAuthorityName"),
        ("1", "Gull Fry", "7844", "", "Skerrowby"),
        ("food",),
    ),
    "addresses": Kind(
        ("UPRN", "X_COORDINATE", "Y_COORDINATE"), ("1", str(X), str(Y)), ("addresses",)
    ),
    "postcodes": Kind(
        ("Postcode", "Positional_quality_indicator", "Eastings", "Northings"),
        ("ZZ1 1AA", "10", str(X), str(Y)),
        ("postcodes",),
    ),
}


def records(kind):
    """Records of every sort that a file of a kind can have."""
    width, sound = len(kind.sound), [str(cell) for cell in kind.sound]
    places = st.integers(kind.kept, width - 1)
    changed = st.dictionaries(places, CELLS, min_size=1, max_size=3).map(
        lambda changes: [changes.get(place, cell) for place, cell in enumerate(sound)]
    )
    ragged = st.integers(1, width + 3).map(lambda many: [*sound, "x", "y", "z"][:many])
    blank = st.sampled_from([[""], [""] * width])
    return st.lists(
        st.one_of(changed, changed, ragged, blank, st.just(sound)), min_size=1, max_size=14
    ).map(lambda made: [sound, *made])


@pytest.fixture
def load(settings, monkeypatch, tmp_path):
    """Write a file and load it: for many examples on one database."""
    from webmap.cli import main

    monkeypatch.setenv("NIGHTJAR_DATABASE_URL", settings.database_url)
    lad = write(tmp_path / "lad.geojson", files.boundary())
    CliRunner().invoke(main, ["load", "boundaries", str(lad), "--kind", "authority"])

    def run(content, line, suffix="csv"):
        path = write(tmp_path / f"{next(NUMBERS)}.{suffix}", content)
        told = ["load", line[0], str(path), *line[1:], "--json"]
        done = CliRunner().invoke(main, told, catch_exceptions=False)
        return Answer(done.exit_code, done.stdout, done.stderr)

    return run


def adds_up(answer, lines):
    """Every record is counted once; a file that is refused has changed nothing."""
    told = answer.json
    if answer.code == 1:
        assert told["state"] == "refused"
        return
    assert told["read"] == told["accepted"] + told["rejected"] + told["already_held"]
    assert sum(told["reasons"].values()) == told["rejected"]
    assert told["read"] + told["blank"] == lines


def trying(many):
    return settings(
        max_examples=many,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


def tables_add_up(load, kind, many):
    @trying(many)
    @given(made=records(kind))
    def holds(made):
        written = files.rows_as_csv(kind.header, made) if kind.headed else ""
        if not kind.headed:
            written = files.rows_as_csv(made[0], made[1:])
        adds_up(load(written, kind.line), len(made))

    holds()


@pytest.mark.parametrize("name", KINDS)
def test_every_record_of_any_table_is_counted_once(load, name):
    tables_add_up(load, KINDS[name], 7)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", KINDS)
def test_every_record_of_a_thousand_tables_is_counted_once(load, name):
    tables_add_up(load, KINDS[name], 1_000 // len(KINDS) + 1)


# what a map may have in the place of an area or a line
SQUARE = [[X, Y], [X + 900, Y], [X + 900, Y + 900], [X, Y]]
BOW = [[X, Y], [X + 900, Y + 900], [X + 900, Y], [X, Y + 900], [X, Y]]
GEOMETRIES = st.sampled_from(
    [
        {"type": "Polygon", "coordinates": [SQUARE]},
        {"type": "Polygon", "coordinates": [BOW]},
        {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
        {"type": "LineString", "coordinates": [[X, Y], [X + 900, Y]]},
        {"type": "LineString", "coordinates": [[X, Y]]},
        {"type": "Point", "coordinates": [X, Y]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[9e9, 9e9], [9e9, 1e300], [0, 0], [9e9, 9e9]]]},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "Nothing"},
        None,
        "x",
    ]
)
MAPS = {
    "boundaries": (("boundaries", "--kind", "ward"), ("WD26CD", "WD26NM")),
    "roads": (("roads",), ("class", "name")),
}


@pytest.mark.parametrize("name", MAPS)
def test_every_feature_of_any_map_is_counted_once(load, name):
    line, (first, second) = MAPS[name]
    known = ["a", "street", "E05999001", "E05999002"]
    properties = st.fixed_dictionaries(
        {first: st.one_of(st.sampled_from(known), CELLS), second: CELLS}
    )
    feature = st.builds(
        lambda geometry, said: {"type": "Feature", "geometry": geometry, "properties": said},
        *(GEOMETRIES, properties),
    )

    @trying(20)
    @given(made=st.lists(feature, min_size=1, max_size=8))
    def holds(made):
        adds_up(load(files.geojson(made), line, "geojson"), len(made))

    holds()


@trying(20)
@given(
    made=st.lists(
        st.dictionaries(
            st.sampled_from(
                [
                    *("FHRSID", "BusinessTypeID", "BusinessName", "PostCode", "RatingDate"),
                    *("LocalAuthorityName", "AddressLine1"),
                ]
            ),
            CELLS.map(lambda cell: "".join(sign for sign in cell if sign.isprintable())),
            max_size=3,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_establishment_of_any_xml_is_counted_once(load, made):
    from xml.sax.saxutils import escape

    sent = [
        {"FHRSID": next(NUMBERS) + 1, **{tag: escape(cell) for tag, cell in each.items()}}
        for each in made
    ]
    adds_up(load(files.food(sent), ("food",), "xml"), len(sent))
