"""Erasure, retention and a load past marks, on the size of file that forces send in ten years.

The seconds are printed; what is asserted is that nothing was left and nothing was lost.
"""

import pytest
from sqlalchemy import text

from geo.anchors import Anchors
from geo.clock import today
from geo.database import engine
from geo.erasure import erase
from geo.keys import Keys
from geo.marks import mark
from geo.retention import retain
from geo.settings import Settings
from tests.benchmarks.conftest import SIZES
from tests.benchmarks.table import run

pytestmark = pytest.mark.benchmark


@pytest.fixture
def keys(tmp_path, monkeypatch):
    made = Keys(tmp_path / "keys")
    made.make_missing()
    monkeypatch.setenv("NIGHTJAR_KEYS", str(made.folder))
    return made


def test_a_child_is_erased_and_old_rows_are_retained_out_of_the_whole(
    size, episodes, an_empty_one, keys, tmp_path, capsys
):
    with an_empty_one() as address:
        run("load_ours", address, episodes)
        owner = engine(Settings(database_url=address))
        with owner.connect() as connection:
            ref, rows = connection.execute(
                text(
                    "SELECT child_ref, count(*) FROM held.child INNER JOIN held.episode"
                    " USING (child_id) GROUP BY child_ref ORDER BY count(*) DESC LIMIT 1"
                )
            ).one()
        erased = erase(owner, keys, "benchmark", ref, "measuring how long it takes")
        assert erased["episodes"] == rows
        anchors = Anchors(tmp_path / "anchors.jsonl", keys)
        done = retain(owner, keys, anchors, "benchmark", today())
        with owner.connect() as connection:
            left = connection.scalar(text("SELECT count(*) FROM held.episode"))
            counted = connection.scalar(text("SELECT sum(episodes) FROM held.episode_month"))
        assert left + done["episodes"]["episodes"] + rows == SIZES[size][0]
        assert counted >= done["episodes"]["episodes"]
        owner.dispose()
    with capsys.disabled():
        print(
            f"\n{SIZES[size][0]:,} episodes: erase {erased['seconds']} s ({rows} episodes); retain"
            f" {done['seconds']} s ({done['episodes']['episodes']:,} episodes)"
        )


def test_a_load_is_as_quick_when_somebody_was_erased(table, size, episodes, an_empty_one, keys):
    ours, without = [], []
    for _ in range(1 if size == "L" else 3):
        with an_empty_one() as address:
            without.append(run("load_ours", address, episodes))
        with an_empty_one() as address:
            with engine(Settings(database_url=address)).begin() as connection:
                connection.execute(
                    text("INSERT INTO held.tombstone (mark, key_fingerprint) VALUES (:m, :f)"),
                    [
                        {"m": mark(keys, f"{n:032x}"), "f": keys.fingerprint("erasure")}
                        for n in range(1000)
                    ],
                )
            ours.append(run("load_ours", address, episodes))
    assert ours[0]["answer"] == without[0]["answer"]
    table.add("load past 1,000 marks", size, ours, "without marks", without)
