"""What the tests stand on: a server of their own, databases made in a moment, and the county."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from argon2.low_level import hash_secret_raw
from click.testing import CliRunner
from sqlalchemy import Connection, Engine

from geo import passwords
from geo.database import engine
from geo.folders import data_folder
from geo.keys import Keys
from geo.settings import Settings
from tests import chromium, kept_templates
from tests.answer import Answer
from tests.server import Server

CHECKOUT = Path(__file__).resolve().parent.parent
LAYERS = CHECKOUT / "sample_layers"
REAL = Path(os.environ.get("NIGHTJAR_TEST_REAL_DATA", CHECKOUT.parent / "shared" / "data"))

# a test must not reach the database of the person who runs it; where that person keeps data is told
# to the other processes of a run, which are started after it was forgotten here
_DATA = Path(os.environ.setdefault("NIGHTJAR_TEST_DATA", str(data_folder(os.environ))))
for _name in [name for name in os.environ if name.startswith("NIGHTJAR_")]:
    if not _name.startswith("NIGHTJAR_TEST_"):
        del os.environ[_name]

# an example that a busy machine takes longer for is as right as another
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

kept_templates.keep()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what the benchmarks ask for, and what takes minutes."""
    parser.addoption("--slow", action="store_true", help="run also what takes minutes")
    parser.addoption("--drills", action="store_true", help="run also what takes many minutes")
    group = parser.getgroup("benchmarks")
    group.addoption("--benchmarks", action="store_true", help="run the benchmarks and nothing else")
    group.addoption("--size", default="S", choices=["S", "M", "L"], help="how much they measure")
    group.addoption("--json", metavar="FILE", help="where their table is written as JSON")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the benchmarks and the tests apart: what is timed must run alone.

    What takes minutes is run when it is asked for, and first: the processes of a run then end
    together.
    """
    timing = bool(config.getoption("--benchmarks"))
    left_out = {
        marker
        for marker, option in (("slow", "--slow"), ("drill", "--drills"))
        if not config.getoption(option) and marker not in str(config.getoption("markexpr"))
    }
    kept = [
        item
        for item in items
        if bool(item.get_closest_marker("benchmark")) == timing
        and not any(item.get_closest_marker(marker) for marker in left_out)
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    long = {
        item.path
        for item in kept
        if item.get_closest_marker("slow") or item.get_closest_marker("drill")
    }
    items[:] = sorted(kept, key=lambda item: item.path not in long)


def pytest_collection_finish() -> None:
    """Keep eight thousand tests from being looked through for garbage all the time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Run benchmarks in one process, one after another."""
    if config.getoption("--benchmarks"):
        config.option.numprocesses = 0
        config.option.dist = "no"
        config.option.timeout = 0


@pytest.fixture(scope="session")
def server(testrun_uid: str) -> Iterator[Server]:
    """A server for the tests alone, shared by the processes of one run."""
    found = Server(_DATA / "test-cluster", _DATA, testrun_uid)
    found.start()
    yield found
    found.end()


@pytest.fixture
def settings(server: Server) -> Iterator[Settings]:
    """Settings that lead to a database of this test's own: this release's tables, all empty."""
    name = server.copy_of("blank")
    yield server.settings(name)
    server.drop(name)


@pytest.fixture
def owner(settings: Settings) -> Iterator[Engine]:
    """The owner's engine on this test's own database."""
    made = engine(settings)
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def shared_blank(server: Server) -> Iterator[Engine]:
    """An engine on an empty database of which ``connection`` changes nothing for good."""
    name = server.copy_of("blank")
    made = engine(server.settings(name))
    yield made
    made.dispose()
    server.drop(name)


@pytest.fixture
def connection(shared_blank: Engine) -> Iterator[Connection]:
    """The owner's connection to empty tables, in a transaction that is rolled back."""
    with shared_blank.connect() as made:
        made.begin()
        yield made
        made.rollback()


@pytest.fixture(scope="session")
def county_settings(server: Server) -> Iterator[Settings]:
    """Settings that lead to the sample county, flagged; for reading alone."""
    name = server.copy_of("county")  # nothing may be connected to the template itself
    yield server.settings(name)
    server.drop(name)


@pytest.fixture(scope="session")
def county(county_settings: Settings) -> Iterator[Engine]:
    """The owner's engine on the sample county, flagged; for reading alone."""
    made = engine(county_settings)
    yield made
    made.dispose()


@pytest.fixture
def own_county(server: Server) -> Iterator[Settings]:
    """Settings that lead to a copy of the sample county which this test may change."""
    name = server.copy_of("county")
    yield server.settings(name)
    server.drop(name)


@pytest.fixture(scope="session")
def planted() -> dict[str, Any]:
    """The truths that were planted in the sample county."""
    truths = json.loads((LAYERS / "planted_truths.json").read_text())
    assert isinstance(truths, dict)
    return truths


@pytest.fixture
def nightjar(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command, run in this process against this test's own database."""
    from webmap.cli import main

    assert settings.database_url is not None
    monkeypatch.setenv("NIGHTJAR_DATABASE_URL", settings.database_url)

    def run(*arguments: object) -> Answer:
        done = CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)
        return Answer(done.exit_code, done.stdout, done.stderr)

    return run


@pytest.fixture
def light_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords with as little work as there can be: half of signing in is that work."""

    def hashed(**terms: Any) -> bytes:
        least = {"memory_cost": 8 * terms["parallelism"], "time_cost": 1}
        return hash_secret_raw(**terms | least)

    monkeypatch.setattr(passwords, "hash_secret_raw", hashed)


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keys:
    """Keys of this test's own, which its commands use."""
    made = Keys(tmp_path / "keys")
    made.make_missing()
    monkeypatch.setenv("NIGHTJAR_KEYS", str(made.folder))
    return made


@pytest.fixture
def nightjar_process(settings: Settings) -> Any:
    """Begin the command as a process of its own, as a person would; returns the Popen."""
    begun: list[subprocess.Popen[str]] = []

    def start(*arguments: object) -> subprocess.Popen[str]:
        assert settings.database_url is not None
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "webmap", *(str(each) for each in arguments)],
            env={**os.environ, "NIGHTJAR_DATABASE_URL": settings.database_url},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # a run in the background ignores Ctrl-C, and so would whatever it begins
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )
        begun.append(process)
        return process

    yield start
    for process in begun:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of open registers beside the checkout; without it the test is skipped."""
    if not REAL.is_dir():
        pytest.skip(f"the open registers are not on this machine: {REAL} is no folder")
    return REAL


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium, driven by Playwright."""
    program = os.environ.get(chromium.VARIABLE) or chromium.found()
    if program is None:
        pytest.skip("no Chromium is on this machine: ./nightjar test installs it")
    from playwright.sync_api import sync_playwright

    from tests.settled import settle

    settle()
    quiet = "--disable-background-networking --disable-component-update --disable-sync"
    arguments = f"--no-sandbox --disable-gpu --disable-quic --no-first-run {quiet}".split()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(program), args=arguments)
        yield opened
        opened.close()
