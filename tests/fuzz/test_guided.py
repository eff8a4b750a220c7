"""Thirty seconds of input that is guided by the code it reaches, on the parsers of columns."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SECONDS = 30
FEWEST = 1_000  # inputs: two processors that are busy with other work tried 1,979


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None,
    reason="atheris is not to be had for this Python or machine",
)
def test_half_a_minute_of_guided_input_breaks_no_parser_of_columns(tmp_path):
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.fuzz.guided"),
            *("--seconds", str(SECONDS), "--kept", str(tmp_path)),
        ],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, list(tmp_path.iterdir())) == (0, []), done.stderr[-4000:]
    tried = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr)
    assert tried is not None
    assert int(tried[1]) >= FEWEST
