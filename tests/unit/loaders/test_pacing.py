"""A file is read no further ahead than it is used, and to its end whoever uses it."""

import gzip
import threading

import pytest

from loaders import pacing
from loaders.pacing import PacedFile


@pytest.mark.parametrize("zipped", [False, True])
def test_it_is_read_in_order_and_to_its_end(tmp_path, zipped, monkeypatch):
    monkeypatch.setattr(pacing, "PATIENCE_S", 0.001)
    path = tmp_path / "e.csv"
    path.write_bytes(gzip.compress(b"abcdef") if zipped else b"abcdef")
    with PacedFile(path, zipped=zipped) as file:
        assert [file.read(4), file.read(4), file.read(4)] == [b"abcd", b"ef", b""]


def test_a_third_block_waits_until_more_is_wanted(tmp_path, monkeypatch):
    monkeypatch.setattr(pacing, "PATIENCE_S", 60)
    path = tmp_path / "e.csv"
    path.write_bytes(b"abc")
    found = []
    with PacedFile(path, zipped=False) as file:
        reading = threading.Thread(target=lambda: found.extend(file.read(1) for _ in range(3)))
        reading.start()
        reading.join(0.2)
        assert found == [b"a", b"b"]
        file.more()
        reading.join(60)
    assert found == [b"a", b"b", b"c"]
