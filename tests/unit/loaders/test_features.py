"""GeoJSON as features: properties as text, shapes, a reference system; and hostile files."""

import json

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import SourceError
from loaders.features import DEEPEST, read_geojson

POINT = {"type": "Point", "coordinates": [-2.7, 53.3]}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner),
    max_leaves=8,
)


def collection(*features, **members):
    whole = {"type": "FeatureCollection", "features": list(features), **members}
    return json.dumps(whole).encode()


def feature(geometry=None, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def shape_of(geometry):
    return read_geojson(collection(feature(geometry)), "m.geojson").geometries[0]


def test_properties_become_text_and_shapes_keep_their_order():
    found = read_geojson(collection(feature(POINT, Name="The Heron"), feature(Name=None)), "m")
    assert found.properties == [{"Name": "The Heron"}, {"Name": ""}]
    assert found.geometries == [shapely.Point(-2.7, 53.3), None]
    assert found.epsg == 4326


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "TRUE"), (12.0, "12"), (12.5, "12.5"), (10**12, "1000000000000"), ("a\x00b", "a b")],
)
def test_a_property_is_written_as_a_register_would_write_it(value, text):
    assert read_geojson(collection(feature(v=value)), "m").properties == [{"v": text}]


def test_a_letter_that_no_text_can_hold_is_replaced():
    found = read_geojson(collection(feature(v="\ud800")), "m").properties[0]["v"]
    assert found.encode() == b"?"


@pytest.mark.parametrize(
    ("stated", "epsg"),
    [
        ("urn:ogc:def:crs:EPSG::27700", 27700),
        ("EPSG:27700", 27700),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", 4326),
        ("urn:ogc:def:crs:EPSG::4258", 4326),  # ETRS89, within a metre of it
        ("", 4326),
    ],
)
def test_the_reference_system_is_the_one_that_is_stated(stated, epsg):
    crs = {"type": "name", "properties": {"name": stated}}
    assert read_geojson(collection(crs=crs), "m").epsg == epsg


@pytest.mark.parametrize("stated", ["EPSG:3857", "EPSG:29902", "nonsense", "\ud800", 5, ["x"]])
def test_another_reference_system_is_refused(stated):
    with pytest.raises(SourceError, match="must be in EPSG:27700 or EPSG:4326, and says"):
        read_geojson(collection(crs={"properties": {"name": stated}}), "m.geojson")


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": ["1", "2"]},
        {"type": "Point", "coordinates": [float("nan"), 53.3]},
        {"type": "Polygon", "coordinates": [[[0, 0]]]},
        {"type": "GeometryCollection", "geometries": [POINT]},
        {"type": "Nonsense"},
        [1, 2],
    ],
    ids=["empty", "texts", "not a number", "one corner", "collection", "no type", "list"],
)
def test_a_geometry_that_cannot_be_drawn_is_none(geometry):
    assert shape_of(geometry) is None


def test_a_feature_that_is_none_keeps_its_number():
    found = read_geojson(collection(None, 7, feature(POINT)), "m")
    assert found.properties == [{}, {}, {}]
    assert [shape is None for shape in found.geometries] == [True, True, False]


@pytest.mark.parametrize(("levels", "fine"), [(DEEPEST - 4, True), (DEEPEST - 3, False)])
def test_nesting_deeper_than_any_map_is_refused(levels, fine):
    # the collection, its list, the feature and its properties are four levels
    nested = json.loads("[" * levels + "]" * levels)
    if fine:
        read_geojson(collection(feature(v=nested)), "m")
    else:
        with pytest.raises(SourceError, match="nests deeper"):
            read_geojson(collection(feature(v=nested)), "m")


def test_brackets_inside_a_text_do_not_nest():
    assert read_geojson(collection(feature(v='["{' * 100)), "m").properties[0]["v"] == '["{' * 100


def test_a_text_that_is_never_closed_is_looked_at_once():
    # looked at again from each of its quotes, this would take hours
    with pytest.raises(SourceError, match="goes wrong as JSON"):
        read_geojson(b"{" + b'\\"' * 1_000_000, "m.geojson")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"[1]", "must be a GeoJSON FeatureCollection"),
        (b'{"type": "Feature"}', "must be a GeoJSON FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": {}}', "must have a list of features"),
        (collection(feature(POINT))[:-5], "breaks off or goes wrong"),
        (b'{"type": ' + b"9" * 5_000 + b"}", "breaks off or goes wrong"),
    ],
    ids=["list", "feature", "no list", "cut off", "endless number"],
)
def test_what_is_no_collection_is_refused(data, reason):
    with pytest.raises(SourceError, match=reason):
        read_geojson(data, "m.geojson")


@given(geometry=JSON, properties=JSON, crs=JSON, extra=JSON)
@settings(max_examples=100)
def test_any_json_is_read_or_refused_and_never_breaks(geometry, properties, crs, extra):
    odd = {"geometry": {"type": "Point", "coordinates": geometry}, "properties": properties}
    data = collection(odd, extra, crs=crs)
    try:
        found = read_geojson(data, "m.geojson")
    except SourceError:
        return
    assert len(found.properties) == len(found.geometries) == 2


@pytest.mark.parametrize(
    "between", ["\n", "\r\n", "\x1e", "\n\x1e", " \n\n"], ids=["lf", "crlf", "rs", "lf rs", "blank"]
)
def test_features_one_after_another_are_a_collection(between):
    lines = (json.dumps(feature(POINT, Name=f"Bar {n}"), indent=1) for n in range(3))
    found = read_geojson(between.join(["", *lines, ""]).encode(), "m.geojsonl")
    assert [each["Name"] for each in found.properties] == ["Bar 0", "Bar 1", "Bar 2"]
    assert found.geometries == [shapely.Point(-2.7, 53.3)] * 3


def test_lines_of_other_json_are_no_features_and_a_cut_line_breaks_off():
    line = json.dumps(feature(POINT, Name="Bar"))
    with pytest.raises(SourceError, match="other JSON"):
        read_geojson(b'{"Name": "Bar"}\n{"Name": "Inn"}\n', "m.json")
    with pytest.raises(SourceError, match="breaks off"):
        read_geojson(f"{line}\n{line[:-9]}".encode(), "m.geojsonl")


def test_what_lies_within_a_property_is_a_column_of_its_own():
    said = feature(
        None, premises={"name": "The Heron", "at": {"town": "Sea"}}, sold=["wine", "ale"]
    )
    [found] = read_geojson(collection(said), "m.geojson").properties
    assert found == {"premises name": "The Heron", "premises at town": "Sea", "sold": "wine, ale"}
