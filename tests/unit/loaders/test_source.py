"""A file as a supplier sent it: unpacked, its format told by its bytes, read as one table."""

import gzip
import hashlib
import io
import json
import tracemalloc
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import SourceError
from loaders import source
from loaders.source import Source, open_source, read_features, read_table
from loaders.table import WIDEST

KNOWN = {"licencenumber", "premisesname", "postcode"}
TEXT = "Licence Number,Premises Name,Postcode\nPL1,Café Heron,ZX1 4QT\n"
SQUARE = {"type": "Polygon", "coordinates": [[[0, 50], [2, 50], [2, 52], [0, 52], [0, 50]]]}


@pytest.fixture
def sent(tmp_path):
    """Write what a supplier sent under a name, and open it."""

    def send(data, name="r.csv"):
        path = tmp_path / name
        path.write_bytes(data)
        return open_source(path)

    return send


def workbook(*rows):
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def collection(*features, epsg=None):
    crs = {"crs": {"properties": {"name": f"EPSG:{epsg}"}}} if epsg else {}
    return json.dumps({"type": "FeatureCollection", "features": features, **crs}).encode()


def feature(geometry=None, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def archive(name):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        opened.writestr(name, "x")
    return file.getvalue()


def test_a_gzipped_file_is_unpacked_and_known_by_the_hash_of_what_was_sent(sent):
    packed = gzip.compress(TEXT.encode())
    found = sent(packed, "r.csv.gz")
    assert (found.data, found.name) == (TEXT.encode(), "r.csv")
    assert found.sha256 == hashlib.sha256(packed).hexdigest()


def test_a_gzipped_file_that_was_cut_off_is_refused(sent):
    with pytest.raises(SourceError, match="is not a whole gzip file"):
        sent(gzip.compress(TEXT.encode())[:-9], "r.csv.gz")


def test_what_is_too_large_unpacked_is_refused_without_unpacking_it_all(sent, monkeypatch):
    monkeypatch.setattr(source, "LARGEST", 1_000_000)
    packed = gzip.compress(bytes(40_000_000))
    tracemalloc.start()
    with pytest.raises(SourceError, match="unpacks to more than"):
        sent(packed, "r.csv.gz")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000


@pytest.mark.parametrize("data", [b"", b" \r\n\t", gzip.compress(b"", mtime=0)])
def test_an_empty_file_is_refused(sent, data):
    with pytest.raises(SourceError, match="is empty"):
        sent(data)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SourceError, match="there is none of that name"):
        open_source(tmp_path / "r.csv")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (TEXT.encode(), "text"),
        (b"\xef\xbb\xbf  \n<xml/>", "xml"),
        (b'\xef\xbb\xbf {"type": 1}', "geojson"),
        (b"SQLite format 3\x00rest", "geopackage"),
        (b"\x00\x00\x27\x0arest", "shapefile"),
        (archive("layer.shp"), "zip"),
        (workbook(["x"]), "workbook"),
    ],
    ids=["text", "xml", "geojson", "geopackage", "shapefile", "zip", "workbook"],
)
def test_the_bytes_tell_the_format_and_the_name_does_not(sent, data, kind):
    assert sent(data, "register.txt").kind == kind


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7", "a PDF: ask for the register as CSV or XLSX"),
        (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
        (b"\x89PNG", "a picture"),
        (b"\x7fELF", "a program"),
        (b'[{"licence": "PL1"}]', "other JSON, such as a data portal's answer: download it"),
        (b"PK\x03\x04" + b" " * 26 + b"mimetypeapplication/vnd.oasis.opendocument", "OpenDocument"),
    ],
    ids=["pdf", "xls", "picture", "program", "json", "ods"],
)
def test_what_is_no_register_is_refused_by_what_it_is(sent, data, what):
    with pytest.raises(SourceError, match=what):
        read_table(sent(data))


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.replace(",", "\t").encode("utf-16"), "utf-16"),
        (TEXT.replace(",", ";").replace("\n", "\r\n").encode("cp1252"), "cp1252"),
    ],
    ids=["utf-8", "bom", "cp1252", "utf-16", "Excel's Unicode text", "semicolons"],
)
def test_a_register_says_the_same_in_any_encoding(sent, data, encoding):
    table = read_table(sent(data), KNOWN)
    assert table.encoding == encoding
    assert [row.cells for row in table.rows] == [("PL1", "Café Heron", "ZX1 4QT")]


def test_an_odd_encoding_and_separator_are_said(sent):
    table = read_table(sent(TEXT.replace(",", "\t").encode("utf-16")), KNOWN)
    assert table.notices == [
        "the text is encoded as utf-16",
        "fields are separated by a tab",
    ]


def test_the_second_of_two_header_rows_is_no_premises(sent):
    names = "licence_number,PREMISES_NAME,PostCode\n"
    table = read_table(sent((names + TEXT).encode()), KNOWN)
    assert [row.cells[0] for row in table.rows] == ["PL1"]
    assert [(fault.line, fault.reason) for fault in table.faults] == [(2, "header_repeated")]


