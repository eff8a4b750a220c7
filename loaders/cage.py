"""A process that parses what outsiders send is shut in: memory, time, files and network.

Linux alone, without any right beyond the account's own. What is shut once stays shut: there is no
way back for the process or for what it begins.
"""

from __future__ import annotations

import ctypes
import mimetypes
import os
import resource
import signal
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.errors import SetupError
from loaders import landlock
from loaders.call_filter import refuse_calls

MB = 2**20
# Beside the libraries' own code, which is some 60 MB. A register of 200 rows takes 130 to 210, most
# of it libraries; what small files may have besides is what a hostile one gets
LEAST_MEMORY_BYTES = 400 * MB
MEMORY_FOR_EACH_BYTE = 80  # a workbook's XML unpacks ten to one, and a cell of it is an object
MOST_MEMORY_BYTES = 2048 * MB
LEAST_PROCESSOR_S, MOST_PROCESSOR_S = 60, 900
PROCESSOR_FOR_EACH_MB = 10
LARGEST_FILE_BYTES = 1024 * MB  # an unpacked map, in the process's own folder
OPEN_FILES = 128

# libraries that would take memory for processors, or beforehand, which is then not the file's
FRUGAL = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
}
# what no library reads but by these names: programs, types of processors, clocks, and chance
_SYSTEM = (
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo"),
    *("/etc/ld.so.cache", "/etc/localtime", "/proc/self", "/proc/cpuinfo", "/proc/meminfo"),
    *("/sys/devices/system/cpu", "/dev/null", "/dev/urandom"),
    *mimetypes.knownfiles,  # which the reader of workbooks looks into
)
_PACKAGES = ("geo", "loaders", "sql")
_SET_DEATH_SIGNAL, _SET_NO_NEW_PRIVILEGES = 1, 38
NO_LANDLOCK = (
    "this kernel has no Landlock: a file that is sent by a page is read by a process that can open "
    "no connection and start no program, but could read other files of the worker's account"
)


@dataclass(frozen=True)
class Limits:
    """What a process may take. Units: bytes; seconds of a processor."""

    memory_bytes: int
    processor_s: int

    @classmethod
    def of(cls, sent_bytes: int) -> Limits:
        """Return the limits for files of so many bytes as they were sent: more for more.

        A bomb is small: it must not be given what a large register needs.
        """
        memory = max(LEAST_MEMORY_BYTES, MEMORY_FOR_EACH_BYTE * sent_bytes)
        processor = LEAST_PROCESSOR_S + PROCESSOR_FOR_EACH_MB * sent_bytes // MB
        return cls(min(memory, MOST_MEMORY_BYTES), min(processor, MOST_PROCESSOR_S))


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when the one that began it ends, however that ends."""
    _control(_SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before this was said
        os.kill(os.getpid(), signal.SIGKILL)


def shut(limits: Limits, read: Sequence[Path], work: Path) -> bool:
    """Shut this process in: no new connection, no other program, and only so much of the machine.

    It may read the files ``read`` and Python's own, and write in the folder ``work``, where its
    temporary files go; whether that is so, the answer says: False without Landlock. What is open
    already stays open: the connection to the database is made before. To be called while there is
    no other thread, which the rules of files would pass over. Raises: SetupError.
    """
    for name in ("TMPDIR", "CPL_TMPDIR", "SQLITE_TMPDIR"):
        os.environ[name] = str(work)
    tempfile.tempdir = str(work)
    most = limits.memory_bytes
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.processor_s, limits.processor_s + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE_BYTES, LARGEST_FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold the file's rows
    _control(_SET_NO_NEW_PRIVILEGES, 1)
    kept = landlock.keep_to((*read, *_python(), *map(Path, _SYSTEM)), _homes(), work)
    refuse_calls()
    return kept


def _python() -> list[Path]:
    """Return where Python, its packages and ours are."""
    ours = Path(__file__).resolve().parent.parent
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    found = [Path(sysconfig.get_path(name)) for name in names]
    return [*found, Path(sys.prefix) / "pyvenv.cfg", *(ours / name for name in _PACKAGES)]


def _homes() -> list[Path]:
    """Return the folders that are searched for packages: their names, and not what they hold."""
    return [Path(each) for each in sys.path if each]


def _control(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, value, 0, 0, 0) != 0:
        raise SetupError(f"this system refuses prctl: {os.strerror(ctypes.get_errno())}")
