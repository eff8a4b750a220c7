"""Pages over the sample county, as a client asks for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from geo.database import ANALYST, engine
from geo.settings import Settings
from webmap import create_app


@pytest.fixture(scope="session")
def pages(county_settings: Settings) -> Iterator[FlaskClient]:
    """A client of the pages, which read the sample county as the analyst's login."""
    analyst = engine(county_settings, ANALYST)
    yield create_app(analyst, county_settings).test_client()
    analyst.dispose()


@pytest.fixture(scope="session")
def run_id(county: Engine) -> str:
    """The run of 30 September 2026."""
    with county.connect() as connection:
        return str(
            connection.scalar(text("SELECT run_id FROM held.flag_run WHERE as_at = '2026-09-30'"))
        )
