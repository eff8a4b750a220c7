"""The drivers of GDAL that may open what is sent: two, and neither before the first bytes agree.

GDAL asks each of its drivers whether a file is theirs, whatever the file is called. A virtual layer
or GML that is called ``.shp`` would be opened as what it is, and can name files of the machine and
addresses. So the others are taken out before GDAL begins, the file's first bytes are checked before
it is opened, and the driver that did open it is checked before a row is read.

Source: GDAL's own page on security; OGC 12-128r18 (GeoPackage); ESRI Shapefile Technical
Description, July 1998.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from geo.errors import SourceError

GEOPACKAGE, SHAPEFILE = "GPKG", "ESRI Shapefile"
_SQLITE = b"SQLite format 3\x00"
_SHAPES = b"\x00\x00\x27\x0a"  # 9994, of the shapes and of their index alike
_BEGINS = {".gpkg": _SQLITE, ".shp": _SHAPES, ".shx": _SHAPES}
# what pyogrio's wheels bring beside the two that read, and GeoJSON, with which exports are written:
# GDAL has a list of those to leave out, and none of those to have
LEFT_OUT = (
    *("OGR_VRT", "PCIDSK", "PDS4", "VICAR", "PDF", "MBTiles", "EEDA", "OGCAPI", "GDALG"),
    *("MapInfo File", "LVBAG", "S57", "DGN", "CSV", "GML", "GPX", "LIBKML", "KML", "GeoJSONSeq"),
    *("ESRIJSON", "TopoJSON", "OGR_GMT", "SQLite", "WAsP", "OpenFileGDB", "DXF", "FlatGeobuf"),
    *("GeoRSS", "VFK", "PGDUMP", "OSM", "GPSBabel", "OGR_PDS", "WFS", "OAPIF", "EDIGEO", "Idrisi"),
    *("ODS", "XLSX", "Elasticsearch", "Carto", "AmigoCloud", "SXF", "Selafin", "JML", "PLSCENES"),
    *("CSW", "VDV", "MVT", "NGW", "MapML", "GTFS", "PMTiles", "JSONFG", "MiraMonVector", "ADBC"),
    *("AVCBin", "AVCE00", "AIVector", "HTTP"),
)


def gdal() -> Any:
    """Return pyogrio; the first time that it is asked for in a process, without the others."""
    os.environ["GDAL_SKIP"] = ",".join(LEFT_OUT)
    # pyogrio begins GDAL twice, which then complains of each that it finds gone already
    os.environ.setdefault("CPL_LOG", os.devnull)
    import pyogrio

    return pyogrio


def require_beginning(path: Path, name: str) -> None:
    """Raise SourceError unless a file begins as its ending says; nothing else opens it before."""
    begins = _BEGINS[path.suffix.lower()]
    with path.open("rb") as file:
        found = file.read(len(begins))
    if found != begins:
        raise SourceError(
            f"{name} must hold a {path.suffix.lower()} file, and what is called so is of another "
            "kind: save the layer anew as a GeoPackage."
        )


def require_driver(found: str, wanted: str, name: str) -> None:
    """Raise SourceError unless a file was opened by the driver that is wanted."""
    if found != wanted:
        raise SourceError(f"{name} must open as {wanted}, and opens as {found}.")
