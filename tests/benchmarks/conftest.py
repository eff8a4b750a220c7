"""Sizes, files and databases of the benchmarks, and the table of their ratios."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from geo.database import engine
from geo.settings import Settings
from tests.benchmarks.synthetic import write_episodes
from tests.benchmarks.table import Table, run
from tests.server import Server

SIZES = {"S": (20_000, 5_000), "M": (1_000_000, 200_000), "L": (10_000_000, 500_000)}


TABLE = pytest.StashKey[Table]()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the table after the run, when nothing captures what is printed."""
    if TABLE in config.stash:
        terminalreporter.write_line("\n" + config.stash[TABLE].text())


@pytest.fixture(scope="session")
def size(request: pytest.FixtureRequest) -> str:
    """S, M or L."""
    return str(request.config.getoption("--size"))


@pytest.fixture(scope="session")
def table(request: pytest.FixtureRequest) -> Iterator[Table]:
    """The table of this run, printed and written at its end."""
    made = request.config.stash[TABLE] = Table()
    yield made
    if file := request.config.getoption("--json"):
        Path(file).write_text(made.json() + "\n")


@pytest.fixture(scope="session")
def episodes(size: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of synthetic episodes."""
    path = tmp_path_factory.mktemp("benchmark") / "episodes.csv"
    write_episodes(path, SIZES[size][0])
    return path


@pytest.fixture
def an_empty_one(server: Server) -> Callable[[], AbstractContextManager[str]]:
    """Make the address of a database that knows the authorities and holds nothing."""

    @contextmanager
    def made() -> Iterator[str]:
        name = server.copy_of("blank")
        settings = server.settings(name)
        _know_authorities(settings)
        yield str(settings.database_url)
        server.drop(name)

    return made


@pytest.fixture(scope="session")
def filled(server: Server, size: str, episodes: Path) -> Iterator[str]:
    """The address of a database with the episodes, and premises with a licence each."""
    name = server.copy_of("blank")
    settings = server.settings(name)
    _know_authorities(settings)
    run("load_ours", settings.database_url, episodes)
    owner = engine(settings)
    with owner.begin() as connection:
        connection.execute(text("SELECT setseed(0.5)"))
        connection.execute(text(PREMISES), {"rows": SIZES[size][1]})
        connection.execute(text(LICENCES))
        connection.execute(text(HOURS))
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    yield str(settings.database_url)
    server.drop(name)


def _know_authorities(settings: Settings) -> None:
    with engine(settings).begin() as connection:
        connection.execute(text(AUTHORITIES))


AUTHORITIES = """
INSERT INTO held.authority (code, name) VALUES ('E06999001', 'Skerrowby'), ('E06999002', 'Haven')
"""
# seven in ten stand in a town, as the episodes do
PREMISES = """
WITH town AS (
    SELECT
        array_agg(282000 + random() * 36000) AS x,
        array_agg(392000 + random() * 36000) AS y
    FROM generate_series(1, 200)
),
spot AS (
    SELECT
        number,
        random() < 0.7 AS in_town,
        1 + floor(random() * 200)::integer AS which,
        sqrt(-2 * ln(1 - random())) * 250 AS reach,
        random() * 2 * pi() AS turn
    FROM generate_series(1, :rows) AS number
)
INSERT INTO held.premises (
    premises_id, authority, name, name_key, kind, kind_basis, geom, placed_by, precision_m, load_id
)
SELECT
    gen_random_uuid(), 'E06999001', 'Premises ' || number, 'premises ' || number, 'pub', 'stated',
    ST_Point(
        CASE WHEN in_town THEN x[which] + reach * cos(turn) ELSE 282000 + random() * 36000 END,
        CASE WHEN in_town THEN y[which] + reach * sin(turn) ELSE 392000 + random() * 36000 END,
        27700
    ),
    'stated', 1, (SELECT min(load_id) FROM held.load)
FROM spot
CROSS JOIN town
"""
LICENCES = """
INSERT INTO held.premises_licence (
    licence_id, premises_id, authority, licence_number, licence_type, status, load_id,
    seen_load_id, row_number
)
SELECT
    gen_random_uuid(), premises_id, authority, name, 'premises_licence', 'in_force', load_id,
    load_id, 1
FROM held.premises
"""
# every other register states hours
HOURS = """
INSERT INTO held.licence_hours (licence_id, weekday, opens_min, closes_min)
SELECT licence_id, weekday, 660, 1380 + 60 * (weekday / 5)
FROM held.premises_licence
CROSS JOIN generate_series(1, 7) AS weekday
WHERE hashtext(licence_number) % 2 = 0
"""
