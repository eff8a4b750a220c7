"""What an installation decides for itself, as its environment says it."""

from pathlib import Path

import pytest

from geo.folders import data_folder
from geo.settings import Settings


@pytest.mark.parametrize(
    "name", ["DATA", "DATABASE_URL", "KEYS", "ANCHORS", "PROXY", "TILE_FILE", "SMTP_PORT", "LOG"]
)
def test_a_variable_that_was_left_empty_is_none(monkeypatch, name):
    """As a folder it would be the one that the command is given in."""
    monkeypatch.delenv(f"NIGHTJAR_{name}", raising=False)
    usual = Settings.from_environment()
    monkeypatch.setenv(f"NIGHTJAR_{name}", "")
    assert Settings.from_environment() == usual


def test_a_folder_named_from_here_is_the_one_of_the_launcher(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NIGHTJAR_DATA", "trial")
    monkeypatch.delenv("NIGHTJAR_KEYS", raising=False)
    settings = Settings.from_environment()
    assert settings.data == data_folder({"NIGHTJAR_DATA": "trial"}) == tmp_path / "trial"
    assert settings.key_folder == tmp_path / "trial" / "keys"
    monkeypatch.setenv("NIGHTJAR_KEYS", "keys")
    assert Settings.from_environment().keys == Path(tmp_path / "keys")
