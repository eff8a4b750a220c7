"""What taxi registers can say, the names their columns go by, and councils' local terms."""

from __future__ import annotations

import re

from loaders import looks
from loaders.layout import Field

KINDS = ("national", "operators", "vehicles", "drivers", "ranks")
NATIONAL = ("registration", "starts_on", "ends_on", "kind", "authority", "plate", "wheelchair")

# what councils call the same things; "Single Status" is one badge for both trades
TERMS = (
    (
        "both",
        r"single\s*status|dual|combined|joint|both"
        r"|\bh\.?c[vd]?\.?\s*(/|&|\+|and)\s*p\.?h[vd]?\b|\bp\.?h[vd]?\.?\s*(/|&|\+|and)\s*h\.?c[vd]?\b"
        r"|\bhackney(\s+carriages?)?(\s+vehicles?|\s+drivers?)?\s*(/|&|\+|,|and)\s*private"
        r"|\bprivate\s+hires?(\s+vehicles?|\s+drivers?)?\s*(/|&|\+|,|and)\s*(hackney|taxi)",
    ),
    ("private_hire", r"private|\bp\.?h\.?v?d?\b|\bphv\b|minicab|chauffeur"),
    ("hackney_carriage", r"hackney|\bh\.?c\.?v?d?\b|\btaxi\b|black cab"),
)

FIELDS = {
    "operators": (
        Field("number", ("Licence No", "Licence Number", "Operator Licence No", "Licence Ref")),
        Field("name", ("Operator Name", "Operator", "Name", "Licence Holder", "Company Name")),
        Field("trading_name", ("Trading As", "Trading Name", "Trade Name", "T/A")),
        Field("surname", ("Surname", "Last Name", "Family Name")),
        Field("forename", ("Forename", "Forenames", "First Name", "Given Name")),
        Field(
            "address",
            ("Base Address", "Operating Address", "Business Address", "Address"),
            begins=("Base Address", "Address"),
            many=True,
        ),
        Field("postcode", ("Postcode", "Base Postcode", "Post Code")),
        Field("uprn", ("UPRN",)),
        Field("easting", ("Easting", "X")),
        Field("northing", ("Northing", "Y")),
        Field("longitude", ("Longitude", "Long", "Lon", "Lng")),
        Field("latitude", ("Latitude", "Lat")),
        Field(
            "base_type",
            ("Base Type", "Premises Type", "Type of Base", "Home or Office"),
            many=True,
        ),
        # read for one thing alone, which is whether somebody lives at the base
        Field(
            "notes",
            ("Notes", "Note", "Comments", "Remarks", "Conditions", "Additional Information"),
            many=True,
        ),
        Field(
            "vehicles",
            ("Vehicles Permitted", "No of Vehicles", "Number of Vehicles", "Vehicles"),
        ),
        Field("starts_on", ("Start", "Start Date", "Issued", "Valid From", "Licence Start")),
        Field(
            "ends_on",
            ("Expiry", "Expiry Date", "End", "Expires", "Valid To", "Finish", "Licence End"),
        ),
        Field("status", ("Status", "Licence Status")),
        Field("suspended", ("Suspended",)),
        Field("ended", many=True),
        # understood, and never stored: where people live
        Field("not_kept", many=True, words_first=True),
    ),
    "vehicles": (
        Field("plate", ("Plate No", "Plate Number", "Plate", "Licence Number", "Plate Ref")),
        Field(
            "registration",
            ("VRM", "Registration", "Reg No", "Vehicle Registration", "Reg", "Index Mark"),
        ),
        Field("kind", ("Licence Type", "Type", "Vehicle Type", "Description", "(sheet)")),
        Field("make", ("Make", "Vehicle Make")),
        Field("model", ("Model", "Vehicle Model")),
        Field("colour", ("Colour", "Color")),
        Field("seats", ("Seats", "Number of Seats", "Passengers")),
        Field("wheelchair", ("WAV", "Wheelchair Accessible", "Wheelchair", "WAV Y/N")),
        Field("starts_on", ("Start", "Start Date", "Issued", "Valid From")),
        Field("ends_on", ("Expiry", "Expiry Date", "End", "Expires", "Valid To", "Finish")),
    ),
    "drivers": (
        Field("badge", ("Badge No", "Badge Number", "Badge", "Licence Number", "Licence No")),
        Field("name", ("Name", "Driver Name", "Driver", "Full Name", "Licence Holder")),
        Field("surname", ("Surname", "Last Name", "Family Name")),
        Field("forename", ("Forename", "Forenames", "First Name", "Given Name")),
        Field("kind", ("Licence Type", "Type", "Badge Type", "Driver Type", "(sheet)")),
        Field("starts_on", ("Start", "Start Date", "Issued", "Valid From")),
        Field("ends_on", ("Expiry", "Expiry Date", "End", "Expires", "Valid To", "Finish")),
        Field("status", ("Status", "Licence Status")),
        Field("suspended", ("Suspended",)),
        Field("ended", many=True),
    ),
    "ranks": (
        # before the names of ranks, since Location may hold either
        Field(
            "point", ("WKT", "geom", "Point", "Coordinates", "Lat Long", "Location"), looks.point
        ),
        Field(
            "name",
            (
                *("Name", "Rank", "Location", "Rank Name", "Rank Location", "Location of Rank"),
                *("Taxi Rank", "Stand", "Street", "Street Name", "Road", "Site", "Address"),
                *("Description",),
            ),
        ),
        Field("easting", ("(point) easting", "Easting", "Eastings", "X"), looks.metres),
        Field("northing", ("(point) northing", "Northing", "Northings", "Y"), looks.metres),
        Field("longitude", ("(point) longitude", "Longitude", "Long", "Lon", "Lng", "X")),
        Field("latitude", ("(point) latitude", "Latitude", "Lat", "Y")),
        Field("grid_reference", ("Grid Reference", "Grid Ref", "OS Grid Reference", "NGR")),
        Field("spaces", ("Spaces", "Capacity", "Number of Spaces", "Bays", "No of Spaces")),
        Field("hours", ("Hours", "Times", "Hours of Operation")),
    ),
}


def term(stated: str | None) -> str:
    """Return which trade a local term means."""
    for meaning_, pattern in TERMS:
        if stated and re.search(pattern, stated, re.IGNORECASE):
            return meaning_
    return "unknown"
