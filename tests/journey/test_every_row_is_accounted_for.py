"""Rows in are rows accepted, rejected or already held: whatever is in them, however they come."""

import itertools

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings, strategies
from sqlalchemy import create_engine, text

from tests.answer import Answer
from tests.journey import files
from tests.journey.files import AUTHORITY, X, Y, episode_row, episodes, premises_row, write
from tests.journey.held import everything

NUMBERS = itertools.count()
CELLS = strategies.one_of(
    strategies.text(
        strategies.characters(exclude_categories=("Cs",), exclude_characters="\r\n\x00"),
        max_size=20,
    ),
    strategies.sampled_from(
        ["", " ", "NULL", "N/A", "-", "0", "nan", "inf", "01/02/2026", "M1 1AA"]
    ),
    strategies.integers(-10, 2_000_000).map(str),
)


@pytest.fixture
def load(settings, monkeypatch, tmp_path):
    """Write a file and load it: for many examples on one database."""
    from webmap.cli import main

    monkeypatch.setenv("NIGHTJAR_DATABASE_URL", settings.database_url)
    lad = write(tmp_path / "lad.geojson", files.boundary())
    CliRunner().invoke(main, ["load", "boundaries", str(lad), "--kind", "authority"])

    def run(content, *line):
        path = write(tmp_path / f"{next(NUMBERS)}.csv", content)
        given_line = ["load", line[0], str(path), *line[1:], "--json"]
        done = CliRunner().invoke(main, given_line, catch_exceptions=False)
        return Answer(done.exit_code, done.stdout, done.stderr)

    return run


MANY = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PREMISES_LINE = ("premises", "--authority", AUTHORITY)
EPISODES_LINE = ("episodes", "--supplier", "Invented Police")


def add_up(answer):
    told = answer.json
    if answer.code == 1:
        assert told["state"] == "refused"
        return told
    assert told["read"] == told["accepted"] + told["rejected"] + told["already_held"]
    assert sum(told["reasons"].values()) == told["rejected"]
    return told


@MANY
@given(
    rows=strategies.lists(strategies.lists(CELLS, min_size=7, max_size=7), min_size=1, max_size=12)
)
def test_any_cells_of_a_register_add_up(load, rows):
    good = [premises_row(n) for n in range(1, 6)]
    answer = load(files.register([*good, *rows]), *PREMISES_LINE)
    told = add_up(answer)
    if answer.code == 0:
        assert told["read"] + told["blank"] == 5 + len(rows)


@MANY
@given(
    changes=strategies.lists(
        strategies.dictionaries(
            strategies.sampled_from(
                ["category", "start", "role", "easting", "northing", "place_kind", "authority_code"]
            ),
            CELLS,
            max_size=3,
        ),
        min_size=1,
        max_size=12,
    )
)
def test_any_cells_of_a_delivery_add_up(load, changes):
    first = next(NUMBERS) * 1000
    rows = [episode_row(first + n, f"c{n}", **change) for n, change in enumerate(changes)]
    answer = load(episodes([episode_row(first + 900), *rows]), *EPISODES_LINE)
    told = add_up(answer)
    if answer.code == 0:
        assert told["read"] == 1 + len(rows)


# each kind's header, a sound row of it, and the command's words
OTHERS = {
    "taxi vehicles": (
        ("Vehicle Registration", "Licence Number", "Expiry Date", "Type"),
        ("AB12XYZ", "PHV1", "2027-01-31", "Private Hire Vehicle"),
        ("taxi", "--authority", AUTHORITY, "--kind", "vehicles"),
    ),
    "food": (
        ("FHRSID", "BusinessName", "BusinessTypeID", "PostCode", "LocalAuthorityName"),
        ("1", "Gull Fry", "7844", "", "Skerrowby"),
        ("food",),
    ),
    "addresses": (
        ("UPRN", "X_COORDINATE", "Y_COORDINATE"),
        ("1", str(X), str(Y)),
        ("addresses",),
    ),
    "postcodes": (
        ("Postcode", "Positional_quality_indicator", "Eastings", "Northings"),
        ("ZZ1 1AA", "10", str(X), str(Y)),
        ("postcodes",),
    ),
}


@pytest.mark.parametrize("kind", OTHERS)
@settings(MANY, max_examples=12)
@given(
    rows=strategies.lists(strategies.lists(CELLS, min_size=5, max_size=5), min_size=1, max_size=8)
)
def test_any_cells_of_other_kinds_add_up(load, kind, rows):
    header, sound, line = OTHERS[kind]
    content = files.rows_as_csv(header, [sound, *(row[: len(header)] for row in rows)])
    told = add_up(load(content, *line))
    if told["state"] != "refused":
        assert told["read"] + told["blank"] == 1 + len(rows)


