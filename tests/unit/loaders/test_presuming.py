"""What is presumed of a file by its beginning holds to its end, or is told before it is used."""

import gzip
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.errors import SourceError
from loaders import scanning
from loaders.scanning import Otherwise, Watch, presume, scan

BEGINS = b"ref,child\n"


@pytest.fixture
def presumed(tmp_path, monkeypatch):
    """Write a file of which ten bytes are looked at, and presume."""
    monkeypatch.setattr(scanning, "PIECE_BYTES", len(BEGINS))

    def made(data):
        path = tmp_path / "r.csv"
        path.write_bytes(data)
        return presume(path)

    return made


def watched(path, data, size):
    """Show a file's blocks, and that none is left, to whoever watches it."""
    watch = Watch(path)
    for at in range(0, len(data), size):
        watch.take(data[at : at + size])
    watch.take(b"")


@pytest.mark.parametrize(("data", "ends"), [(b"a,b\n", True), (b"a,b\r", True), (b"a,b", False)])
def test_a_plain_file_is_presumed_by_its_beginning_and_its_end(presumed, data, ends):
    found = presumed(BEGINS + data)
    assert found.presumed
    assert (found.encoding, found.quotes, found.ends_with_newline) == ("utf8", False, ends)


@pytest.mark.parametrize(
    "data",
    [
        b"ref,c\n",  # read whole by looking at its beginning
        b'ref,"c"\na,b\n',
        "réf,child\na,b\n".encode("cp1252"),
        "ref,child\na,b\n".encode("utf-16"),
        b" \r\n" * 4 + BEGINS,
        gzip.compress(BEGINS, mtime=0),
    ],
)
def test_of_any_other_file_nothing_is_presumed(presumed, tmp_path, data):
    found = presumed(data)
    assert not found.presumed
    assert found == scan(tmp_path / "r.csv")


@pytest.mark.parametrize("data", [b"%PDF-1.7 and more", b"ref,c\x00ild\na,b\n"])
def test_what_is_no_text_is_refused_at_once(presumed, data):
    with pytest.raises(SourceError):
        presumed(data)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SourceError, match="there is none of that name"):
        presume(tmp_path / "r.csv")


@pytest.mark.parametrize("data", [b'a,"b"\n', b"a,\xe9\n", b"a,\xc3"])
def test_a_file_that_goes_on_otherwise_is_told(presumed, tmp_path, data):
    whole = BEGINS + data
    assert presumed(whole).presumed
    with pytest.raises(Otherwise):
        watched(tmp_path / "r.csv", whole, 4)


def test_binary_data_further_down_are_refused(presumed, tmp_path):
    whole = BEGINS + b"a,\x00\n"
    presumed(whole)
    with pytest.raises(SourceError, match="holds binary data"):
        watched(tmp_path / "r.csv", whole, 4)


@given(
    data=st.binary(max_size=40) | st.text('aé"\n', max_size=20).map(str.encode),
    size=st.integers(1, 9),
)
@example(data="éé€".encode(), size=2)
@example(data=b"\xf5\x00", size=1)
def test_what_is_watched_to_its_end_is_as_a_scan_finds_it(tmp_path_factory, data, size):
    path = tmp_path_factory.mktemp("watched") / "r.csv"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanning, "PIECE_BYTES", len(BEGINS))
        path.write_bytes(BEGINS + data)
        found = presume(path)
        assert found.presumed or len(data) == 0
        try:
            watched(path, BEGINS + data, size)
        except Otherwise:
            with suppress(SourceError):  # what is no text was something else before
                whole = scan(path)
                assert whole.quotes or whole.encoding != "utf8"
        except SourceError:
            with pytest.raises(SourceError):
                scan(path)
        else:
            assert replace(found, presumed=False) == scan(path)
