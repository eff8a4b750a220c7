"""The server's own programs are asked; here they are stand-ins that answer as told."""

from pathlib import Path

import pytest

from geo import cluster as clusters
from geo.cluster import Cluster, why_it_ended
from geo.errors import SetupError
from geo.postgis import PostGIS


@pytest.fixture
def recovering(tmp_path, monkeypatch):
    """A cluster that runs and lets nobody in until it was asked a few times, as after a crash."""
    programs, note = tmp_path / "bin", tmp_path / "asked"
    programs.mkdir()
    note.write_text("")
    monkeypatch.setattr(clusters, "server_account", lambda: None)

    def answers_after(times: int) -> Cluster:
        for name, does in (
            ("pg_isready", f'printf x >> {note}; [ "$(wc -c < {note})" -gt {times} ]'),
            ("pg_ctl", 'case "$*" in *status*) exit 0;; *) exit 1;; esac'),
        ):
            program = programs / name
            program.write_text(f"#!/bin/sh\n{does}\n")
            program.chmod(0o755)
        found = Cluster(tmp_path / "cluster", PostGIS(programs, {}, private=True))
        found.data.mkdir(parents=True)
        for name in ("pg_ident.conf", "postgresql.conf"):
            (found.data / name).write_text("")
        (found.folder / "made").write_text("")
        (found.folder / "socket").write_text(f"{tmp_path}\n")
        return found

    return answers_after, note


def test_a_server_that_recovers_is_waited_for_and_not_started_again(recovering):
    answers_after, asked = recovering
    found: Cluster = answers_after(3)
    found.ensure_running()  # pg_ctl would refuse a second start
    assert len(asked.read_text()) == 4
    assert found.accepting()


def test_a_cluster_of_an_earlier_release_keeps_errors_out_of_its_log_from_now_on(recovering):
    answers_after, _ = recovering
    found: Cluster = answers_after(0)
    settings = found.data / "postgresql.conf"
    settings.write_text("jit = off\n")
    with pytest.raises(SetupError, match="pg_ctl failed"):  # the stand-in has no reload
        found.ensure_running()
    assert settings.read_text() == "jit = off\nlog_min_messages = log\n"
    found.ensure_running()
    assert settings.read_text().count("log_min_messages") == 1


def test_one_that_never_lets_anybody_in_is_said_to_recover(recovering, monkeypatch):
    answers_after, _ = recovering
    found: Cluster = answers_after(1_000)
    monkeypatch.setattr(clusters, "PATIENCE_S", 0.3)
    with pytest.raises(SetupError, match="lets nobody in yet") as refused:
        found.ensure_running()
    assert str(Path(found.log)) in str(refused.value)


def test_a_socket_whose_folder_is_gone_is_named_at_once(recovering, tmp_path):
    answers_after, _ = recovering
    found: Cluster = answers_after(1_000)
    (found.folder / "socket").write_text(f"{tmp_path / 'gone'}\n")
    with pytest.raises(SetupError, match="gone: run nightjar db stop"):
        found.ensure_running()


def test_a_server_of_another_folder_does_not_pass_for_this_ones(recovering, tmp_path):
    answers_after, asked = recovering
    found: Cluster = answers_after(0)  # somebody answers at the socket that is noted
    (tmp_path / "bin" / "pg_ctl").write_text("#!/bin/sh\nexit 3\n")  # and nobody runs over this
    assert not found.accepting()
    assert asked.read_text() == ""


def test_a_cluster_that_was_never_made_accepts_nobody(tmp_path):
    assert not Cluster(tmp_path, PostGIS(tmp_path, {}, private=True)).accepting()


def test_why_a_server_did_not_start_is_the_line_that_says_so():
    began = "2026-11-28 16:42:37.952 UTC [8761] "
    said = (
        f"{began}LOG:  redo starts at 0/1500780\n"
        f'{began}FATAL:  could not write to file "pg_wal/x": No space left on device\n'
        f"{began}FATAL:  the database system is starting up\n"
        f"{began}LOG:  database system is shut down\n"
    )
    assert why_it_ended(said) == 'could not write to file "pg_wal/x": No space left on device'
    assert why_it_ended("pg_ctl: could not start server\nExamine the log output.\n") == (
        "Examine the log output"
    )
    assert why_it_ended("") == "it said nothing"
