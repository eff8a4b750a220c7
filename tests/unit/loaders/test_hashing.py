"""Hashes of files, made beside the work on them."""

import gzip
import hashlib
import threading

import pytest

from geo.errors import SourceError
from loaders import hashing
from loaders.hashing import Hashing, hash_together


@pytest.mark.parametrize(
    "data", [b"", b"a,b\n", gzip.compress(b"a,b\n", mtime=0), b"x" * 5_000_000]
)
def test_the_hash_is_of_what_was_sent(tmp_path, data):
    path = tmp_path / "r.csv"
    path.write_bytes(data)
    with Hashing([path]) as made:
        assert made.of([path])() == hashlib.sha256(data).hexdigest()


def test_files_that_belong_together_have_one_hash_in_any_order(tmp_path):
    paths = [tmp_path / name for name in "ab"]
    for path in paths:
        path.write_text(path.name)
    with Hashing(paths) as made:
        assert made.of(paths)() == made.of(paths[::-1])() != made.of(paths[:1])()


def test_one_hash_is_its_own():
    assert hash_together(["00"]) == "00"


def test_what_is_no_file_is_refused_at_once(tmp_path):
    with pytest.raises(SourceError, match="there is none of that name"):
        Hashing([tmp_path / "r.csv"])


def test_leaving_early_does_not_wait_for_the_rest_of_a_file(tmp_path, monkeypatch):
    monkeypatch.setattr(hashing, "PIECE_BYTES", 1)
    path = tmp_path / "r.csv"
    path.write_bytes(b"x" * 50_000_000)  # minutes, byte by byte
    with pytest.raises(KeyboardInterrupt), Hashing([path]):
        raise KeyboardInterrupt
    assert not [each for each in threading.enumerate() if each.name.startswith("hash")]


def test_what_rests_goes_on_afterwards_or_when_it_is_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(hashing, "PIECE_BYTES", 1)
    path = tmp_path / "r.csv"
    path.write_bytes(b"x" * 100_000)
    known = hashlib.sha256(b"x" * 100_000).hexdigest()
    with Hashing([path]) as made:
        with made.resting():
            assert made.of([path])() == known
        assert made.of([path])() == known


def test_leaving_while_it_rests_does_not_wait(tmp_path, monkeypatch):
    monkeypatch.setattr(hashing, "PIECE_BYTES", 1)
    path = tmp_path / "r.csv"
    path.write_bytes(b"x" * 50_000_000)
    with pytest.raises(KeyboardInterrupt), Hashing([path]) as made, made.resting():
        raise KeyboardInterrupt
    assert not [each for each in threading.enumerate() if each.name.startswith("hash")]
