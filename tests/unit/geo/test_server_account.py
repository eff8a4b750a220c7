"""Accounts are those of this machine; folders are given to others where root runs the tests."""

import os
import pwd
import re
from pathlib import Path

import pytest

from geo import server_account as accounts
from geo.errors import SetupError
from geo.server_account import refuse_anothers, refuse_unreachable

NOBODY = pwd.getpwnam("nobody")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a folder away")


@pytest.fixture
def made_by_nobody(tmp_path):
    """The folder of a cluster that the account nobody made."""
    folder = tmp_path / "cluster"
    (folder / "data").mkdir(parents=True)
    for path in (folder / "data", folder):
        os.chown(path, NOBODY.pw_uid, NOBODY.pw_gid)
    return folder


def test_a_cluster_that_is_not_there_yet_is_nobodys(tmp_path):
    refuse_anothers(tmp_path / "cluster")


def test_our_own_cluster_is_used(tmp_path):
    (tmp_path / "cluster" / "data").mkdir(parents=True)
    refuse_anothers(tmp_path / "cluster")


def test_a_cluster_that_our_account_did_not_make_is_refused(tmp_path, monkeypatch):
    (tmp_path / "cluster" / "data").mkdir(parents=True)
    monkeypatch.setattr(accounts.os, "geteuid", lambda: 4_000_000)
    with pytest.raises(SetupError, match="run the command as that account") as refused:
        refuse_anothers(tmp_path / "cluster")
    assert f"NIGHTJAR_DATA={tmp_path} " in str(refused.value)


@as_root
def test_root_does_not_take_the_cluster_of_another_account(made_by_nobody, monkeypatch):
    postgres = pwd.struct_passwd(("postgres", "x", 4_000_001, 4_000_001, "", "/", "/bin/sh"))
    monkeypatch.setattr(accounts, "server_account", lambda: postgres)
    with pytest.raises(SetupError, match="belongs to the account nobody"):
        refuse_anothers(made_by_nobody)
    assert made_by_nobody.stat().st_uid == NOBODY.pw_uid


@as_root
def test_a_folder_that_the_servers_account_cannot_get_to_is_said_by_what_shuts_it_out(tmp_path):
    (tmp_path / "shut" / "cluster").mkdir(parents=True)
    (tmp_path / "shut").chmod(0o700)
    with pytest.raises(SetupError, match="must be able to reach") as refused:
        refuse_unreachable(NOBODY, tmp_path / "shut" / "cluster")
    found = re.search(r"\(chmod o\+x (.+?)\)", str(refused.value))
    assert found is not None
    assert Path(found[1]) in (tmp_path / "shut" / "cluster").parents
    assert not Path(found[1]).stat().st_mode & 0o001
