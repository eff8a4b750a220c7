"""Any command brings the database to this release first: nobody has to know of an upgrade."""

from sqlalchemy import text

from tests.journey import files
from tests.journey.files import write


def test_a_load_and_a_question_work_on_a_database_of_another_release(nightjar, owner, tmp_path):
    with owner.begin() as connection:
        connection.execute(text("DROP SCHEMA derived, released CASCADE"))
    path = write(tmp_path / "lad.geojson", files.boundary())
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
    asked = nightjar("repeat-locations", "--as-at", "2026-09-30", "--json")
    assert asked.code == 0
    assert asked.json["locations"] == 0


def test_a_load_works_on_a_database_that_has_no_tables_yet(nightjar, owner, tmp_path):
    with owner.begin() as connection:
        connection.execute(text("DROP SCHEMA held, audit, derived, released CASCADE"))
        connection.execute(text("DROP TABLE IF EXISTS schema_version"))
    path = write(tmp_path / "lad.geojson", files.boundary())
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
