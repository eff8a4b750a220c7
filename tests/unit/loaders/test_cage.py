"""A process that is shut in opens no connection, begins no program and takes only so much."""

import subprocess
import sys

import pytest


def shut_in(statement):
    program = f"from loaders import cage\nimport os, socket\ncage.shut()\n{statement}\nprint('out')"
    return subprocess.run(
        [sys.executable, "-P", "-c", program], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "statement",
    [
        "socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
        "socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)",
        "os.execv('/bin/true', ['true'])",
        "__import__('subprocess').run(['/bin/true'], check=True)",
        "import threading, queue; q = queue.Queue()\n"
        "def other():\n"
        "    try: socket.socket()\n"
        "    except OSError as error: q.put(error)\n"
        "threading.Thread(target=other).start(); raise q.get()",
    ],
)
def test_it_reaches_nothing_and_begins_nothing(statement):
    done = shut_in(statement)
    assert "PermissionError" in done.stderr
    assert "out" not in done.stdout


def test_memory_ends_before_the_machines_does():
    assert "MemoryError" in shut_in("held = bytearray(3 << 30)").stderr
    assert shut_in("held = bytearray(256 << 20)").stdout == "out\n"


def test_it_leaves_no_dump_and_writes_no_file_past_its_size(tmp_path):
    statement = f"f = open({str(tmp_path / 'f')!r}, 'wb'); f.truncate((1 << 30) + 1)"
    assert "File too large" in shut_in(statement).stderr
