"""The calls of the kernel that a closed process may not make: a filter of seccomp's.

No connection, no other program, no process of its own, no look into or signal to another, and no
way round the filter (a queue of io_uring makes calls that no filter sees). A filter stays, for all
threads of the process and all that it begins.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
from dataclasses import dataclass

from geo.errors import SetupError

_ALLOW, _REFUSE, _UNKNOWN = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38  # EPERM; ENOSYS
_LOAD, _EQUAL, _AT_LEAST, _SET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # of the packet filter
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # where they stand in what it is shown
_THREAD = 0x10000  # CLONE_THREAD
_FILTER, _EVERY_THREAD = 1, 1
CLONE3 = 435  # its flags lie where a filter cannot read; libraries fall back to clone

# the same number on both: pidfd_send_signal, io_uring_setup, _enter, _register, pidfd_getfd
_BOTH = (424, 425, 426, 427, 438)


@dataclass(frozen=True)
class Processor:
    """What the filter must know of a processor: its name in the filter's eyes, and numbers."""

    architecture: int
    seccomp: int
    clone: int
    refused: tuple[int, ...]


PROCESSORS = {
    "x86_64": Processor(
        *(0xC000003E, 317, 56),
        (
            *(41, 42, 43, 288, 49, 50),  # socket, connect, accept, accept4, bind, listen
            *(59, 322, 57, 58),  # execve, execveat, fork, vfork
            *(101, 310, 311, 62, 200),  # ptrace, process_vm_readv and _writev, kill, tkill
            *(165, 166, 272, 308, 161, 155),  # mount, umount2, unshare, setns, chroot, pivot_root
            *(248, 249, 250, 321, 298, 323, 304),  # keys, bpf, perf, userfaultfd, file handles
            *_BOTH,
        ),
    ),
    "aarch64": Processor(
        *(0xC00000B7, 277, 220),
        (
            *(198, 203, 202, 242, 200, 201),
            *(221, 281),
            *(117, 270, 271, 129, 130),
            *(40, 39, 97, 268, 51, 41),
            *(217, 218, 219, 280, 241, 282, 265),
            *_BOTH,
        ),
    ),
}


def refuse_calls() -> None:
    """Put the filter on this process, every thread of it. It must have given up new privileges.

    Raises: SetupError where the processor is not one of those that the filter is written for, or
    the system lets no filter be made.
    """
    machine = platform.machine()
    if machine not in PROCESSORS:
        raise SetupError(
            f"files that are sent by a page are read in a closed process, which cannot be made on "
            f"this processor ({machine}): load them by command."
        )
    processor = PROCESSORS[machine]
    program = _program(processor)
    code = ctypes.create_string_buffer(b"".join(program))
    held = ctypes.create_string_buffer(
        struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    )
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(processor.seccomp, _FILTER, _EVERY_THREAD, ctypes.byref(held)) != 0:
        raise SetupError(
            "files that are sent by a page are read in a closed process, which this system does "
            f"not let be made ({os.strerror(ctypes.get_errno())}): load them by command."
        )


def _program(processor: Processor) -> list[bytes]:
    """Return the filter's steps; a jump says how many steps it passes over."""
    refused = processor.refused
    many = len(refused)
    return [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, processor.architecture, yes=1),
        _step(_RETURN, _REFUSE),  # by the calls of another architecture
        _step(_LOAD, _NUMBER),
        # on x86_64 numbers from 2^30 on are the same calls by another door
        _step(_AT_LEAST, 0x40000000, yes=many + 6),
        *(_step(_EQUAL, number, yes=many - place + 5) for place, number in enumerate(refused)),
        _step(_EQUAL, CLONE3, yes=4),
        _step(_EQUAL, processor.clone, no=2),
        _step(_LOAD, _FIRST_ARGUMENT),
        _step(_SET, _THREAD, no=2),
        _step(_RETURN, _ALLOW),
        _step(_RETURN, _UNKNOWN),
        _step(_RETURN, _REFUSE),
    ]


def _step(what: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("HBBI", what, yes, no, value)
