"""The attacks over the sample county, as the login that publishes runs them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from geo.database import PUBLISHER, engine
from geo.settings import Settings
from tests.database.planting import Planting


@pytest.fixture
def publisher(county_settings: Settings) -> Iterator[Connection]:
    """The publisher's connection to the sample county, with two quarters published."""
    made = engine(county_settings, PUBLISHER)
    with made.connect() as connection:
        yield connection
    made.dispose()


@pytest.fixture
def plant(connection: Connection) -> Planting:
    """Invented rows in empty tables, gone after the test."""
    return Planting(connection)
