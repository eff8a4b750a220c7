"""Bytes to text, in the encodings that registers arrive in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import SourceError
from loaders.encoding import decode, repair

LINE = "PL1,Gull\u2019s Caf\u00e9 \u2013 open late,\u00a31\r\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),  # as Excel's "Unicode text" is
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_text_is_read_in_the_encoding_it_arrives_in(encoding, named):
    assert decode(LINE.encode(encoding), "r.csv") == (LINE, named)


def test_utf_16_of_either_end_is_read_by_its_mark():
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert decode(mark + LINE.encode(encoding), "r.csv")[0] == LINE


def test_a_mark_inside_the_first_header_is_not_part_of_it():
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfName\n", "r.csv")[0] == "Name\n"


def test_a_byte_that_cp1252_does_not_know_does_not_lose_the_file():
    text, encoding = decode(LINE.encode("cp1252") + b"\x81", "r.csv")
    assert encoding == "cp1252"
    assert text == LINE + "\ufffd"


@pytest.mark.parametrize("place", [0, 100, 5_000])
def test_a_file_with_a_zero_byte_anywhere_is_binary(place):
    data = bytearray(b"a," * 3_000)
    data[place] = 0
    with pytest.raises(SourceError, match="binary data"):
        decode(bytes(data), "r.csv")


def test_utf_16_that_was_cut_in_half_a_character_is_refused():
    with pytest.raises(SourceError, match="truncated"):
        decode(LINE.encode("utf-16")[:-1], "r.csv")


@given(text=st.text(max_size=50))
@settings(max_examples=80)
def test_utf_8_comes_back_as_it_was(text):
    text = text.replace("\x00", "").lstrip("\ufeff")
    assert decode(text.encode(), "r.csv")[0] == text


@pytest.mark.parametrize(
    ("mangled", "restored"),
    [
        ("Gull\u00d4\u00c7\u00d6s", "Gull\u2019s"),  # UTF-8 read as code page 850
        ("Caf\u251c\u00ae", "Caf\u00e9"),
        ("Caf\u00c3\u00a9", "Caf\u00e9"),  # UTF-8 read as code page 1252
        ("Gull\u00e2\u20ac\u2122s", "Gull\u2019s"),
        ("Caf\u00e9 \u00d3 B\u00e1n", "Caf\u00e9 \u00d3 B\u00e1n"),  # nothing is wrong with it
        ("\u00d4 Sole M\u00edo", "\u00d4 Sole M\u00edo"),
        ("na\u00efve \u2018quotes\u2019", "na\u00efve \u2018quotes\u2019"),
        ("plain", "plain"),
    ],
)
def test_text_that_was_decoded_wrongly_and_saved_is_restored(mangled, restored):
    assert repair(mangled) == restored


@pytest.mark.parametrize("wrong", ["cp1252", "cp850"])
@pytest.mark.parametrize(
    "right", ["Caf\u00e9", "Gull\u2019s", "\u00a35 \u2013 \u00a39", "Zo\u00eb's"]
)
def test_what_one_wrong_reading_did_is_undone(right, wrong):
    assert repair(right.encode().decode(wrong)) == right
