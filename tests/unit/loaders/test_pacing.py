"""A file is read no further ahead than it is used, and to its end whoever uses it."""

import gzip
import threading
import time
import types
from contextlib import closing

import pyarrow as pa
import pytest

from geo.errors import SourceError
from loaders import addresses, columnar, pacing
from loaders.pacing import PacedFile
from loaders.report import Report


@pytest.mark.parametrize("zipped", [False, True])
def test_it_is_read_in_order_and_to_its_end(tmp_path, zipped, monkeypatch):
    monkeypatch.setattr(pacing, "PATIENCE_S", 0.001)
    path = tmp_path / "e.csv"
    path.write_bytes(gzip.compress(b"abcdef") if zipped else b"abcdef")
    with PacedFile(path, zipped=zipped) as file:
        assert [file.read(4), file.read(4), file.read(4)] == [b"abcd", b"ef", b""]


def test_a_fourth_block_waits_until_more_is_wanted(tmp_path, monkeypatch):
    monkeypatch.setattr(pacing, "PATIENCE_S", 60)
    path = tmp_path / "e.csv"
    path.write_bytes(b"abcd")
    found = []
    with PacedFile(path, zipped=False) as file:
        reading = threading.Thread(target=lambda: found.extend(file.read(1) for _ in range(4)))
        reading.start()
        reading.join(0.2)
        assert found == [b"a", b"b", b"c"]
        file.more()
        reading.join(60)
    assert found == [b"a", b"b", b"c", b"d"]


def test_a_load_that_fails_leaves_no_thread_that_reads_its_file(tmp_path, monkeypatch):
    # such a thread still called into Python when the program ended, which aborted it
    made = []

    class Noted(PacedFile):
        def __init__(self, *arguments, **named):
            super().__init__(*arguments, **named)
            made.append(self)

    def fail(*_):
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(columnar, "PacedFile", Noted)
    monkeypatch.setattr(columnar, "BLOCK_BYTES", 1_000)
    monkeypatch.setattr(addresses, "_stage", fail)
    monkeypatch.setattr(addresses.staging, "Stage", lambda *_: None)
    path = tmp_path / "uprn.csv"
    lines = [f"{n},{300_000 + n},410000" for n in range(5_000)]
    path.write_text("\n".join(["UPRN,X_COORDINATE,Y_COORDINATE", *lines]))
    load = types.SimpleNamespace(connection=None, report=Report("addresses", path.name))
    with pytest.raises(RuntimeError) as held:
        addresses.load_addresses(path)(load)
    assert held.tb is not None  # what failed is still told of, and its frames are kept
    assert [each.closed for each in made] == [True]


def test_a_reader_is_closed_when_no_thread_is_in_it(tmp_path, monkeypatch):
    # one that was closed under a thread kept it, and the program hung at its end
    inside, left = [0], []

    class Watched:
        def __init__(self, reader):
            self.reader = reader

        def close(self):
            left.append(inside[0])
            self.reader.close()

        def read_next_batch(self):
            inside[0] += 1
            try:
                time.sleep(0.2)  # whoever stops now, stops while the next is read
                return self.reader.read_next_batch()
            finally:
                inside[0] -= 1

    opens = columnar.ColumnFile._open
    monkeypatch.setattr(columnar.ColumnFile, "_open", lambda *terms: Watched(opens(*terms)))
    monkeypatch.setattr(columnar, "BLOCK_BYTES", 1_000)
    path = tmp_path / "uprn.csv"
    lines = [f"{n},{300_000 + n},410000" for n in range(5_000)]
    path.write_text("\n".join(["UPRN,X_COORDINATE,Y_COORDINATE", *lines]))
    file, wanted = columnar.open_columns(path, addresses.NAMES)
    with closing(file.batches(wanted)) as batches:
        next(batches)
        while not inside[0]:
            time.sleep(0.001)
    assert left == [0]


@pytest.fixture
def begun(tmp_path, monkeypatch):
    """A file that was begun, its columns, and the files that were opened for it."""
    opened = []

    class Noted(PacedFile):
        def __init__(self, *arguments, **named):
            super().__init__(*arguments, **named)
            opened.append(self)

    monkeypatch.setattr(columnar, "PacedFile", Noted)
    path = tmp_path / "uprn.csv"
    path.write_text("UPRN,X_COORDINATE,Y_COORDINATE\n1,300001\n2,300002,410000\n")
    file, wanted = columnar.open_columns(path, addresses.NAMES)
    file.begin(wanted)
    return file, wanted, opened


def test_what_was_begun_is_read_once(begun):
    file, wanted, opened = begun
    for times in (1, 2):
        assert [batch.lines.tolist() for batch in file.batches(wanted)] == [[3]]
        assert file.misfits == [(2, 2, 3)]
        assert [each.closed for each in opened] == [True] * times


def test_what_was_begun_for_other_columns_is_begun_anew(begun):
    file, wanted, opened = begun
    (batch,) = file.batches(wanted, coded={"easting"})
    assert pa.types.is_dictionary(batch.columns["easting"].type)
    assert [each.closed for each in opened] == [True, True]


def test_what_was_begun_and_is_not_wanted_is_closed(begun):
    file, _, opened = begun
    file.close()
    file.close()
    assert [each.closed for each in opened] == [True]


def test_a_file_that_has_gone_is_refused_in_words(begun):
    file, wanted, _ = begun
    file.close()
    file.path.unlink()
    with pytest.raises(SourceError, match="cannot be read"):
        list(file.batches(wanted))
