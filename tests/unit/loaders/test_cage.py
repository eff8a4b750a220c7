"""A process that is shut in reaches nothing, begins nothing and takes only so much."""

import subprocess
import sys
import tempfile

import pytest

from loaders import landlock
from loaders.cage import MB, Limits

needs_landlock = pytest.mark.skipif(
    not landlock.version(), reason="this kernel has no Landlock, which the worker says"
)
SHUT = """
from pathlib import Path
from loaders import cage
import os, signal, socket, tempfile
work = tempfile.mkdtemp()
print(cage.shut(cage.Limits.of({size}), [{read}], Path(work)))
"""


def shut_in(statement, read="", size=0):
    program = f"{SHUT.format(read=read, size=size)}\n{statement}\nprint('out')"
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            [sys.executable, "-P", "-c", program],
            capture_output=True,
            text=True,
            check=False,
            env={"TMPDIR": folder},
        )


@pytest.mark.parametrize(
    "statement",
    [
        "socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
        "socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)",
        "os.execv('/bin/true', ['true'])",
        "__import__('subprocess').run(['/bin/true'], check=True)",
        "os.fork()",
        "os.kill(os.getppid(), signal.SIGTERM)",
        "import ctypes\n"  # io_uring_setup: a queue of calls that no filter sees
        "c = ctypes.CDLL(None, use_errno=True)\n"
        "if c.syscall(425, 1, None) < 0: raise PermissionError(ctypes.get_errno())\n",
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


@needs_landlock
@pytest.mark.parametrize(
    "statement",
    [
        "open('/etc/passwd')",
        "os.listdir('/etc')",
        "open('/var/tmp/nightjar_was_here', 'w')",
        "os.symlink('/etc/passwd', '/var/tmp/nightjar_was_here')",
        "open(work + '/../beside', 'w')",
        "import threading, queue; q = queue.Queue()\n"
        "def other():\n"
        "    try: open('/etc/passwd')\n"
        "    except OSError as error: q.put(error)\n"
        "threading.Thread(target=other).start(); raise q.get()",
    ],
)
def test_it_reads_and_writes_no_file_but_its_own(statement):
    done = shut_in(statement)
    assert "PermissionError" in done.stderr
    assert "out" not in done.stdout


@needs_landlock
def test_it_reads_what_it_was_given_and_writes_in_its_folder(tmp_path):
    given, other = tmp_path / "given.csv", tmp_path / "other.csv"
    given.write_text("a")
    other.write_text("b")
    statement = (
        f"assert open({str(given)!r}).read() == 'a'\n"
        "f = tempfile.TemporaryFile(); f.write(b'x'); f.close()\n"
        f"try: open({str(other)!r})\nexcept PermissionError: print('kept')\n"
        f"try: open({str(given)!r}, 'a')\nexcept PermissionError: print('read only')"
    )
    done = shut_in(statement, read=f"Path({str(given)!r})")
    assert done.stdout.split() == ["True", "kept", "read", "only", "out"], done.stderr


def test_memory_ends_before_the_machines_does_and_small_files_get_little():
    assert "MemoryError" in shut_in("held = bytearray(400 << 20)").stderr
    assert shut_in("held = bytearray(256 << 20)").stdout.endswith("out\n")
    assert "MemoryError" in shut_in("held = bytearray(3 << 30)", size=10**9).stderr


@pytest.mark.parametrize(
    ("sent", "memory", "processor"),
    [(0, 400, 60), (5 * MB, 400, 110), (6 * MB, 480, 120), (100 * MB, 2048, 900)],
)
def test_larger_files_get_more(sent, memory, processor):
    assert Limits.of(sent) == Limits(memory * MB, processor)


def test_it_leaves_no_dump_and_writes_no_file_past_its_size():
    statement = "f = open(work + '/f', 'wb'); f.truncate((1 << 30) + 1)"
    assert "File too large" in shut_in(statement).stderr
