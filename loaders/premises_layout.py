"""What a register of premises can say, and the names its columns go by.

Sources: the LGA (esd) premises licences schema; the screens and exports of Idox Uniform, Civica
APP and NEC; registers that councils have published.
"""

from __future__ import annotations

from collections.abc import Iterable

from loaders import looks
from loaders.layout import Field
from loaders.licence_layout import LICENCE
from loaders.premises_headings import OF_PREMISES, is_line, joins

FIELDS = (
    Field(
        "licence_number",
        (
            *("CaseReference", "Licence Number", "Licence No", "Licence Ref", "Licence Reference"),
            *("Licence Reference Number", "Licence ID", "Application Reference", "App Ref"),
            *("Lic Ref", "Lic No", "App No", "Application No", "Application Ref"),
            *("Application Number", "Reference Number", "Reference", "Ref No", "Ref", "Case Ref"),
            *("Case Number", "Premises Licence Number", "Premises Licence No", "Licence Numb"),
            *("LicenceNo", "License Number", "License No", "Permit Number", "RefVal", "Key Val"),
            *("Record ID", "Licence Record", "Licence: Licence Name", "id"),
            *("Rhif y Drwydded", "Rhif Trwydded", "Cyfeirnod"),
        ),
        unnamed=looks.reference,
        by_contents=True,
        distinct=True,
        headless=True,
    ),
    # before the names of places, since Location may hold either
    Field(
        "point",
        (
            *("WKT", "geom", "the_geom", "geometry", "Shape", "Point", "Location", "Coordinates"),
            *("Lat Long", "LatLong", "Lat Lng", "Geo Point", "geo_point_2d", "Geolocation"),
        ),
        looks.point,
        by_contents=True,
    ),
    Field("mercator_y", ("y", "point_y", "Y Coordinate"), looks.mercator_y, by_contents=True),
    Field(
        "mercator_x",
        ("x", "point_x", "X Coordinate"),
        looks.mercator_x,
        only_with="mercator_y",
    ),
    Field("previous_number", ("Previous Application Reference", "Previous Reference")),
    Field(
        "name",
        (
            *("PremisesName", "Premises Name", "Trading Name", "Trading As", "Trade Name"),
            *("Name of Premises", "Premise Name", "Business Name", "BusinessName", "Premises"),
            *("Licensed Premises", "Establishment Name", "Company Trading As", "Venue", "Name"),
            *("Site Name", "Business", "Licence Name", "Property Name", "Establishment"),
            *("Event Venue", "Name of Venue"),
        ),
        own=OF_PREMISES,
    ),
    Field(
        "address",
        (
            *("LocationText", "Premises Address", "Address", "Full Address", "Dtf Location"),
            *("Location", "Site Address", "Premise Address", "Business Address", "Address Text"),
            *("Location of Premises", "Address of Premises", "Licence Address", "Street Address"),
            *("Property Address", "Addr", "Trading Address", "Establishment Address"),
            *("Building Number", "Building Name", "Premises Number", "Street Number", "Unit"),
            *("House", "House No", "House Number", "House Name", "Building", "PAON", "SAON"),
            *("Bldg", "Bldg No", "Bldg Name", "Sub Building Name", "Thoroughfare", "Road"),
            *("Road Name", "Thoroughfare Name", "Dependent Locality", "Village", "Hamlet"),
            *("Post Town", "City"),
        ),
        begins=("Premises Address", "Address", "Addr", "Street", "Town", "Locality"),
        many=True,
        part=is_line,
        joins=joins,
        own=OF_PREMISES,
    ),
    Field(
        "postcode",
        (
            *("Postcode", "Post Code", "PostCode", "Premises Postcode", "Premises Post Code"),
            *("PCode", "Post_Code", "Zip", "Site Postcode", "Business Postcode", "pcds", "pcd"),
        ),
        looks.postcode,
        by_contents=True,
        own=OF_PREMISES,
    ),
    Field(
        "uprn",
        ("UPRN", "Premises UPRN", "Property UPRN", "Site UPRN"),
        looks.uprn,
        by_contents=True,
        own=OF_PREMISES,
    ),
    Field(
        "longitude",
        ("(point) longitude", "Longitude", "Long", "Lon", "Lng", "X WGS84", "point_x", "x"),
        looks.longitude_anywhere,
        by_contents=True,
        unnamed=looks.longitude,
        own=OF_PREMISES,
    ),
    Field(
        "latitude",
        ("(point) latitude", "Latitude", "Lat", "Y WGS84", "point_y", "y"),
        looks.latitude_anywhere,
        by_contents=True,
        unnamed=looks.latitude,
        own=OF_PREMISES,
    ),
    Field(
        "easting",
        (
            *("(point) easting", "Easting", "Eastings", "X Coordinate", "XCoord", "GeoX"),
            *("X_COORD", "Grid E", "OS X", "BNG E", "East", "Map East", "Location Easting"),
            *("x", "Coord X"),
        ),
        looks.metres,
        by_contents=True,
        beside=True,
        unnamed=looks.easting,
        own=OF_PREMISES,
    ),
    Field(
        "northing",
        (
            *("(point) northing", "Northing", "Northings", "Y Coordinate", "YCoord", "GeoY"),
            *("Y_COORD", "Grid N", "OS Y", "BNG N", "North", "Map North", "Location Northing"),
            *("y", "Coord Y"),
        ),
        looks.metres,
        by_contents=True,
        right_of="easting",
        own=OF_PREMISES,
    ),
    Field(
        "grid_reference", ("OS Grid Reference", "Grid Reference", "Grid Ref", "OS Grid Ref", "NGR")
    ),
    Field(
        "authority",
        (
            *("la_code", "Local Authority Code", "Authority Code", "LAD Code", "Council Code"),
            *("OrganisationLabel", "Licensing Authority", "Council", "Council Area"),
            *("Local Authority", "Local Authority Name", "la_name", "Authority", "Borough"),
            *("Area Name", "District", "Licensing Authority Name"),
        ),
        many=True,
    ),
    Field("ward", ("Ward", "Ward Name", "Ward Code", "ward_code", "ward_name"), many=True),
    *LICENCE,
)


def not_asked_for(names: Iterable[str]) -> str | None:
    """Say what a column can be settled as, if one of these names is none of it."""
    fields = {each.name for each in FIELDS}
    unknown = sorted(set(names) - fields)
    if not unknown:
        return None
    return (
        f"--map must name what a column is by one of {', '.join(sorted(fields))}; "
        f"found {', '.join(unknown)}."
    )
