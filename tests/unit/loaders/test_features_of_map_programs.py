"""GeoPackages and shapefiles as features, and which of them are refused."""

import io
import sqlite3
import subprocess
import sys
import zipfile

import numpy as np
import pyogrio
import pytest
import shapely

from geo.errors import SourceError
from loaders.features import read_geopackage, read_shapefile, read_shapefile_beside
from loaders.source import open_source

HERON, QUAY = shapely.Point(351_000, 383_000), shapely.Point(351_200, 383_100)


def written(path, shapes, columns, *, driver="GPKG", epsg=27700, **how):
    wkb = None if shapes is None else shapely.to_wkb(np.array(shapes, object))
    how = {"geometry_type": "Point", "crs": epsg and f"EPSG:{epsg}"} | how
    fields, data = list(columns), [np.array(cells) for cells in columns.values()]
    pyogrio.raw.write(path, wkb, data, fields, driver=driver, **how)
    return path


def zipped(folder, name=lambda path: path.name, only=(".shp", ".shx", ".dbf", ".prj")):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(folder.iterdir()):
            if path.suffix in only:
                archive.write(path, name(path))
    return file.getvalue()


@pytest.fixture
def shapefile(tmp_path):
    """A folder with the parts of a shapefile of two premises."""
    names = {"NAME": ["The Heron", "The Quay"], "UPRN": [100_012_345_678.0, np.nan]}
    written(tmp_path / "prem.shp", [HERON, QUAY], names, driver="ESRI Shapefile")
    return tmp_path


@pytest.mark.parametrize(("epsg", "read_as"), [(27700, 27700), (4326, 4326), (4258, 4326)])
def test_a_geopackage_says_its_reference_system(tmp_path, epsg, read_as):
    path = written(tmp_path / "m.gpkg", [HERON], {"name": ["The Heron"]}, epsg=epsg)
    assert read_geopackage(path.read_bytes(), "m.gpkg").epsg == read_as


def test_a_geopackage_in_another_reference_system_is_refused(tmp_path):
    path = written(tmp_path / "m.gpkg", [HERON], {"name": ["The Heron"]}, epsg=3857)
    with pytest.raises(SourceError, match="must be in EPSG:27700 or EPSG:4326"):
        read_geopackage(path.read_bytes(), "m.gpkg")


def test_what_a_geopackage_leaves_blank_is_blank(tmp_path):
    columns = {
        "name": np.array(["The Heron", None], object),
        "uprn": [100_012_345_678.0, np.nan],
        "area": np.array([12.0, np.nan], np.float32),
        "starts": np.array(["2026-07-03", "NaT"], "datetime64[D]"),
    }
    path = written(tmp_path / "m.gpkg", [HERON, None], columns)
    found = read_geopackage(path.read_bytes(), "m.gpkg")
    assert [list(each.values()) for each in found.properties] == [
        ["The Heron", "100012345678", "12", "2026-07-03"],
        ["", "", "", ""],
    ]


def test_an_empty_point_is_no_point(tmp_path):
    path = written(tmp_path / "m.gpkg", [HERON, shapely.Point()], {"name": ["a", "b"]})
    assert read_geopackage(path.read_bytes(), "m.gpkg").geometries == [HERON, None]


def test_the_styles_that_a_map_program_stores_beside_a_layer_are_not_read(tmp_path):
    plain = {"geometry_type": None, "crs": None}
    path = written(tmp_path / "m.gpkg", None, {"style": ["red"]}, layer="layer_styles", **plain)
    written(path, [HERON], {"name": ["The Heron"]}, layer="premises", append=True)
    assert read_geopackage(path.read_bytes(), "m.gpkg").properties == [{"name": "The Heron"}]


def test_of_several_layers_the_one_that_fits_is_read_and_the_others_are_named(tmp_path):
    path = written(tmp_path / "m.gpkg", [QUAY], {"LAD23CD": ["E06999001"]}, layer="councils")
    written(path, [HERON], {"WD23CD": ["E05999001"]}, layer="wards", append=True)
    found = read_geopackage(path.read_bytes(), "m.gpkg", lambda names: "WD23CD" in names)
    assert found.properties == [{"WD23CD": "E05999001"}]
    assert found.notices == ["layer 'wards' was read; 'councils' left aside"]
    first = read_geopackage(path.read_bytes(), "m.gpkg", lambda names: 0)
    assert first.properties == [{"LAD23CD": "E06999001"}]


def test_a_database_that_is_no_geopackage_is_refused(tmp_path):
    with sqlite3.connect(tmp_path / "m.gpkg") as database:
        database.execute("CREATE TABLE premises (name text)")
    with pytest.raises(SourceError, match="cannot be opened as GPKG"):
        read_geopackage((tmp_path / "m.gpkg").read_bytes(), "m.gpkg")


def test_a_file_that_only_is_called_geopackage_is_not_opened():
    with pytest.raises(SourceError, match=r"must hold a \.gpkg file"):
        read_geopackage(b"<OGRVRTDataSource/>", "m.gpkg")


@pytest.mark.parametrize("folder", ["", "maps/", "maps.shp/"])
def test_a_zipped_shapefile_is_read_from_any_folder_of_its_archive(shapefile, folder):
    data = io.BytesIO(zipped(shapefile, lambda path: folder + path.name))
    with zipfile.ZipFile(data, "a") as archive:
        if folder:
            archive.writestr(folder, "")
        archive.writestr("__MACOSX/._prem.shp", b"a companion")
    found = read_shapefile(data.getvalue(), "m.zip")
    assert found.properties[0] == {"NAME": "The Heron", "UPRN": "100012345678"}
    assert (found.geometries, found.epsg) == ([HERON, QUAY], 27700)


