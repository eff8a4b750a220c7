"""Where an installation's folder is, for each kind of account."""

from pathlib import Path

import pytest

from geo import folders
from geo.folders import data_folder


@pytest.mark.parametrize(
    ("variables", "root", "found"),
    [
        ({"NIGHTJAR_DATA": "/srv/nj", "XDG_DATA_HOME": "/x"}, True, "/srv/nj"),
        ({"XDG_DATA_HOME": "/x"}, True, "/x/nightjar"),
        ({"XDG_DATA_HOME": "/x"}, False, "/x/nightjar"),
        ({}, True, "/var/lib/nightjar"),
        ({"NIGHTJAR_DATA": "", "XDG_DATA_HOME": ""}, True, "/var/lib/nightjar"),
        ({"XDG_DATA_HOME": "share"}, True, "/var/lib/nightjar"),
    ],
)
def test_the_environment_decides_and_then_the_account(monkeypatch, variables, root, found):
    monkeypatch.setattr(folders.os, "geteuid", lambda: 0 if root else 1000)
    assert data_folder(variables) == Path(found)


def test_an_ordinary_account_has_its_own(monkeypatch):
    monkeypatch.setattr(folders.os, "geteuid", lambda: 1000)
    monkeypatch.setenv("HOME", "/home/someone")
    assert data_folder({}) == Path("/home/someone/.local/share/nightjar")


def test_a_folder_named_from_here_is_the_same_from_everywhere(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert data_folder({"NIGHTJAR_DATA": "trial"}) == tmp_path / "trial"
