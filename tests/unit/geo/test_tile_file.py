"""A base map in a file: what is sent of it, and what of a bad or hostile one."""

import base64
import io
import sqlite3

import pytest
from PIL import Image

from geo.errors import SetupError
from geo.settings import Settings
from geo.tile_file import LARGEST_PICTURE, TileFile
from webmap.base_tiles import NOTHING

TABLES = """
CREATE TABLE metadata (name text, value text);
CREATE TABLE tiles (zoom_level int, tile_column int, tile_row int, tile_data blob);
"""


def png(shade):
    written = io.BytesIO()
    Image.new("L", (4, 4), shade).save(written, "PNG")
    return written.getvalue()


def made(path, tiles, more="", **said):
    database = sqlite3.connect(path)
    database.executescript(TABLES)
    database.executemany("INSERT INTO metadata VALUES (?, ?)", said.items())
    database.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", tiles)
    database.executescript(more)
    database.commit()
    database.close()
    return path


def test_a_square_is_found_by_its_row_from_the_north(tmp_path):
    tiles = [(3, 1, 0, png(10)), (3, 1, 7, png(200)), (5, 2, 2, b"\xff\xd8\xff and so on")]
    path = made(tmp_path / "b.mbtiles", tiles, attribution="&copy; <a href='x'>A <b>B</b></a>")
    file = TileFile.read(path)
    assert (file.least_zoom, file.most_zoom) == (3, 5)
    assert file.credit == "© A B"
    assert file.picture(3, 1, 0).data == png(200)
    assert file.picture(3, 1, 7).data == png(10)
    assert file.picture(5, 2, 29).media_type == "image/jpeg"
    for nowhere in ((3, 2, 0), (4, 1, 0), (-1, 0, 0), (99, 0, 0)):
        assert file.picture(*nowhere) is None
    assert [each.name for each in tmp_path.iterdir()] == ["b.mbtiles"]  # nothing is written


@pytest.mark.parametrize("data", [b"<svg onload=alert(1)>", b"\x1f\x8bvector", "text", None, 7])
def test_what_is_no_picture_is_not_sent(tmp_path, data):
    tiles = [(3, 1, 0, png(10)), (3, 2, 0, data)]
    assert TileFile.read(made(tmp_path / "b.mbtiles", tiles)).picture(3, 2, 7) is None
    with pytest.raises(SetupError, match="PNG, JPEG or WebP"):
        TileFile.read(made(tmp_path / "c.mbtiles", [(3, 2, 0, data)]))


@pytest.mark.parametrize("more", [0, 1])
def test_a_picture_of_more_than_two_megabytes_is_not_sent(tmp_path, more):
    large = png(10).ljust(LARGEST_PICTURE + more, b"\0")
    file = TileFile.read(made(tmp_path / "b.mbtiles", [(2, 0, 0, png(1)), (3, 2, 0, large)]))
    assert (file.picture(3, 2, 7) is None) == bool(more)


ENDLESS = """
DROP TABLE tiles;
CREATE VIEW tiles AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
SELECT 1 AS zoom_level, 1 AS tile_column, x AS tile_row, x AS tile_data FROM n;
"""


def test_a_file_that_is_none_and_one_without_an_end_are_refused(tmp_path):
    other = tmp_path / "other.mbtiles"
    other.write_bytes(b"PMTiles" * 100)
    endless = made(tmp_path / "endless.mbtiles", [], ENDLESS)
    for path in (other, endless, tmp_path / "missing.mbtiles"):
        with pytest.raises(SetupError, match=f"{path.name} must be an MBTiles file"):
            TileFile.read(path)
    assert not (tmp_path / "missing.mbtiles").exists()


def test_a_picture_of_nothing_is_a_picture_and_shows_nothing():
    assert Image.open(io.BytesIO(NOTHING)).convert("RGBA").getpixel((0, 0))[3] == 0
    assert base64.b64encode(NOTHING)


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("https://tiles.example.org/{z}/{x}/{y}.png", True),
        ("https://tiles.example.org:8443/a/{z}/{x}/{y}.png?key=A1", True),
        ("http://tiles.example.org/{z}/{x}/{y}.png", False),
        ("https://tiles.example.org/{z}/{x}.png", False),
        ("https://{s}.example.org/{z}/{x}/{y}.png", False),
        ("https://me:pw@example.org/{z}/{x}/{y}.png", False),
        ("https://example.org; script-src */{z}/{x}/{y}.png", False),
        ("https://example.org/{z}/{x}/{y}.png'", False),
    ],
)
def test_another_servers_address_is_plain_or_refused(address, taken, monkeypatch):
    monkeypatch.setenv("NIGHTJAR_TILE_SERVER", address)
    if taken:
        assert Settings.from_environment().tile_server == address
        return
    with pytest.raises(SetupError, match="NIGHTJAR_TILE_SERVER cannot be used: must be like"):
        Settings.from_environment()
