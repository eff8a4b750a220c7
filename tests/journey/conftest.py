"""Pages over the sample county, as a client asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from geo.settings import Settings
from tests.people import enter
from tests.serving import serving
from webmap import create_app
from webmap.pools import Pools


# of a module: a session that nobody uses for a quarter of an hour is ended
@pytest.fixture(scope="module")
def pages(county_settings: Settings) -> Iterator[FlaskClient]:
    """A client of the pages over the sample county, signed in as the police analyst."""
    pools = Pools(county_settings)
    yield enter(create_app(pools, county_settings))
    pools.dispose()


@pytest.fixture(scope="session")
def run_id(county: Engine) -> str:
    """The run of 30 September 2026."""
    with county.connect() as connection:
        return str(
            connection.scalar(text("SELECT run_id FROM held.flag_run WHERE as_at = '2026-09-30'"))
        )


@pytest.fixture(scope="session")
def site(county_settings: Settings) -> Iterator[str]:
    """The address of a server of the sample county's pages, on this machine."""
    with served(county_settings) as address:
        yield address


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """Serve the demonstration over a database on a free port of this machine, in a thread."""
    pools = Pools(settings)
    app = create_app(pools, settings, demonstration=True)
    with serving(app, threads=4) as server:
        yield f"http://127.0.0.1:{server.effective_port}"
    pools.dispose()
