"""A load that is killed leaves nothing behind, and the next one completes it."""

import random
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import text

from tests.benchmarks.synthetic import write_episodes
from tests.journey import files
from tests.journey.held import counts, everything

ROWS = 120_000
MOMENTS = 10


@pytest.fixture(scope="module")
def delivery(tmp_path_factory):
    path = tmp_path_factory.mktemp("delivery") / "episodes.csv"
    write_episodes(path, ROWS)
    return path


@pytest.fixture
def known(nightjar, tmp_path):
    for code in ("E06999001", "E06999002"):
        path = files.write(tmp_path / f"{code}.geojson", files.boundary(code, code))
        assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
    return nightjar


def indexes(owner):
    with owner.connect() as connection:
        return connection.scalars(
            text("SELECT indexname FROM pg_indexes WHERE schemaname = 'held' ORDER BY 1")
        ).all()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_killed_load_of_episodes_leaves_no_row_and_its_rerun_completes(
    known, nightjar_process, owner, delivery
):
    line = ("load", "episodes", delivery, "--supplier", "Invented Police", "--json")
    empty, all_indexes = counts(owner), indexes(owner)
    began = time.monotonic()
    whole = nightjar_process(*line)
    assert whole.wait() == 0
    lasts = time.monotonic() - began
    full = counts(owner)
    assert full["episode"] == ROWS
    draw = random.Random(7)
    for moment in sorted(draw.uniform(0.1, 1.0) for _ in range(MOMENTS)):
        with owner.begin() as connection:
            # what is kept in versions is emptied too, which its triggers would refuse
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(
                text(
                    "TRUNCATE held.load, held.load_reject, held.episode, held.episode_place,"
                    " held.child, held.map_point, held.episode_coding, held.place_coding,"
                    " held.supplier CASCADE"
                )
            )
        before = counts(owner)
        process = nightjar_process(*line)
        time.sleep(moment * lasts)
        process.send_signal(signal.SIGKILL)
        process.wait()
        _settled(owner)
        after = counts(owner)
        assert (
            after in (before, before | {n: full[n] for n in full if n not in empty or full[n]})
            or after["episode"] == ROWS
        )
        if after["episode"] != ROWS:
            assert after == before
        assert indexes(owner) == all_indexes
    rerun = nightjar_process(*line)
    assert rerun.wait() == 0
    assert counts(owner)["episode"] == ROWS
    assert known("db", "check").code == 0


def _settled(owner):
    """Wait until the server has noticed that the killed load is gone."""
    for _ in range(200):
        with owner.connect() as connection:
            others = connection.scalar(
                text(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
                )
            )
        if not others:
            return
        time.sleep(0.05)
    raise AssertionError("the server still works for the killed load")


@pytest.mark.slow
def test_a_killed_load_of_a_register_leaves_no_row(known, nightjar_process, owner, tmp_path):
    rows = [files.premises_row(n) for n in range(1, 3000)]
    path = files.write(tmp_path / "r.csv", files.register(rows))
    line = ("load", "premises", path, "--authority", "E06999001", "--json")
    before = counts(owner)
    for moment in (0.8, 1.2, 1.5):
        process = nightjar_process(*line)
        time.sleep(moment)
        process.kill()
        process.wait()
        _settled(owner)
        after = counts(owner)
        if after != before:
            assert after["premises"] == 2_999
            return
    assert known(*line).json["accepted"] == 2_999


def test_ctrl_c_says_that_the_database_is_as_it_was(known, nightjar_process, owner, delivery):
    before = everything(owner)
    line = ("load", "episodes", delivery, "--supplier", "Invented Police")
    with owner.begin() as holding:
        # the load cannot end before it is stopped: what it writes first is held from it
        holding.execute(text("LOCK TABLE held.child IN SHARE MODE"))
        process = nightjar_process(*line)
        _waits(owner)
        process.send_signal(signal.SIGINT)
        time.sleep(0.5)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "stopped; the database is as it was" in said
    assert "Traceback" not in said
    assert everything(owner) == before


def _waits(owner):
    """Wait until the load waits for what is held from it."""
    for _ in range(600):
        with owner.connect() as connection:
            if connection.scalar(
                text(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    " AND wait_event_type = 'Lock'"
                )
            ):
                return
        time.sleep(0.05)
    raise AssertionError("the load never came to what is held from it")


def test_two_loads_of_one_file_at_once_hold_it_once(known, nightjar_process, owner, delivery):
    line = ("load", "episodes", delivery, "--supplier", "Invented Police", "--json")
    both = [nightjar_process(*line), nightjar_process(*line)]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert counts(owner)["episode"] == ROWS
    assert sorted('"already_loaded"' in out for out, _ in said) == [False, True]


def test_ctrl_c_before_the_command_has_begun_is_no_traceback():
    program = (
        "import sys, webmap.__main__ as command\n"
        "class Stop:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'webmap.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "command.run()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, "")
