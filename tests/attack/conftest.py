"""The sample county as attackers find it: what is published, and the site as each role."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine

from geo.attacks import canaries
from geo.attacks.nearness import Place
from geo.database import PUBLISHER, engine
from geo.settings import Settings
from tests.database.planting import Planting
from tests.people import enter, stranger
from tests.routes import ROLES, Route, routes
from tests.server import Server
from webmap import create_app
from webmap.pools import Pools

Planted = tuple[Settings, list[canaries.Shape], list[Place]]


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


@pytest.fixture(scope="module")
def app(county_settings: Settings) -> Iterator[Flask]:
    """The application over the sample county, as ``nightjar serve`` has it."""
    pools = Pools(county_settings)
    yield create_app(pools, county_settings)
    pools.dispose()


@pytest.fixture(scope="module")
def table(county: Engine) -> list[Route]:
    """Every route and who may ask it."""
    return routes(county)


@pytest.fixture(scope="module")
def planted(server: Server) -> Iterator[Planted]:
    """A copy of the county with every canary planted, its settings and what to look for."""
    name = server.copy_of("county")
    settings = server.settings(name)
    owner = engine(settings)
    with owner.begin() as connection:
        shapes = canaries.plant(connection)
        points = canaries.places(connection)
    owner.dispose()
    yield settings, shapes, points
    server.drop(name)


@pytest.fixture
def clients(app: Flask) -> dict[str, FlaskClient]:
    """A client signed in as each role, and one of nobody."""
    return {**{role: enter(app, role) for role in ROLES}, "nobody": stranger(app)}
