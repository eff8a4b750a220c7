"""A large file of episodes is read without a scan, and once more if it is not what it began as."""

import pytest

from loaders import columnar, scanning
from tests.journey.files import X, boundary, episode_row, episodes, write
from tests.journey.held import everything


@pytest.fixture
def load(nightjar, monkeypatch, tmp_path):
    """Load bytes as a delivery, of which the beginning is a few rows."""
    monkeypatch.setattr(scanning, "PIECE_BYTES", 1_024)
    monkeypatch.setattr(columnar, "BLOCK_BYTES", 4_096)
    path = write(tmp_path / "lad.geojson", boundary())
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0

    def loaded(data, name="e.csv"):
        path = tmp_path / name
        path.write_bytes(data)
        return nightjar("load", "episodes", path, "--supplier", "Invented Police", "--json")

    return loaded


def rows(count):
    return [
        episode_row(number, child=f"c{number % 40}", easting=X + number % 7)
        for number in range(count)
    ]


def scans(monkeypatch):
    """Note which files are scanned whole."""
    noted, scan = [], scanning.scan
    monkeypatch.setattr(columnar, "scan", lambda path: noted.append(path.name) or scan(path))
    return noted


@pytest.mark.parametrize(
    ("row", "rejected", "again"),
    [
        (b"EP-00400,%b,missing,2026-09-15 22:30,found,", 0, []),
        (b'"EP-00400",%b,missing,2026-09-15 22:30,found,', 0, ["e.csv"]),
        (b"EP-00400,%b,vermi\xdft,2026-09-15 22:30,found,", 1, ["e.csv"]),
        ("EP-00400,%b,vermißt,2026-09-15 22:30,found,".encode(), 1, []),
    ],
)
def test_a_row_far_down_is_read_as_it_is_written(load, monkeypatch, row, rejected, again):
    noted = scans(monkeypatch)
    (first,) = rows(1)
    rest = ",".join(map(str, first[5:])).encode()
    delivery = episodes(rows(400)).encode() + row % first[1].encode() + rest + b"\r\n"
    told = load(delivery).json
    assert (told["read"], told["accepted"], told["rejected"]) == (401, 401 - rejected, rejected)
    assert noted == again
    assert load(delivery).json["already_held"] == 401 - rejected


def test_binary_data_far_down_leave_all_as_it_was(load, owner):
    state = everything(owner)
    refused = load(episodes(rows(400)).encode() + b"EP-00400,\x00\x01\r\n")
    assert refused.code == 1
    assert "must be text, and holds binary data" in refused.err
    assert everything(owner) == state


def test_a_quote_far_down_that_is_not_closed_is_refused_as_before(load, owner):
    state = everything(owner)
    refused = load(episodes(rows(400)).encode() + b'EP-00400,"' + episodes(rows(90)).encode())
    assert refused.code == 1
    assert everything(owner) == state
