"""The three streams that a program begins with.

Standard library only: the launcher imports this before any Python package is installed.
"""

from __future__ import annotations

import os
import sys


def open_what_is_closed() -> None:
    """Lead a standard stream that whoever began the program had closed (``>&-``) to nowhere.

    Its number would go to the next file or connection that is opened, and what is said by any
    library beneath Python would be written into that; Python itself has no stream there at all.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # the lowest number that is free is this one; programs that are started have it too
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # noqa: FBT003 - its own words
    if sys.stdin is None:
        sys.stdin = open(0, closefd=False)  # noqa: SIM115 - for as long as the program runs
    if sys.stdout is None:
        sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
