"""Where the work may go: encrypted, or nowhere but here."""

import subprocess
import sys

import pytest

from geo.errors import SetupError
from geo.workers import Sealed, release, require_private, working_at


@pytest.mark.parametrize(
    "address", ["tls://10.1.2.3:8786", "tcp://127.0.0.1:8786", "tcp://localhost:1", "tcp://[::1]:1"]
)
def test_a_network_is_crossed_encrypted_and_this_machine_is_none(address):
    require_private(address)


@pytest.mark.parametrize(
    "address",
    ["tcp://10.1.2.3:8786", "tcp://scheduler.example:1", "127.0.0.1:8786", "ws://[::1]:1"],
)
def test_a_network_that_can_be_listened_to_is_refused(address):
    with pytest.raises(SetupError, match="must be reached by tls://HOST:PORT") as told:
        require_private(address)
    assert "10.1.2.3" not in str(told.value)


def test_a_scheduler_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr("geo.workers.CONNECT_S", 0.2)
    with (
        pytest.raises(SetupError, match="start one with dask scheduler"),
        working_at("tcp://127.0.0.1:9"),
    ):
        pass


def test_a_scheduler_by_tls_needs_a_certificate():
    with (
        pytest.raises(SetupError, match="must be shown a certificate: set DASK_DISTRIBUTED__COMM"),
        working_at("tls://127.0.0.1:9"),
    ):
        pass


def test_what_a_log_would_say_of_a_part_is_its_length():
    assert repr(Sealed(([[300_000, 400_000]], 5))) == "a part of 2"


def test_dask_is_imported_only_when_it_is_asked_for():
    said = "import sys, geo.workers, webmap.cli, geo.asking_cli; print('dask' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-P", "-c", said], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_workers_are_known_by_the_release_and_what_it_computes_with():
    assert " numpy " in release()
