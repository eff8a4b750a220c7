"""The first commands that somebody gives, in a database in which nothing has been made yet."""

import pytest
from sqlalchemy import text

from geo.database import engine
from tests.journey import files
from tests.journey.files import write


@pytest.fixture
def unmade(nightjar, settings):
    """The command, in a database without a table."""
    owner = engine(settings)
    with owner.begin() as connection:
        for schema in ("released", "derived", "held", "audit"):
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    owner.dispose()
    return nightjar


def test_the_first_load_makes_the_tables_it_loads_into(unmade, tmp_path):
    path = write(tmp_path / "lad.geojson", files.boundary())
    answer = unmade("load", "boundaries", path, "--kind", "authority", "--json")
    assert answer.code == 0, answer.err
    assert answer.json["accepted"] == 1


@pytest.mark.parametrize(
    "asking",
    [("loads", "--json"), ("profiles",), ("flag", "--as-at", "2026-09-30")],
    ids=lambda words: words[0],
)
def test_what_asks_first_is_answered_that_there_is_nothing(unmade, asking):
    answer = unmade(*asking)
    assert answer.code == 0, answer.err


def test_a_load_and_a_question_work_on_a_database_of_another_release(nightjar, owner, tmp_path):
    with owner.begin() as connection:
        connection.execute(text("DROP SCHEMA derived, released CASCADE"))
    path = write(tmp_path / "lad.geojson", files.boundary())
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
    asked = nightjar("repeat-locations", "--as-at", "2026-09-30", "--json")
    assert (asked.code, asked.json["locations"]) == (0, 0)


def test_cells_are_not_built_of_no_addresses(nightjar):
    answer = nightjar("cells", "build")
    assert answer.code == 1
    assert "residential addresses must be loaded" in answer.err
    assert "nightjar load addresses" in answer.err
