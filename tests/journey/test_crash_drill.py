"""The drill of faults, as an operator runs it: on a server of its own, which is then gone."""

import json
import os
import signal
import subprocess
import sys

import pytest

from loaders.drills.ground import _lives
from loaders.drills.moments import OUTSIDE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1_800)]


@pytest.fixture(scope="module")
def findings(server):
    done = subprocess.run(
        [
            *(sys.executable, "-P", "-m", "webmap", "drill", "crash", "--json"),
            *("--times", "4", "--server-times", "2", "--seed", "7"),
        ],
        env={**os.environ, "NIGHTJAR_DATA": str(server._folder.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    told = json.loads(done.stdout)
    assert "passed" in told, told
    assert told["passed"] is all(each["passed"] for each in told["findings"])
    assert done.returncode == (0 if told["passed"] else 1)
    return {each["drill"]: each for each in told["findings"]}


def test_what_is_killed_leaves_no_part_of_its_work(findings):
    assert {name: each["faults"] for name, each in findings.items() if each["faults"]} == {}
    assert "the end state is that of the undisturbed run" in findings
    server = "the server is killed in a load"
    for name in ("the loader is killed", server, "the publisher is killed"):
        found = findings[name]
        assert found["interrupted"] > 0
        assert sum(found["stages"].values()) == found["times"]
        assert found["stages"].keys() - {OUTSIDE}, name
    # how many seconds that may take is for the drill to judge, on a machine at rest
    assert len(findings[server]["ready_s"]) == findings[server]["times"] == 2
    assert findings["the publisher is killed"]["times"] == 4


def test_a_full_disk_of_the_data_or_of_the_log_leaves_no_part_of_a_load_and_no_damage(findings):
    full = [each for name, each in findings.items() if "disk is full" in name]
    assert len(full) == 2
    assert all(not each["faults"] for each in full)
    if os.geteuid() == 0:
        assert all(each["interrupted"] for each in full)


HELD = """
import time
from geo.scratch import scratch
from geo.settings import Settings
with scratch(Settings.from_environment()):
    print("made", flush=True)
    time.sleep(100)
"""


def test_a_drill_that_is_told_to_end_takes_its_server_with_it(server):
    data = server._folder.parent
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", HELD],
        env={**os.environ, "NIGHTJAR_DATA": str(data)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "made\n"
    folder = data / f"scratch-{process.pid}"
    database = (folder / "cluster/data/postmaster.pid").read_text().split()[0]
    process.terminate()
    process.communicate(timeout=120)
    assert process.returncode == 128 + signal.SIGTERM
    assert not folder.exists()
    assert not _lives(int(database))
