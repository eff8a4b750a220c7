"""Land, roads, boundaries, postcodes and addresses: what the county stands on."""

from itertools import pairwise
from pathlib import Path

import shapely
from shapely import Polygon

from .addresses import UNIT_LETTERS, Homes
from .boundaries import Area, Geography
from .draw import Draw
from .files import DEGREES, GRID, Note, degrees, write_csv, write_geojson
from .roads import Road

_QUALITY_50 = 14
_SPIKE_M = 14
_SHORTEST_SIDE_M = 60


def write_land(out: Path, areas: Geography) -> Note:
    """The coast, which is the outline of the force."""
    parts = shapely.get_parts(areas.force.shape)
    write_geojson(out / "land.geojson", [({"kind": "land"}, part) for part in parts], GRID)
    return Note(
        "land.geojson",
        "The coast: the island and its islet.",
        "kind",
        len(parts),
        "EPSG:27700 (crs member), whole metres",
    )


def write_roads(out: Path, roads: list[Road]) -> Note:
    """Every road as a line."""
    features = [
        ({"name": road.name, "class": road.kind}, shapely.LineString(road.points)) for road in roads
    ]
    write_geojson(out / "roads.geojson", features, GRID)
    return Note(
        "roads.geojson",
        "Roads and streets, for the base map.",
        "name, class (motorway, a, b, street)",
        len(features),
        "EPSG:27700 (crs member), whole metres",
    )


def write_boundaries(out: Path, areas: Geography) -> list[Note]:
    """Four layers with the field names of the Office for National Statistics."""
    authority, ward = areas.authorities, [*areas.wards]
    at, whole = next(
        (number, area.shape)
        for number, area in enumerate(ward)
        if isinstance(area.shape, Polygon) and number > 6
    )
    twisted = _bow_tie(whole)
    write_geojson(
        out / "boundaries_authority.geojson",
        [({"LAD26CD": a.code, "LAD26NM": a.name}, a.shape) for a in authority],
        DEGREES,
    )
    write_geojson(
        out / "boundaries_ward.geojson",
        [
            (
                {"WD26CD": a.code, "WD26NM": a.name, "LAD26CD": a.inside},
                twisted if number == at else a.shape,
            )
            for number, a in enumerate(ward)
        ],
        DEGREES,
    )
    write_geojson(
        out / "boundaries_lsoa.geojson",
        [({"LSOA21CD": a.code, "LSOA21NM": a.name}, a.shape) for a in areas.lsoas],
        GRID,
    )
    force: Area = areas.force
    write_geojson(
        out / "boundaries_force.geojson",
        [({"PFA26CD": force.code, "PFA26NM": force.name}, force.shape)],
        DEGREES,
    )
    crs84 = "EPSG:4326 (crs member CRS84)"
    return [
        Note("boundaries_authority.geojson", "Four district councils.", "LAD26CD, LAD26NM",
             len(authority), crs84),
        Note("boundaries_ward.geojson", "Electoral wards, nested in the authorities.",
             "WD26CD, WD26NM, LAD26CD", len(ward), crs84,
             faults=[(f"invalid polygon, a bow tie in {ward[at].code}: make it valid", 1)],
             expected={"invalid": ward[at].code}),
        Note("boundaries_lsoa.geojson", "Small areas (LSOAs), nested in the wards.",
             "LSOA21CD, LSOA21NM", len(areas.lsoas), "EPSG:27700 (crs member), whole metres"),
        Note("boundaries_force.geojson", "The police force: the four authorities together.",
             "PFA26CD, PFA26NM", 1, crs84),
    ]  # fmt: skip