def test_a_row_of_groups_above_the_header_is_left_out(sent):
    table = read_table(sent(("Licence,Premises,\n" + TEXT).encode()), KNOWN)
    assert table.columns == ("Licence Number", "Premises Name", "Postcode")
    assert table.notices == ["the header is on line 2; 1 line above it was left out"]


@pytest.mark.parametrize(
    ("groups", "names", "columns"),
    [
        (  # one says nothing alone, and two share a name
            "Licence,Premises,,Holder,",
            "Number,Premises Name,Postcode,Name,Name",
            ("Licence Number", "Premises Name", "Postcode", "Holder Name", "Holder Name (5)"),
        ),
        ("Public register,,as at 1 March,", "Licence Number,Premises Name,Postcode,Notes", None),
    ],
)
def test_columns_are_named_by_the_group_they_are_in_where_they_must_be(
    sent, groups, names, columns
):
    text = f"{groups}\n{names}\nPL1,The Heron,ZX1 4QT,Orrin,Ursel\n"
    text = text if columns else text.replace(",Orrin,Ursel", ",n")
    found = read_table(sent(text.encode()), KNOWN)
    assert found.columns == (columns or tuple(names.split(",")))


def test_a_workbook_and_a_text_of_one_register_are_one_table(sent):
    rows = [line.split(",") for line in TEXT.splitlines()]
    found = read_table(sent(workbook(["Register"], [], *rows), "r.xlsx"), KNOWN)
    assert [row.cells for row in found.rows] == [("PL1", "Café Heron", "ZX1 4QT")]
    assert [row.line for row in found.rows] == [4]


def test_a_point_becomes_two_columns_in_its_own_reference_system(sent):
    grid = feature({"type": "Point", "coordinates": [351_000, 383_000]}, Name="The Heron")
    table = read_table(sent(collection(grid, epsg=27700), "m.geojson"))
    assert table.columns == ("Name", "(point) easting", "(point) northing")
    assert table.rows[0].cells == ("The Heron", "351000.0", "383000.0")
    degrees = read_table(sent(collection(feature(SQUARE, Name="The Heron")), "m.geojson"))
    assert degrees.columns == ("Name", "(point) longitude", "(point) latitude")


def test_an_area_becomes_a_point_inside_it(sent):
    table = read_table(sent(collection(feature(SQUARE, Name="The Heron")), "m.geojson"))
    longitude, latitude = map(float, table.rows[0].cells[1:])
    assert 0 < longitude < 2
    assert 50 < latitude < 52


def test_a_feature_is_a_row_if_it_has_either_a_property_or_a_point(sent):
    point = {"type": "Point", "coordinates": [1, 51]}
    table = read_table(sent(collection(feature(point), feature(Name="x"), feature(Name=" "))))
    assert [row.line for row in table.rows] == [1, 2]
    assert table.blank == 1


@pytest.mark.parametrize(("width", "fine"), [(WIDEST, True), (WIDEST + 1, False)])
def test_features_have_as_many_properties_as_a_register_can(sent, width, fine):
    # a feature each, or a small file would make a large table
    whole = collection(*(feature(**{f"p{n}": "x"}) for n in range(width)))
    if fine:
        assert len(read_table(sent(whole)).columns) == width + 2
    else:
        with pytest.raises(SourceError, match="513 properties"):
            read_table(sent(whole))


def test_a_map_without_a_feature_is_refused_as_a_register(sent):
    with pytest.raises(SourceError, match="must have features with data"):
        read_table(sent(collection()))


def test_a_table_is_no_map(sent):
    with pytest.raises(
        SourceError, match="must be GeoJSON, GeoPackage or a shapefile, and is text"
    ):
        read_features(sent(TEXT.encode()))


@given(data=st.binary(min_size=1, max_size=60))
@settings(max_examples=100)
def test_any_bytes_are_a_table_or_refused(tmp_path_factory, data):
    found = Source(tmp_path_factory.getbasetemp() / "r.csv", "r.csv", data, "0" * 64)
    try:
        table = read_table(found)
    except SourceError:
        return
    assert all(len(row.cells) == len(table.columns) for row in table.rows)


@pytest.mark.parametrize(
    "start",
    [
        b"<html><body><table>",
        b"<!DOCTYPE html>\n<html lang='en'>",
        b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>',
    ],
)
def test_a_web_page_that_is_called_a_workbook_is_told_for_what_it_is(sent, start):
    with pytest.raises(SourceError, match="open it in a spreadsheet program and save it"):
        read_table(sent(start), KNOWN)


@pytest.mark.parametrize("space", ["gml/3.2", "kml/2.2"])
def test_a_map_in_markup_is_told_what_to_be_saved_as(sent, space):
    with pytest.raises(SourceError, match="save it as GeoJSON, GeoPackage or CSV"):
        read_table(
            sent(f'<?xml version="1.0"?><a xmlns="http://www.opengis.net/{space}"/>'.encode())
        )


def test_a_sequence_of_geojson_is_told_from_text(sent):
    line = b'{"type": "Feature", "properties": {"Name": "Bar"}, "geometry": null}'
    assert [row.cells[0] for row in read_table(sent(b"\x1e" + line + b"\n")).rows] == ["Bar"]
