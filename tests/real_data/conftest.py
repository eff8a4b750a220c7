"""Databases filled by the command from open registers that lie beside the checkout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from geo.database import engine
from geo.settings import Settings
from tests.answer import Answer
from tests.server import Server
from webmap.cli import main


class Filled:
    """A database, the command against it, and what its loads answered."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def run(self, *arguments: object) -> Any:
        """Run a command with --json and return the object it prints."""
        with pytest.MonkeyPatch.context() as patch:
            assert self.settings.database_url is not None
            patch.setenv("NIGHTJAR_DATABASE_URL", self.settings.database_url)
            given = [*(str(each) for each in arguments), "--json"]
            done = CliRunner().invoke(main, given, catch_exceptions=False)
        answer = Answer(done.exit_code, done.stdout, done.stderr)
        assert answer.code == 0, answer.err
        return answer.json

    def rows(self, statement: str, **values: object) -> list[tuple[Any, ...]]:
        """Ask the database as its owner."""
        owner = engine(self.settings)
        with owner.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement), values)]

    def one(self, statement: str, **values: object) -> Any:
        """Ask for one value."""
        return self.rows(statement, **values)[0][0]


@pytest.fixture(scope="session")
def registers(server: Server, real_data: Path) -> Iterator[Filled]:
    """A database with postcodes and boundaries, for registers to be placed and checked by."""
    name = server.copy_of("blank")
    filled = Filled(server.settings(name))
    postcodes = sorted((real_data / "postcodes").glob("codepoint_open_*.csv.gz"))
    filled.run("load", "postcodes", *postcodes)
    lads = real_data / "boundaries" / "cheshire_merseyside_lad_2013.geojson.gz"
    filled.run("load", "boundaries", lads, "--kind", "authority")
    yield filled
    server.drop(name)


@pytest.fixture(scope="session")
def question(server: Server, real_data: Path) -> Iterator[Filled]:
    """A database with nine authorities' food businesses and ten months of police files."""
    name = server.copy_of("blank")
    filled = Filled(server.settings(name))
    filled.food = filled.run("load", "food", *sorted((real_data / "food").glob("FHRS*.xml.gz")))
    police = sorted((real_data / "crime").glob("20*-street.csv.gz"))
    filled.police = filled.run("load", "episodes", *police, "--supplier", "Street-level files")
    yield filled
    server.drop(name)
