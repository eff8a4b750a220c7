"""Answers as files: CSV, GeoJSON and GeoPackage, none of them able to run in a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import QuestionError

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

FORMULA = ("=", "+", "-", "@", "\t", "\r")
FORMATS = (".csv", ".geojson", ".gpkg")


def check(path: Path) -> None:
    """Refuse a name of another format, or in a folder that is not there. Raises: QuestionError."""
    if path.suffix.lower() not in FORMATS:
        raise QuestionError(f"--output must end in {', '.join(FORMATS)}, found {path.name!r}")
    if not path.absolute().parent.is_dir():
        raise QuestionError(f"--output must be in a folder that is there, found {str(path)!r}")


def write(frame: GeoDataFrame, path: Path, layer: str) -> None:
    """Write a frame in the format that the file's name asks for; a file of that name goes.

    CRS: GeoPackage and CSV in EPSG:27700, GeoJSON in EPSG:4326 as its standard has it.
    Raises: QuestionError if the name asks for another format, or if it cannot be written.
    """
    from pyogrio.errors import DataSourceError

    check(path)
    try:
        _write(frame, path, layer)
    except (OSError, DataSourceError) as error:
        raise QuestionError(f"{path} cannot be written: {error}") from error


def _write(frame: GeoDataFrame, path: Path, layer: str) -> None:
    suffix = path.suffix.lower()
    shown = frame.copy()
    for column in shown.columns:
        if column != "geom" and shown[column].dtype == object:
            shown[column] = shown[column].map(lambda value: None if value is None else str(value))
    if suffix == ".csv":
        _write_csv(shown, path)
    elif suffix == ".geojson":
        shown.to_crs(4326).to_file(path, driver="GeoJSON", RFC7946="YES")
    else:
        path.unlink(missing_ok=True)
        shown.to_file(path, driver="GPKG", layer=layer)


def _write_csv(frame: GeoDataFrame, path: Path) -> None:
    centre = frame.geometry.centroid
    table = frame.drop(columns="geom")
    table["easting"], table["northing"] = centre.x.round(1), centre.y.round(1)
    for column in table.select_dtypes(include=["object", "string"]).columns:
        table[column] = table[column].map(inert, na_action="ignore")
    # the standard's line ends: only what is in them is quoted, and an unquoted return begins a row
    table.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")


def inert(text: str) -> str:
    """Return text that a spreadsheet will not run as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
