"""Landlock: the kernel keeps a process to the files that it names, whatever account it runs as.

Called by number, since no library of Python's has it. Rules that were set stay, for the thread that
set them and for all that it begins. Linux 5.13 has it, if it was built and started so.
Source: https://docs.kernel.org/userspace-api/landlock.html
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

from geo.errors import SetupError

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same on every processor
_VERSION, _BENEATH = 1, 1
# the rights over files by their bits, in the order in which the versions brought them
_WRITE, _READ, _LIST, _TRUNCATE = 1 << 1, 1 << 2, 1 << 3, 1 << 14
_REMOVE_DIR, _REMOVE, _MAKE_DIR, _MAKE = 1 << 4, 1 << 5, 1 << 7, 1 << 8
_OF_A_FILE = _WRITE | _READ | _TRUNCATE
_WORK = _WRITE | _READ | _LIST | _TRUNCATE | _REMOVE_DIR | _REMOVE | _MAKE_DIR | _MAKE
_BITS = {1: 13, 2: 14, 3: 15, 4: 15}  # how many rights a version knows; 16 from the fifth on
_TCP, _SIGNALS_AND_SOCKETS = 0b11, 0b11


def version() -> int:
    """Return the version of Landlock that this kernel offers; 0 if it offers none."""
    return max(_call(_CREATE, None, 0, _VERSION), 0)


def keep_to(read: Iterable[Path], listed: Iterable[Path], work: Path) -> bool:
    """Keep this thread to reading ``read``, listing ``listed`` and writing in ``work``.

    What is not there is passed over; what is open stays open. No TCP either, and no signal to
    others, where the version knows of those. False, and nothing is changed, where the kernel
    offers none. The process must have given up new privileges before. Raises: SetupError.
    """
    offered = version()
    if not offered:
        return False
    known = (1 << _BITS.get(offered, 16)) - 1
    described = struct.pack("Q", known)
    if offered >= 4:
        described += struct.pack("Q", _TCP)
    if offered >= 6:
        described += struct.pack("Q", _SIGNALS_AND_SOCKETS)
    rules = _call(_CREATE, described, len(described), 0)
    if rules < 0:
        raise SetupError(f"this system refuses the rules of files: {_why()}")
    try:
        for path in read:
            _allow(rules, path, (_READ | _LIST) & known)
        for path in listed:
            _allow(rules, path, _LIST & known)
        _allow(rules, work, _WORK & known)
        if _call(_RESTRICT, rules, 0) != 0:
            raise SetupError(f"this system refuses the rules of files: {_why()}")
    finally:
        os.close(rules)
    return True


def _allow(rules: int, path: Path, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not path.is_dir():
            rights &= _OF_A_FILE
        if _call(_ADD, rules, _BENEATH, struct.pack("=Qi", rights, place), 0) != 0:
            raise SetupError(f"this system refuses a rule of files: {_why()}")
    finally:
        os.close(place)


def _call(number: int, *arguments: bytes | int | None) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    # an int would be cut to 32 bits
    sent = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    return int(libc.syscall(ctypes.c_long(number), *sent))


def _why() -> str:
    return os.strerror(ctypes.get_errno())
