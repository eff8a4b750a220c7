"""Keys: made once, read by their owner alone, and never guessed at when they are missing."""

import os
import stat

import pytest
from click.testing import CliRunner

from geo.cli import keys as key_commands
from geo.errors import SetupError
from geo.keys import PURPOSES, Keys


@pytest.fixture
def keys(tmp_path):
    made = Keys(tmp_path / "keys")
    made.make_missing()
    return made


def test_each_purpose_has_a_key_that_its_owner_alone_may_read(keys):
    assert {path.stem for path in keys.folder.iterdir()} == set(PURPOSES)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in keys.folder.iterdir()}
    assert (modes, stat.S_IMODE(keys.folder.stat().st_mode)) == ({0o600}, 0o700)


def test_making_keys_again_changes_none(keys):
    before = keys.fingerprint("cell")
    assert keys.make_missing() == []
    assert keys.fingerprint("cell") == before


def test_keys_of_two_purposes_or_installations_give_different_digests(keys, tmp_path):
    other = Keys(tmp_path / "other")
    other.make_missing()
    digests = {each.digest(name, "x") for each in (keys, other) for name in PURPOSES}
    assert len(digests) == 2 * len(PURPOSES)


def test_the_same_message_always_has_the_same_digest(keys):
    assert keys.digest("cell", "a") == keys.digest("cell", "a") != keys.digest("cell", "b")


def test_a_missing_key_stops_what_needs_it(tmp_path):
    with pytest.raises(SetupError, match=r"the cell key must be in .* and cannot be read"):
        Keys(tmp_path).digest("cell", "x")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_may_read_is_refused(keys, mode):
    (keys.folder / "cell.key").chmod(mode)
    with pytest.raises(SetupError, match="its owner alone may read"):
        keys.digest("cell", "x")


def test_a_link_is_no_key(keys, tmp_path):
    (keys.folder / "cell.key").rename(tmp_path / "elsewhere")
    (keys.folder / "cell.key").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SetupError, match="must be a file"):
        keys.digest("cell", "x")


@pytest.mark.parametrize("text", ["", "short", "zz" * 32, "00" * 31])
def test_a_damaged_key_is_refused_and_not_repeated(keys, text):
    (keys.folder / "cell.key").write_text(text)
    with pytest.raises(SetupError, match="must be 32 bytes in hexadecimal") as refused:
        keys.digest("cell", "x")
    assert not text or text not in str(refused.value).replace(str(keys.folder), "")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file away")
def test_a_key_of_another_account_is_refused(keys):
    os.chown(keys.folder / "cell.key", 65534, 65534)
    with pytest.raises(SetupError, match="must belong to the account"):
        keys.digest("cell", "x")


def test_the_status_of_keys_says_what_each_is_for_before_they_are_made(tmp_path, monkeypatch):
    monkeypatch.setenv("NIGHTJAR_KEYS", str(tmp_path / "none"))
    shown = CliRunner().invoke(key_commands, ["status"])
    assert shown.exit_code == 1
    assert all(purpose in shown.output for purpose in PURPOSES.values())
    assert "cell, erasure, anchor, snapshot, backup cannot be found there" in shown.output


def test_a_key_that_is_a_broken_link_is_not_missing(keys):
    assert keys.missing() == []
    (keys.folder / "anchor.key").unlink()
    assert keys.missing() == ["anchor"]
    (keys.folder / "anchor.key").symlink_to(keys.folder / "nowhere")
    assert keys.missing() == []
