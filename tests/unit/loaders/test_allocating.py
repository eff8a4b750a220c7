"""Threads of a load get no heap of their own."""

import subprocess
import sys

import pytest

TOLD = """
import ctypes
import threading
import pyarrow as pa
if {settled}:
    from loaders import allocating
    allocating.settle()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.fopen.restype = ctypes.c_void_p
together = threading.Barrier(4)
def take():
    together.wait()
    for _ in range(1_000):
        libc.malloc(1_000)
    together.wait()
threads = [threading.Thread(target=take) for _ in range(4)]
for each in threads:
    each.start()
for each in threads:
    each.join()
file = libc.fopen(b"/dev/stdout", b"w")
libc.malloc_info(0, ctypes.c_void_p(file))
libc.fclose(ctypes.c_void_p(file))
print(pa.default_memory_pool().backend_name)
"""


def told(*, settled):
    done = subprocess.run(
        [sys.executable, "-c", TOLD.format(settled=settled)],
        capture_output=True,
        text=True,
        check=True,
        env={"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": "."},
    )
    *_, pool = done.stdout.split()
    return done.stdout.count("<heap nr="), pool


@pytest.mark.skipif(sys.platform != "linux", reason="asks glibc")
def test_threads_get_no_heap_of_their_own_and_pyarrow_none():
    heaps, _ = told(settled=False)
    fewer, pool = told(settled=True)
    assert fewer <= heaps - 4  # what was made before stays
    assert pool == "system"
