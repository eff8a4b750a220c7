"""How a load takes memory: from the system's allocator, and no thread from a heap of its own.

Blocks of a file come and go in step. The system's allocator gives their memory back, where
pyarrow's own keeps it. Of several heaps each would keep what another could use: a block is read by
one thread, looked at by a second and sent by a third.
"""

from __future__ import annotations

import contextlib
import ctypes

import pyarrow as pa

_MOST_HEAPS = -8  # glibc's M_ARENA_MAX


def settle() -> None:
    """Have pyarrow and every thread that begins later allocate so."""
    pa.set_memory_pool(pa.system_memory_pool())
    with contextlib.suppress(AttributeError):  # another C library than glibc
        ctypes.CDLL(None).mallopt(_MOST_HEAPS, 1)
