"""Children who were held twice, in capitals and in small letters, become one by an upgrade."""

import datetime as dt

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import text

from geo.upgrade import alembic_config

SMALL, OTHER = "7746c2bf988e5e3e59dfd8533b33b59c", "0ab1c2bf988e5e3e59dfd8533b33b59c"
DIGEST = "AAAAghijCCCCwxyzEEEE12"  # Base64, whose capitals tell


def test_one_hash_in_two_cases_is_one_child_with_all_its_episodes(connection, plant):
    day = dt.datetime(2026, 5, 1, 10)
    for ref in (SMALL.upper(), SMALL, f"{OTHER.upper()}_E06999001", DIGEST):
        plant.episode(ref, day, (300_000, 410_000))
    connection.execute(
        text(
            "INSERT INTO held.episode_correction (episode_id, load_id, was)"
            " SELECT episode_id, load_id, jsonb_build_object('child_id', child_id)"
            " FROM held.episode"
        )
    )
    script = ScriptDirectory.from_config(alembic_config(connection)).get_revision("0042")
    with Operations.context(MigrationContext.configure(connection)):
        script.module.upgrade()
    found = connection.execute(
        text(
            "SELECT child_ref, count(*), count(*) FILTER (WHERE (was ->> 'child_id')::integer ="
            " child_id) FROM held.child JOIN held.episode USING (child_id)"
            " JOIN held.episode_correction USING (episode_id)"
            ' GROUP BY child_ref ORDER BY child_ref COLLATE "C"'
        )
    ).all()
    assert found == [(f"{OTHER}_E06999001", 1, 1), (SMALL, 2, 2), (DIGEST, 1, 1)]
    assert connection.scalar(text("SELECT count(*) FROM held.child")) == 3