def _bow_tie(shape: Polygon) -> Polygon:
    """The same ward with a small spike whose sides cross, as a slip of the digitiser's hand."""
    ring = [(round(x), round(y)) for x, y in shape.exterior.coords]
    for at, ((x, y), (to_x, to_y)) in enumerate(pairwise(ring)):
        if abs(to_x - x) + abs(to_y - y) > _SHORTEST_SIDE_M:
            middle = ((x + to_x) // 2, (y + to_y) // 2)
            spike = [
                (middle[0] + _SPIKE_M, middle[1] + _SPIKE_M),
                (middle[0] + _SPIKE_M, middle[1] - _SPIKE_M),
                (middle[0] - _SPIKE_M, middle[1] + _SPIKE_M),
                (middle[0] - _SPIKE_M, middle[1] - _SPIKE_M),
            ]
            twisted = Polygon([*ring[: at + 1], middle, *spike, middle, *ring[at + 1 :]])
            if not twisted.is_valid:
                return twisted
    raise ValueError("the ward has no side long enough for a spike")


def write_postcodes(seed: int, out: Path, homes: Homes, areas: Geography) -> Note:
    """Code-Point Open's ten columns, without a header, as Ordnance Survey publishes it."""
    draw = Draw(seed, "postcodes")
    used = {postcode.code for postcode in homes.postcodes}
    rows: list[tuple[str, int, int, int]] = [
        (postcode.code, 10, *postcode.at) for postcode in homes.postcodes
    ]
    while len(rows) < len(homes.postcodes) + _QUALITY_50:
        near = draw.pick(homes.postcodes)
        code = near.code[:-2] + draw.pick(UNIT_LETTERS) + draw.pick(UNIT_LETTERS)
        if code not in used:
            used.add(code)
            sector = [p.at for p in homes.postcodes if p.code[:-2] == near.code[:-2]]
            mean = [sum(point[axis] for point in sector) // len(sector) for axis in (0, 1)]
            rows.append((code, 50, mean[0], mean[1]))
    rows.append(("ZZ1 9AA", 90, 0, 0))
    rows.sort(key=lambda row: (len(row[0]), row[0]))
    points = [(row[2], row[3]) for row in rows]
    districts, wards = areas.authority_of(points), areas.ward_of(points)
    lines = []
    for (code, quality, easting, northing), district, ward in zip(
        rows, districts, wards, strict=True
    ):
        place = ("", "", "", "", "") if quality == 90 else (
            "E19999001", "E18999001", "", district, ward)  # fmt: skip
        text = [f'"{cell}"' for cell in ("E92000001", *place)]
        fixed = code if len(code) == 7 else code.replace(" ", "")
        lines.append(f'"{fixed}",{quality},{easting},{northing},{",".join(text)}\r\n')
    (out / "postcodes.csv").write_bytes("".join(lines).encode())
    return Note(
        "postcodes.csv",
        "Every postcode unit and its point, in the layout of Code-Point Open: seven characters "
        "fixed, so a two-figure district has no space. Area ZZ has never been allocated.",
        "no header: Postcode, Positional_quality_indicator, Eastings, Northings, Country_code, "
        "NHS_regional_HA_code, NHS_HA_code, Admin_county_code, Admin_district_code, "
        "Admin_ward_code",
        len(lines),
        "EPSG:27700",
        faults=[
            ("quality 50: the mean of its sector", _QUALITY_50),
            ("quality 90: no position, written 0,0", 1),
        ],
        expected={"with_position": len(lines) - 1, "without_position": 1},
    )


def write_addresses(out: Path, homes: Homes) -> Note:
    """OS Open UPRN's columns, for homes alone."""
    header = ("UPRN", "X_COORDINATE", "Y_COORDINATE", "LATITUDE", "LONGITUDE")
    rows = []
    for address in homes.addresses:
        easting, northing = address.slot.at
        longitude, latitude = degrees(easting, northing)
        rows.append(
            (address.uprn, f"{easting}.0", f"{northing}.0", f"{latitude:.7f}", f"{longitude:.7f}")
        )
    write_csv(out / "addresses.csv.gz", header, rows, encoding="utf-8-sig", newline="\r\n")
    return Note(
        "addresses.csv.gz",
        "Homes, in the layout of OS Open UPRN: how many people a place stands among. Flats share "
        "a point.",
        ", ".join(header),
        len(rows),
        "EPSG:27700, and EPSG:4326 beside it",
        faults=[("UTF-8 with a byte-order mark, CRLF", len(rows))],
        expected={"accepted": len(rows), "rejected": 0},
    )
