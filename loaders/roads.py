"""Roads of the base map, so that a map can be read on a closed network.

CRS: EPSG:27700, or EPSG:4326 converted by OSTN15. Source: OS Open Roads, and others alike.
"""

from __future__ import annotations

import hashlib
from functools import partial

import shapely

from geo.crs import NATIONAL_GRID, shape_to_grid
from geo.database import query
from geo.errors import SourceError
from loaders.loading import Load
from loaders.source import Source, read_features
from loaders.table import key
from loaders.values import text

CLASSES = {
    **dict.fromkeys(("motorway", "m"), "motorway"),
    **dict.fromkeys(("a", "aroad", "trunk", "primary", "primaryroad"), "a"),
    **dict.fromkeys(("b", "broad", "secondary", "secondaryroad"), "b"),
    **dict.fromkeys(
        (
            *("street", "minor", "minorroad", "local", "localroad", "localstreet", "residential"),
            *("unclassified", "notclassified", "classifiedunnumbered", "unknown", "tertiary", "c"),
        ),
        "street",
    ),
}
CLASS_NAMES = ("class", "roadclassification", "roadclass", "classification", "fclass", "highway")
ROAD_NAMES = ("name", "name1", "roadname", "roadnumber")


def load_roads(source: Source) -> partial[None]:
    """Return the work of loading one file of roads, for ``loading.run``."""
    return partial(_load, source=source)


def _load(load: Load, *, source: Source) -> None:
    features = read_features(source, lambda names: any(key(each) in CLASS_NAMES for each in names))
    report = load.report
    report.notices += features.notices
    report.read = len(features.properties)
    names = {key(column): column for column in features.properties[0]} if report.read else {}
    class_column = next((names[each] for each in CLASS_NAMES if each in names), None)
    name_column = next((names[each] for each in ROAD_NAMES if each in names), None)
    if class_column is None:
        raise SourceError(
            f"{source.path.name} must have roads with a column for their class, one of: "
            f"{', '.join(CLASS_NAMES)}; it has {', '.join(names.values()) or 'no features'}."
        )
    for line, (properties, shape) in enumerate(
        zip(features.properties, features.geometries, strict=True), start=1
    ):
        load.progress(line, report.read)
        road_class = CLASSES.get(key(properties.get(class_column, "")))
        if road_class is None:
            load.reject(line, class_column, "unknown_class", "another word")
        elif shape is None or shape.geom_type not in ("LineString", "MultiLineString"):
            load.reject(line, "geometry", "not_a_shape", shape.geom_type if shape else "nothing")
        elif (drawn := shape_to_grid(shape, features.epsg)) is None:
            load.reject(line, "geometry", "coordinates_not_in_britain", "a line")
        else:
            name = text(properties.get(name_column, "")) if name_column else None
            lines = shapely.multilinestrings(list(shapely.get_parts(drawn)))
            wkb = shapely.to_wkb(shapely.set_srid(lines, NATIONAL_GRID), include_srid=True)
            row = {
                "name": name,
                "class": road_class,
                "digest": hashlib.sha256(f"{name}|{road_class}|".encode() + wkb).hexdigest(),
                "geom": wkb,
                "load_id": load.load_id,
            }
            stored = load.connection.scalar(query("store_road"), row)
            report.accepted += stored is not None
            report.already_held += stored is None
