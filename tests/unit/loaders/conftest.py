"""A load without a database, for what a loader does before it stores anything."""

import pytest

from geo.progress import silent
from loaders.loading import Load, Request
from loaders.report import Report


@pytest.fixture
def load():
    """A load in progress that has no connection: it counts, and can store nothing."""
    report = Report("premises", "register.csv")
    return Load(None, 1, report, Request("premises", "register.csv", "0" * 64), silent)
