"""The launcher, apart from what it sets up."""

import os
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

LAUNCHER = Path(__file__).resolve().parents[2] / "nightjar"


@pytest.fixture(scope="module")
def launcher():
    spec = spec_from_loader("launcher", SourceFileLoader("launcher", str(LAUNCHER)))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_table_that_is_there_already_is_not_taken_for_a_file_of_tests(launcher):
    told = ["--benchmarks", "--json", "table.json", "-k", "load"]
    assert launcher._joined(told) == ["--benchmarks", "--json=table.json", "-k", "load"]


@pytest.mark.parametrize("told", [[], ["--json"], ["--json=table.json"], ["tests/unit", "-x"]])
def test_what_else_is_told_stays_as_it_is(launcher, told):
    assert launcher._joined(told) == told


def test_it_finds_its_own_where_python_is_told_to_leave_out_its_folder(tmp_path):
    done = subprocess.run(
        [sys.executable, str(LAUNCHER), "--version"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("nightjar, version")
