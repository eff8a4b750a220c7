"""Planting on a connection that is rolled back."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from tests.database.planting import Planting


@pytest.fixture
def plant(connection: Connection) -> Planting:
    """Invented rows in this release's tables, gone after the test."""
    return Planting(connection)
