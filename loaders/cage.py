"""A process that parses what outsiders send is shut in: memory, time, files and network.

Linux alone, without any right beyond the account's own. What is shut once stays shut: there is no
way back for the process or for what it begins.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct

from geo.errors import SetupError

MEMORY_BYTES = 2 * 2**30  # private memory that may be written, beside the libraries'
PROCESSOR_S = 900
LARGEST_FILE_BYTES = 2**30  # an unpacked map, in the process's own folder
OPEN_FILES = 128

_SET_DEATH_SIGNAL, _SET_NO_NEW_PRIVILEGES = 1, 38
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1  # EPERM, as if not permitted
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # of the classic packet filter
# architecture in the filter's eyes; then the numbers of what is refused there: socket, connect,
# accept, accept4, bind, listen, execve, execveat, ptrace, process_vm_readv, process_vm_writev
_CALLS = {
    "x86_64": (0xC000003E, (41, 42, 43, 288, 49, 50, 59, 322, 101, 310, 311)),
    "aarch64": (0xC00000B7, (198, 203, 202, 242, 200, 201, 221, 281, 117, 270, 271)),
}


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when the one that began it ends, however that ends."""
    _control(_SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before this was said
        os.kill(os.getpid(), signal.SIGKILL)


def shut() -> None:
    """Shut this process in: no new connection, no other program, and only so much of the machine.

    What is open already stays open: the connection to the database is made before.
    Raises: SetupError where the processor is not one of those that the filter is written for.
    """
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_S, PROCESSOR_S + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE_BYTES, LARGEST_FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold the file's rows
    _filter_calls()


def _filter_calls() -> None:
    machine = platform.machine()
    if machine not in _CALLS:
        raise SetupError(
            f"files that are sent by a page are read in a closed process, which cannot be made on "
            f"this processor ({machine}): load them by command."
        )
    architecture, refused = _CALLS[machine]
    many = len(refused)
    program = [
        struct.pack("HBBI", _LOAD, 0, 0, 4),
        struct.pack("HBBI", _EQUAL, 1, 0, architecture),
        struct.pack("HBBI", _RETURN, 0, 0, _REFUSE),  # by the calls of another architecture
        struct.pack("HBBI", _LOAD, 0, 0, 0),
        # on x86_64 numbers from 2^30 on are the same calls by another door
        struct.pack("HBBI", _AT_LEAST, many + 1, 0, 0x40000000),
        *(
            struct.pack("HBBI", _EQUAL, many - place, 0, number)
            for place, number in enumerate(refused)
        ),
        struct.pack("HBBI", _RETURN, 0, 0, _ALLOW),
        struct.pack("HBBI", _RETURN, 0, 0, _REFUSE),
    ]
    code = ctypes.create_string_buffer(b"".join(program))
    described = struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    held = ctypes.create_string_buffer(described)
    _control(_SET_NO_NEW_PRIVILEGES, 1)
    # every thread of the process, those of the libraries too (SECCOMP_FILTER_FLAG_TSYNC)
    call = {"x86_64": 317, "aarch64": 277}[machine]
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(call, 1, 1, ctypes.byref(held)) != 0:
        raise SetupError(
            "files that are sent by a page are read in a closed process, which this system does "
            f"not let be made ({os.strerror(ctypes.get_errno())}): load them by command."
        )


def _control(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, value, 0, 0, 0) != 0:
        raise SetupError(f"this system refuses prctl: {os.strerror(ctypes.get_errno())}")
