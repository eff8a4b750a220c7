"""Whatever bytes a file has, under whatever name: a table, features, or one sentence."""

import gzip
import zlib

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from geo.errors import SourceError
from loaders import looks, values
from loaders.scanning import scan
from loaders.source import open_source, read_features, read_table
from loaders.table import key
from loaders.telling import refuse_telling

KNOWN = {key(name) for name in ("Premises Name", "Easting", "Northing", "Address", "Postcode")}
HEADS = (
    *(b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff"),
    *(b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"SQLite format 3\0", b"\0\0\x27\x0a"),
    *(b"\x1f\x8b", b'{"type":"FeatureCollection","features":[', b"<?xml version='1.0'?>"),
    *(b"Premises Name,Easting,Northing\r\n", b'"Premises Name","Easting\n', b"a;b|c\td,e\r"),
)
PIECES = st.one_of(
    st.binary(max_size=60),
    st.sampled_from([b'"', b"\r", b"\n", b",", b"\0", b"[[[{", b"1e999", b"NaN", b"\xc3", b"\xed"]),
)
BODIES = st.builds(
    lambda head, rest: head + b"".join(rest), st.sampled_from(HEADS), st.lists(PIECES)
)
NAMES = st.sampled_from(["f.csv", "f.xlsx", "f.geojson", "f.gpkg", "f.zip", "f.shp", "f.xml", "f"])
MANY = settings(
    max_examples=150,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@MANY
@given(body=BODIES, name=NAMES, packed=st.booleans())
@example(body=b"PK\x03\x04[Content_Types].xml", name="f.xlsx", packed=False)
@example(body=b"\x1f\x8b\x08\0" + zlib.compress(b"a"), name="f.csv", packed=False)
@example(body=b"SQLite format 3\0" + bytes(84), name="f.gpkg", packed=False)
@example(body=b"\0\0\x27\x0a" + bytes(96), name="f.shp", packed=False)
@pytest.mark.filterwarnings("ignore")
def test_any_bytes_are_a_table_or_a_sentence(tmp_path, body, name, packed):
    path = tmp_path / name
    path.write_bytes(gzip.compress(body) if packed else body)
    for read in (
        lambda: read_table(open_source(path), KNOWN),
        lambda: read_features(open_source(path)),
        lambda: scan(path),
    ):
        said = refusal(read)
        assert said is None or "\n" not in said.strip()
        assert said != ""


def refusal(read):
    try:
        read()
    except SourceError as error:
        return str(error)
    return None


@pytest.mark.parametrize(
    "cell", ["x" + " " * 50_000 + "x", "12.00-" * 20_000, "1" * 50_000, "a@" * 30_000]
)
@pytest.mark.timeout(20)
def test_no_cell_takes_time_by_its_square(cell):
    assert values.point(cell) is None
    looks.postcode([cell])
    looks.hours([cell])
    looks.date([cell])
    with pytest.raises(SourceError, match="free text"):
        refuse_telling("extra", [cell], "e.csv")
