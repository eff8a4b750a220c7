"""One pass over a file: its encoding, its quotes, and how it ends."""

import gzip

import pytest

from geo.errors import SourceError
from loaders import scanning
from loaders.scanning import scan


@pytest.fixture
def scanned(tmp_path):
    """Write bytes to a file and scan it."""

    def made(data):
        path = tmp_path / "r.csv"
        path.write_bytes(data)
        return scan(path)

    return made


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"a,b\n", "utf8"),
        ("é\n".encode(), "utf8"),
        ("é\n".encode("cp1252"), "cp1252"),
        (b"a,b\nc,\xc3", "cp1252"),  # a character of UTF-8 without its end is none
        ("é\n".encode("utf-16"), "utf-16"),
        ("é\n".encode("utf-8-sig"), "utf8"),
    ],
)
def test_the_encoding_is_told_by_the_whole_file(scanned, data, encoding):
    assert scanned(data).encoding == encoding


def test_a_character_on_the_edge_of_two_blocks_is_one(scanned, monkeypatch):
    monkeypatch.setattr(scanning, "PIECE_BYTES", 3)
    assert scanned("aaéé€\n".encode()).encoding == "utf8"


def test_a_last_character_of_windows_in_a_late_block_is_seen(scanned, monkeypatch):
    monkeypatch.setattr(scanning, "PIECE_BYTES", 3)
    assert scanned(b"aaaaaa\xe9bb\n").encoding == "cp1252"


@pytest.mark.parametrize(
    ("data", "ends"),
    [
        (b"a\n", True),
        (b"a\r", True),
        (b"a", False),
        ("a\n".encode("utf-16"), True),
        ("\ufeffa\n".encode("utf-16-be"), True),
        ("aĊ".encode("utf-16"), False),  # whose second byte is a line end's first
    ],
)
def test_the_end_of_a_file_is_a_line_end_or_not(scanned, data, ends):
    assert scanned(data).ends_with_newline is ends


@pytest.mark.parametrize(
    ("data", "odd"), [(b'"a"\n', False), (b'"a\n', True), (b'"a""b"\n', False)]
)
def test_an_open_quote_is_seen(scanned, data, odd):
    assert scanned(data).quotes_are_odd is odd


@pytest.mark.parametrize(("data", "quotes"), [(b'a,"b"\n', True), (b"a,b\n", False)])
def test_whether_anything_is_quoted_is_seen(scanned, data, quotes):
    assert scanned(data).quotes is quotes


@pytest.mark.parametrize("data", [b"", b" \r\n ", gzip.compress(b"\n", mtime=0)])
def test_an_empty_file_is_refused(scanned, data):
    with pytest.raises(SourceError, match="is empty"):
        scanned(data)


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04x", b"SQLite format 3\x00", b"%PDF-1.7", b"\xd0\xcf\x11\xe0"]
)
def test_what_is_no_text_is_refused_as_that(scanned, data):
    with pytest.raises(SourceError, match="must be CSV, and is of another kind"):
        scanned(data)


def test_wide_text_without_its_mark_is_binary_data(scanned):
    with pytest.raises(SourceError, match="holds binary data"):
        scanned("a,b\n".encode("utf-16-le"))


def test_binary_data_after_a_first_block_of_text_are_refused(scanned, monkeypatch):
    monkeypatch.setattr(scanning, "PIECE_BYTES", 4)
    with pytest.raises(SourceError, match="holds binary data"):
        scanned(b"a,b\nc,d\n\x00\x01")


@pytest.mark.parametrize("damage", [slice(None, -9), slice(None, 12)])
def test_a_damaged_gzip_is_refused(scanned, damage):
    with pytest.raises(SourceError, match="is not a whole gzip file"):
        scanned(gzip.compress(b"a,b\n" * 50)[damage])


def test_a_gzip_damaged_inside_is_refused(scanned):
    whole = bytearray(gzip.compress(bytes(range(32, 127)) * 50))
    whole[30] ^= 0xFF
    with pytest.raises(SourceError, match="is not a whole gzip file"):
        scanned(bytes(whole))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SourceError, match="there is none of that name"):
        scan(tmp_path / "r.csv")


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be"])
def test_a_wide_text_of_four_bytes_is_named(scanned, encoding):
    mark = b"\xff\xfe\0\0" if encoding == "utf-32-le" else b"\0\0\xfe\xff"
    with pytest.raises(SourceError, match="in UTF-32: save it as UTF-8"):
        scanned(mark + "a,b\n".encode(encoding))