def test_parts_in_capitals_are_parts(shapefile):
    data = zipped(shapefile, lambda path: path.name.upper())
    assert len(read_shapefile(data, "m.zip").geometries) == 2


def test_a_name_that_climbs_out_of_the_archive_goes_nowhere(shapefile, tmp_path):
    data = zipped(shapefile, lambda path: f"../../{tmp_path.name}-{path.name}")
    assert len(read_shapefile(data, "m.zip").geometries) == 2
    assert not list(tmp_path.parent.glob(f"{tmp_path.name}-*"))


@pytest.mark.parametrize(
    ("left", "reason"),
    [
        ((".shp", ".shx", ".dbf"), "must say which coordinate reference system"),
        ((".dbf", ".prj"), "must hold a .shp file"),
        ((".shp", ".dbf", ".prj"), "cannot be opened as ESRI Shapefile"),
    ],
    ids=["no prj", "no shp", "no shx"],
)
def test_a_shapefile_without_a_part_that_it_needs_is_refused(shapefile, left, reason):
    with pytest.raises(SourceError, match=reason):
        read_shapefile(zipped(shapefile, only=left), "m.zip")


def test_an_archive_of_several_shapefiles_is_refused(shapefile):
    for part in list(shapefile.iterdir()):
        (shapefile / f"other{part.suffix}").write_bytes(part.read_bytes())
    with pytest.raises(SourceError, match="holds several"):
        read_shapefile(zipped(shapefile), "m.zip")


def test_an_archive_that_was_cut_off_is_refused(shapefile):
    with pytest.raises(SourceError, match="is not whole"):
        read_shapefile(zipped(shapefile)[:-40], "m.zip")


def test_a_shapefile_is_read_with_its_companions_and_not_without(shapefile):
    assert len(read_shapefile_beside(shapefile / "prem.shp").geometries) == 2
    (shapefile / "prem.dbf").unlink()
    with pytest.raises(SourceError, match=r"prem\.shp needs its \.dbf file beside it"):
        read_shapefile_beside(shapefile / "prem.shp")


@pytest.mark.parametrize("part", [".dbf", ".prj"])
def test_a_shapefile_whose_names_were_put_right_is_another_file(shapefile, part):
    first = open_source(shapefile / "prem.shp").sha256
    assert open_source(shapefile / "prem.shp").sha256 == first
    (shapefile / f"prem{part}").write_bytes((shapefile / f"prem{part}").read_bytes() + b" ")
    assert open_source(shapefile / "prem.shp").sha256 != first


def test_a_shapefile_is_the_same_whatever_lies_beside_it_that_is_no_part(shapefile):
    first = open_source(shapefile / "prem.shp").sha256
    (shapefile / "prem.xml").write_text("<about/>")
    (shapefile / "other.dbf").write_bytes(b"another's")
    assert open_source(shapefile / "prem.shp").sha256 == first


VIRTUAL = b'<OGRVRTDataSource><OGRVRTLayer name="a"/></OGRVRTDataSource>'
GML = b'<?xml version="1.0"?><gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"/>'


@pytest.mark.parametrize("disguised", [VIRTUAL, GML, b'{"type":"FeatureCollection"}', b""])
@pytest.mark.parametrize("part", [".shp", ".shx"])
def test_a_part_of_a_zipped_shapefile_that_is_of_another_kind_is_not_opened(
    shapefile, monkeypatch, disguised, part
):
    monkeypatch.setattr("loaders.features.gdal", lambda: pytest.fail("GDAL was asked"))
    (shapefile / f"prem{part}").write_bytes(disguised)
    with pytest.raises(SourceError, match=f"m.zip must hold a {part} file, and what is called so"):
        read_shapefile(zipped(shapefile), "m.zip")


def test_a_shapefile_beside_that_is_of_another_kind_is_not_opened(shapefile, monkeypatch):
    monkeypatch.setattr("loaders.features.gdal", lambda: pytest.fail("GDAL was asked"))
    (shapefile / "prem.shp").write_bytes(VIRTUAL)
    with pytest.raises(SourceError, match=r"must hold a \.shp file"):
        read_shapefile_beside(shapefile / "prem.shp")


def test_what_another_driver_opens_is_not_read(tmp_path, shapefile, monkeypatch):
    """As if the first bytes had told of nothing amiss."""
    monkeypatch.setattr(pyogrio.raw, "read", lambda *_, **__: pytest.fail("a row was read"))
    data = written(tmp_path / "m.gpkg", [HERON], {"name": ["The Heron"]}).read_bytes()
    monkeypatch.setattr("loaders.features.GEOPACKAGE", "ESRI Shapefile")
    with pytest.raises(
        SourceError, match=r"m\.gpkg must open as ESRI Shapefile, and opens as GPKG"
    ):
        read_geopackage(data, "m.gpkg")


def test_gdal_begins_with_no_driver_but_those_that_are_named():
    asked = "from loaders.drivers import gdal; print(*sorted(gdal().list_drivers()), sep='|')"
    done = subprocess.run(
        [sys.executable, "-P", "-c", asked], capture_output=True, text=True, check=True
    )
    # GeoJSON writes exports, and reads no upload; MEM is GDAL's own memory
    assert done.stdout.strip() == "ESRI Shapefile|GPKG|GeoJSON|MEM"
    assert done.stderr == ""
