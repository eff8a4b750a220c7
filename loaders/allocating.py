"""How a load takes memory: from the system's allocator, and no thread from a heap of its own.

Blocks of a file come and go in step. The system's allocator gives their memory back, where
pyarrow's own keeps it. Of several heaps each would keep what another could use: a block is read by
one thread, looked at by a second and sent by a third. What one block needed the next one needs: a
heap that gave it back between them would have each page of it cleared by the system again.
"""

from __future__ import annotations

import contextlib
import ctypes

import pyarrow as pa

# glibc's names for what it can be told
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_KEPT_BYTES = 256 * 2**20  # of free memory, at most, before any is given back
_APART_BYTES = 32 * 2**20  # what is taken apart from the heap, and so given back at once; the most


def settle() -> None:
    """Have pyarrow and every thread that begins later allocate so."""
    pa.set_memory_pool(pa.system_memory_pool())
    with contextlib.suppress(AttributeError):  # another C library than glibc
        tell = ctypes.CDLL(None).mallopt
        tell(_ARENA_MAX, 1)
        tell(_MMAP_THRESHOLD, _APART_BYTES)
        tell(_TRIM_THRESHOLD, _KEPT_BYTES)