def test_the_same_file_again_changes_nothing_and_says_so(nightjar, owner, tmp_path):
    path = write(tmp_path / "r.csv", files.register([premises_row(n) for n in range(1, 10)]))
    line = ("load", "premises", path, "--authority", "E08000003", "--json")
    assert nightjar(*line).json["accepted"] == 9
    before = everything(owner)
    again = nightjar(*line).json
    assert (again["state"], again["accepted"], again["already_held"]) == ("already_loaded", 0, 9)
    assert everything(owner) == before


def test_the_same_rows_in_another_file_are_already_held(load):
    rows = [premises_row(n) for n in range(1, 10)]
    assert load(files.register(rows), *PREMISES_LINE).json["accepted"] == 9
    again = load(files.register([*rows[::-1], premises_row(10)]), *PREMISES_LINE).json
    assert (again["accepted"], again["already_held"]) == (1, 9)
    rows = [episode_row(n, f"c{n}") for n in range(1, 10)]
    assert load(episodes(rows), *EPISODES_LINE).json["accepted"] == 9
    again = load(episodes([*rows[::-1], episode_row(10)]), *EPISODES_LINE).json
    assert (again["accepted"], again["already_held"]) == (1, 9)


def held_episodes(settings):
    engine = create_engine(settings.database_url)
    with engine.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT episode_ref, child_ref, category, started_at, role, ST_X(geom), ST_Y(geom)"
                " FROM held.episode INNER JOIN held.child USING (child_id)"
                " INNER JOIN held.episode_coding USING (coding_id)"
                " INNER JOIN held.episode_place USING (episode_id)"
                " INNER JOIN held.map_point USING (point_id)"
                " INNER JOIN held.place_coding USING (place_coding_id) ORDER BY 1, 5, 6, 7"
            )
        ).all()
    engine.dispose()
    return [tuple(row) for row in rows]


def test_the_order_of_deliveries_does_not_matter_to_what_is_held(server, monkeypatch, tmp_path):
    from webmap.cli import main

    parts = [[episode_row(n, f"c{n % 4}") for n in range(k * 10, k * 10 + 14)] for k in range(3)]
    outcomes = []
    for order in ((0, 1, 2), (2, 0, 1)):
        name = server.copy_of("blank")
        lead = server.settings(name)
        monkeypatch.setenv("NIGHTJAR_DATABASE_URL", lead.database_url)
        lad = write(tmp_path / "lad.geojson", files.boundary())
        CliRunner().invoke(main, ["load", "boundaries", str(lad), "--kind", "authority"])
        for number in order:
            path = write(tmp_path / f"part{number}.csv", episodes(parts[number]))
            line = ["load", "episodes", str(path), "--supplier", "Invented Police"]
            assert CliRunner().invoke(main, line, catch_exceptions=False).exit_code == 0
        outcomes.append(held_episodes(lead))
        server.drop(name)
    assert outcomes[0] == outcomes[1]
    assert len(outcomes[0]) == 34


def test_a_later_word_on_an_episode_corrects_it_and_the_earlier_is_kept(load, settings):
    assert load(episodes([episode_row(1)]), *EPISODES_LINE).json["accepted"] == 1
    told = load(episodes([episode_row(1, easting=X + 700)]), *EPISODES_LINE).json
    assert told["read"] == told["accepted"] + told["rejected"] + told["already_held"] == 1
    ((*_, easting, northing),) = held_episodes(settings)
    assert (easting, northing) == (X + 700, Y)
    engine = create_engine(settings.database_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM held.episode_correction")) == 1
    engine.dispose()


def test_a_licence_keeps_its_history_and_the_newest_register_says_if_it_is_in_force(load, settings):
    assert load(files.register([premises_row(1)]), *PREMISES_LINE).json["accepted"] == 1
    over = premises_row(1, Status="Surrendered")
    assert load(files.register([over]), *PREMISES_LINE).json["accepted"] == 1
    engine = create_engine(settings.database_url)
    with engine.connect() as connection:
        statuses = connection.execute(
            text("SELECT status FROM held.premises_licence ORDER BY status")
        ).scalars()
        assert list(statuses) == ["in_force", "surrendered"]
        assert connection.scalar(text("SELECT count(*) FROM held.premises")) == 1
        in_force = text("SELECT count(*) FROM derived.licences_in_force('2026-09-30')")
        assert connection.scalar(in_force) == 0
    engine.dispose()


def test_other_rows_are_left_out_by_name(load):
    rows = [episode_row(n, f"c{n}", category=("missing", "absent")[n % 2]) for n in range(10)]
    told = load(episodes(rows), *EPISODES_LINE, "--only", "category=absent").json
    assert told["accepted"] == 5
    assert told["read"] == told["accepted"] + told["rejected"] + told["already_held"]
