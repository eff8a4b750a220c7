"""The drill of a restore, as its timer runs it: everything came back, or it says what did not."""

import json
import os
import subprocess
import sys

import pytest
from sqlalchemy import text

from geo import restore_drill
from geo.database import engine
from tests.people import populate

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(nightjar, keys, owner, tmp_path):
    """A folder of backups: the newest is whole, and one before it is not."""
    populate(owner)
    made = tmp_path / "backups"
    made.mkdir()
    (made / "nightjar-20260101T030000Z.backup").write_bytes(b"cut short")
    assert nightjar("backup", made).code == 0
    return made


def test_the_newest_backup_of_a_folder_comes_back_row_for_row(folder, settings, keys):
    done = subprocess.run(
        [
            *(sys.executable, "-P", "-m", "webmap", "drill", "restore"),
            *("--file", str(folder), "--json"),
        ],
        env={**os.environ, **settings.as_environment(), "NIGHTJAR_KEYS": str(keys.folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(done.stdout)
    assert (done.returncode, told["passed"], told["differences"]) == (0, True, [])
    assert told["file"] == max(each.name for each in folder.iterdir())
    assert told["rows"] > 100
    assert told["tables_compared"] > 50
    assert told["proved"]
    assert told["seconds"]["backup"] is None
    assert 0 < told["seconds"]["restore"] <= told["seconds"]["all"]


def test_a_row_that_did_not_come_back_fails_the_drill_and_names_its_table(
    nightjar, keys, owner, monkeypatch
):
    populate(owner)
    whole = restore_drill.restore

    def restore(inside, *rest):
        done = whole(inside, *rest)
        found = engine(inside)
        with found.begin() as connection:
            connection.execute(text("DELETE FROM held.visit_priority WHERE priority = 'high'"))
        found.dispose()
        return done

    monkeypatch.setattr(restore_drill, "restore", restore)
    answer = nightjar("drill", "restore", "--json")
    assert (answer.code, answer.json["passed"]) == (1, False)
    assert [each.split()[0] for each in answer.json["differences"]] == ["held.visit_priority"]


def test_a_folder_without_a_backup_is_refused_in_a_sentence(nightjar, keys, tmp_path):
    answer = nightjar("drill", "restore", "--file", tmp_path)
    assert answer.code == 1
    assert "must hold a backup that nightjar backup named" in answer.err
