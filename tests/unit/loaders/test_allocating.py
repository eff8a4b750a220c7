"""Threads of a load get no heap of their own, and a block finds the memory of the one before."""

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


CLEARED = """
import resource
import pyarrow as pa
if {settled}:
    from loaders import allocating
    allocating.settle()
pool = pa.system_memory_pool()
def block():
    parts = [pa.allocate_buffer(2**21, memory_pool=pool, resizable=True) for _ in range(16)]
    for part in parts:
        memoryview(part).cast("B")[:: 4096] = bytes(512)
for _ in range(20):
    block()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(20):
    block()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def told(*, settled, code=TOLD):
    done = subprocess.run(
        [sys.executable, "-c", code.format(settled=settled)],
        capture_output=True,
        text=True,
        check=True,
        env={"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": "."},
    )
    *_, last = done.stdout.split()
    return done.stdout.count("<heap nr="), last


@pytest.mark.skipif(sys.platform != "linux", reason="asks glibc")
def test_threads_get_no_heap_of_their_own_and_pyarrow_none():
    heaps, _ = told(settled=False)
    fewer, pool = told(settled=True)
    assert fewer <= heaps - 4  # what was made before stays
    assert pool == "system"


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel")
def test_what_one_block_left_is_not_cleared_for_the_next():
    # by itself it mostly is, but not where something that stays lies above it in the heap
    _, cleared = told(settled=True, code=CLEARED)
    assert int(cleared) < 8_192  # pages, of which each block has as many
