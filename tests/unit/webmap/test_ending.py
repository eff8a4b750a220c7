"""A command ends with its exit code and all that it said, whatever a thread of pyarrow's is at."""

import subprocess
import sys

import pytest

# a file of which a thread of pyarrow's reads the next block while the program ends
COMMAND = """
import atexit, io, sys, time
import pyarrow, pyarrow.csv
from webmap import __main__, cli

class Slow(io.RawIOBase):
    blocks = 0
    def readable(self):
        return True
    def read(self, size=-1):
        self.blocks += 1
        if self.blocks > 1:
            time.sleep(1)
        return b"a,b\\n" + b"1,2\\n" * 100

def command(prog_name):
    atexit.register(print, "done at the end")
    kept.append(pyarrow.csv.open_csv(pyarrow.PythonFile(Slow(), mode="r")))
    print("said", end="")
    {ends}

kept = []
cli.main = command
__main__.run()
"""


@pytest.mark.parametrize(
    ("ends", "code"),
    [
        ("sys.exit(1)", 1),
        ("sys.exit(0)", 0),
        ("sys.exit()", 0),
        ("sys.exit('why')", 1),
        ("raise KeyboardInterrupt", 130),
        ("raise RuntimeError('broken')", 1),
        ("return", 0),
    ],
)
def test_it_ends_while_a_thread_of_pyarrows_reads(ends, code):
    done = subprocess.run(
        [sys.executable, "-c", COMMAND.replace("{ends}", ends)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert done.stdout == "saiddone at the end\n"
    assert ("broken" in done.stderr) == ("broken" in ends)
    assert ("why" in done.stderr) == ("why" in ends)
