"""Several machines' work in several processes: the same answer, also when one of them is killed."""

import datetime as dt
import json
import os
import signal
import time

import pytest
from click.testing import CliRunner
from distributed import Client

from geo import flags
from geo.analysis import divided
from geo.analysis.buckets import counts_within
from geo.analysis.crew import working_with
from geo.database import engine
from geo.errors import SetupError
from geo.question import by_rule
from geo.workers import Workers, working_at
from tests.dask_workers import crowd
from tests.unit.geo.analysis.test_divided import town
from webmap.cli import main

pytestmark = [pytest.mark.slow]
BANDS = (100_000, 200_000, 400_000)


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    with crowd(tmp_path_factory.mktemp("dask"), workers=3) as made:
        with Client(made.address, set_as_default=False) as client:
            client.wait_for_workers(3, timeout=60)
        yield made


class Killing(Workers):
    """Kills a worker that has done parts and has work, and only then lets the rest be done.

    Without the gate a quick machine has all parts done before one of its workers is killed.
    """

    def __init__(self, client, rows, gate):
        super().__init__(client, rows)
        self.gate = gate
        self.killed = 0

    def each(self, work, parts):
        free, gate = len(parts) // 2, str(self.gate)

        def held_back(number, part):
            import time
            from pathlib import Path

            while number >= free and not Path(gate).exists():
                time.sleep(0.01)
            return work(*part)

        return super().each(held_back, list(enumerate(parts)))

    def _wait(self, futures):
        if not self.killed:
            until = time.monotonic() + 60
            while not (found := self._with_done_and_open_parts()):
                assert time.monotonic() < until
                time.sleep(0.01)
            self.killed = self._client.run(os.getpid, workers=found[:1])[found[0]]
            os.kill(self.killed, signal.SIGKILL)
            self.gate.touch()
        super()._wait(futures)

    def _with_done_and_open_parts(self):
        done, working = self._client.has_what(), self._client.processing()
        return [where for where in working if working[where] and done[where]]


def test_flags_of_the_county_are_tested_to_the_same_bytes(several, own_county, run_id, monkeypatch):
    owner = engine(own_county)
    monkeypatch.setattr("geo.workers.ROWS", 300)
    monkeypatch.setattr(flags, "code_version", lambda: "another")
    with owner.begin() as connection:
        before = flags.read_run(connection, run_id)
        asked = by_rule(connection, "standard", dt.date(2026, 9, 30))
        with working_at(several.address):
            run = flags.raise_flags(connection, asked)
    owner.dispose()
    assert not run.already_raised
    assert run.test == before.test


def test_hotspots_by_workers_are_proved_without_them(
    several, county_settings, monkeypatch, tmp_path
):
    monkeypatch.setattr("geo.workers.ROWS", 300)
    monkeypatch.setenv("NIGHTJAR_DATABASE_URL", str(county_settings.database_url))
    monkeypatch.setenv("NIGHTJAR_DATABASE_LOGINS", county_settings.database_logins)
    file = tmp_path / "found.csv"
    asked = ("hotspots", "--to", "2026-09-30", "--window-days", "365", "--output", str(file))
    for words in (
        (*asked, "--scheduler", several.address, "--json"),
        ("rerun", f"{file}.manifest.json", "--json"),
    ):
        done = CliRunner().invoke(main, words, catch_exceptions=False)
        assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["same_result"]
    assert "scheduler" not in (tmp_path / "found.csv.manifest.json").read_text()


@pytest.mark.parametrize(
    "words",
    [
        ("repeat-locations", "--window-days", "365"),
        ("near-repeat", "--window-days", "365", "--shuffles", "19"),
        (
            "scan",
            "--window-days",
            "365",
            "--shuffles",
            "19",
            "--radius-m",
            "250",
            "--period-days",
            "28",
        ),
    ],
    ids=lambda words: words[0],
)
def test_what_workers_find_is_written_to_the_same_bytes(
    several, county_settings, monkeypatch, tmp_path, words
):
    monkeypatch.setattr("geo.workers.ROWS", 100)
    monkeypatch.setenv("NIGHTJAR_DATABASE_URL", str(county_settings.database_url))
    monkeypatch.setenv("NIGHTJAR_DATABASE_LOGINS", county_settings.database_logins)
    written = []
    for name, by in (("alone.csv", ()), ("several.csv", ("--scheduler", several.address))):
        file = tmp_path / name
        asked = (*words, "--to", "2026-09-30", "--output", str(file), *by, "--json")
        done = CliRunner().invoke(main, asked, catch_exceptions=False)
        assert done.exit_code == 0, done.stderr
        written.append(file.read_bytes())
    assert written[0].count(b"\n") > 5
    assert written[0] == written[1]


def test_what_fails_is_told_without_a_position_and_leaves_none_in_a_log(several):
    with (
        Client(several.address, set_as_default=False) as client,
        pytest.raises(SetupError, match=r"their parts \(ValueError\)") as told,
    ):
        Workers(client, rows=10).each(int, [("311222333 399888777",)])
    assert "Compute Failed" in several.logged()
    for each in (str(told.value), several.logged()):
        assert "311222333" not in each


def test_a_worker_that_is_killed_in_mid_run_changes_nothing(several, tmp_path):
    around, points = town(1, 20_000), town(2, 20_000)
    whole = counts_within(around, points, BANDS), divided.chained(points, 100_000)
    with Client(several.address, set_as_default=False) as client:
        crew = Killing(client, rows=200, gate=tmp_path / "gate")
        with working_with(crew):
            parts = divided.counts_by_band(around, points, BANDS), divided.chained(points, 100_000)
        assert crew.killed
        assert len(client.scheduler_info()["workers"]) == 2
    assert [each.tobytes() for each in parts] == [each.tobytes() for each in whole]
