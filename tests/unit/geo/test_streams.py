"""A command whose standard streams are closed says what it says to nobody, and acts as it does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASKED = """
import os, socket, sys
from webmap import __main__, cli

def command(prog_name):
    end, other = socket.socketpair()
    print("said")
    print("said beside", file=sys.stderr)
    os.write(1, b"said beneath Python")
    sys.stdout.flush()
    sys.exit(0 if min(end.fileno(), other.fileno()) > 2 else 7)

cli.main = command
__main__.run()
"""
HELP = "from webmap import __main__; __main__.run()"


def closing(numbers):
    def close():
        for each in numbers:
            os.close(each)

    return close


@pytest.mark.parametrize("numbers", [(1,), (2,), (0, 1), (0, 1, 2)])
def test_a_stream_that_is_closed_is_no_fault_and_no_connection_gets_its_number(numbers):
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=closing(numbers),
    )
    assert done.returncode == 0, done.stderr
    assert ("said" in done.stdout) == (1 not in numbers)
    assert ("said beside" in done.stderr) == (2 not in numbers)
    assert "Traceback" not in done.stderr


def test_help_that_no_disk_has_room_for_is_told_in_a_sentence():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", HELP, "--version"],
            # buffered, as it is for whoever runs a command: what is left is written at the end
            env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == ("nightjar: what is said cannot be written: No space left on device\n")


def test_the_launcher_is_no_different():
    launcher = Path(__file__).resolve().parents[3] / "nightjar"
    done = subprocess.run(
        [launcher, "--version"],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=closing((1,)),
    )
    assert (done.returncode, done.stderr) == (0, "")
