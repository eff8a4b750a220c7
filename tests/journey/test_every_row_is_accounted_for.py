"""Rows in are rows accepted, rejected or already held: whatever is in them, however they come."""

import itertools
from contextlib import contextmanager

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings, strategies
from sqlalchemy import create_engine, text

from geo.database import engine, query
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


@pytest.mark.slow
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


@pytest.mark.slow
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


def test_the_same_file_again_changes_nothing_and_says_so(nightjar, owner, tmp_path):
    path = write(tmp_path / "r.csv", files.register([premises_row(n) for n in range(1, 10)]))
    line = ("load", "premises", path, "--authority", "E08000003", "--json")
    assert nightjar(*line).json["accepted"] == 9
    before = everything(owner)
    again = nightjar(*line).json
    assert (again["state"], again["accepted"], again["already_held"]) == ("already_loaded", 0, 9)
    assert everything(owner) == before


def test_the_same_file_again_lists_what_it_turned_away_the_first_time(nightjar, tmp_path):
    rows = [premises_row(n) for n in range(1, 10)]
    path = write(tmp_path / "r.csv", files.register([*rows, premises_row(10)[:-3]]))
    lists = [tmp_path / "first.csv", tmp_path / "again.csv"]
    for name in lists:
        line = ("load", "premises", path, "--authority", "E08000003", "--rejects", name, "--json")
        assert nightjar(*line).json["rejected"] == 1
    assert lists[0].read_text("utf-8") == lists[1].read_text("utf-8")


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
                "SELECT episode_ref, child_ref, category, episode.started_at, role,"
                " ST_X(geom), ST_Y(geom)"
                " FROM held.episode AS episode INNER JOIN held.child USING (child_id)"
                " INNER JOIN held.episode_coding USING (coding_id)"
                " INNER JOIN held.placed_episode USING (episode_id)"
                " INNER JOIN held.map_point USING (point_id)"
                " INNER JOIN held.place_coding USING (place_coding_id) ORDER BY 1, 5, 6, 7"
            )
        ).all()
    engine.dispose()
    return [tuple(row) for row in rows]


@contextmanager
def delivered(server, monkeypatch, folder, parts):
    """A database into which deliveries were loaded in the order in which they are given."""
    from webmap.cli import main

    name = server.copy_of("blank")
    lead = server.settings(name)
    monkeypatch.setenv("NIGHTJAR_DATABASE_URL", lead.database_url)
    lad = write(folder / "lad.geojson", files.boundary())
    CliRunner().invoke(main, ["load", "boundaries", str(lad), "--kind", "authority"])
    for number, rows in enumerate(parts):
        path = write(folder / f"part{number}.csv", episodes(rows))
        line = ["load", "episodes", str(path), "--supplier", "Invented Police"]
        assert CliRunner().invoke(main, line, catch_exceptions=False).exit_code == 0
    yield lead
    server.drop(name)


def overlapping(many):
    """Deliveries of 14 episodes, each of which has the last four of the one before it."""
    return [[episode_row(n, f"c{n % 4}") for n in range(k * 10, k * 10 + 14)] for k in range(many)]


def test_the_order_of_deliveries_does_not_matter_to_what_is_held(server, monkeypatch, tmp_path):
    first, second, third = overlapping(3)
    outcomes = []
    for parts in ((first, second, third), (third, first, second)):
        with delivered(server, monkeypatch, tmp_path, parts) as lead:
            outcomes.append(held_episodes(lead))
    assert outcomes[0] == outcomes[1]
    assert len(outcomes[0]) == 34


@pytest.mark.slow
def test_in_each_of_the_24_orders_of_four_deliveries_what_is_held_has_one_hash(
    server, monkeypatch, tmp_path
):
    states = set()
    for parts in itertools.permutations(overlapping(4)):
        with delivered(server, monkeypatch, tmp_path, parts) as lead:
            found = engine(lead)
            with found.connect() as connection:
                states.add(tuple(connection.execute(query("drill_state")).one()))
            found.dispose()
    assert len(states) == 1
    assert states.pop()[0] > 88  # 44 episodes, each with its place


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
