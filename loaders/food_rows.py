"""Establishments of the Food Hygiene Rating Scheme to businesses: which are never held, and why.

Carers and schools are turned away unread: a children's home is registered as a food business.
CRS: EPSG:4326, each the point of its postcode.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from typing import Any

from loaders import dates, values
from loaders.authorities import Authorities
from loaders.loading import Load
from loaders.placing import Stated
from loaders.values import BadCell

NEVER_HELD = frozenset({5, 7845})  # hospitals, childcare and caring premises; schools and colleges
NOT_HELD = "a type that is never held"
# a file's number and its words can contradict each other: either is enough
_NEVER_HELD = re.compile(
    r"hospital|\bcar(e|ing|ers?)\b|child ?care|nurser(y|ies)\b|school|college|universit",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"\bchild(ren)?['\u2019]?s? (residential )?home\b|\bchild.?mind(er|ers|ing)\b", re.IGNORECASE
)
LARGEST_ID = 2**31 - 1  # the scheme has come to a few millions
ADDRESS = ("AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4")


@dataclass
class Business:
    """One establishment, read."""

    line: int
    fhrs_id: int
    authority: str
    local_id: str | None
    name: str
    type_id: int
    type_name: str
    address: str
    stated: Stated
    rating: str | None
    rated_on: Any

    @property
    def digest(self) -> str:
        """A hash of what the rating scheme says of it."""
        said = (self.name, self.type_id, self.address, self.stated.postcode, self.rating)
        return hashlib.sha256(repr((*said, str(self.rated_on))).encode()).hexdigest()


def business(
    load: Load,
    line: int,
    cells: dict[str, str],
    authorities: Authorities,
    never_held: set[int],
) -> Business | None:
    """Return what an establishment says, or None after turning it away.

    Those of a type that is never held are added to ``never_held``.
    """
    try:
        type_id = values.whole_number(cells.get("BusinessTypeID", ""))
        fhrs_id = values.whole_number(cells.get("FHRSID", ""))
    except BadCell as bad:
        load.reject(line, "FHRSID", bad.reason, bad.found)
        return None
    if not (0 < (fhrs_id or 1) <= LARGEST_ID and 0 <= (type_id or 0) <= LARGEST_ID):
        load.reject(line, "FHRSID", "not_a_whole_number", "a number out of range")
        return None
    if type_id is None or type_id in NEVER_HELD or _says_so(cells):
        if fhrs_id is not None and type_id is not None:
            never_held.add(fhrs_id)
        load.reject(line, "BusinessTypeID", "bad_type", NOT_HELD)
        return None
    name = values.text(cells.get("BusinessName", ""))
    if fhrs_id is None or name is None:
        load.reject(line, "FHRSID" if fhrs_id is None else "BusinessName", "required", "nothing")
        return None
    authority = authorities.code(values.text(cells.get("LocalAuthorityName", "")))
    if authority is None or authority not in authorities.names:
        load.reject(line, "LocalAuthorityName", "unknown_authority", "another name")
        return None
    lines = (values.text(cells.get(each, "")) for each in ADDRESS)
    address = ", ".join(each for each in lines if each)
    return Business(
        line=line,
        fhrs_id=fhrs_id,
        authority=authority,
        local_id=values.text(cells.get("LocalAuthorityBusinessID", "")),
        name=name,
        type_id=type_id,
        type_name=values.text(cells.get("BusinessType", "")) or str(type_id),
        address=address,
        stated=_stated(load, cells),
        rating=values.text(cells.get("RatingValue", "")),
        rated_on=_optional(load, "RatingDate", cells, dates.date),
    )


def has_closed(load: Load, cells: dict[str, str]) -> bool:
    """Whether a list says that a business has closed: by a day that is past, or by a yes."""
    cell = cells.get("DateClosed", "")
    try:
        return values.truth(cell) is True
    except BadCell:
        on = _optional(load, "DateClosed", cells, dates.date)
        return on is not None and on <= dt.datetime.now(dt.UTC).date()


def _says_so(cells: dict[str, str]) -> bool:
    """Whether an establishment's words say that it is of a type that is never held."""
    return bool(
        _NEVER_HELD.search(cells.get("BusinessType", ""))
        or _HOME.search(cells.get("BusinessName", ""))
    )


def _stated(load: Load, cells: dict[str, str]) -> Stated:
    longitude = _optional(load, "Longitude", cells, values.number)
    latitude = _optional(load, "Latitude", cells, values.number)
    degrees = (longitude, latitude) if longitude is not None and latitude is not None else None
    # the scheme publishes each business at its postcode's point
    return Stated(
        degrees=degrees,
        postcode=_optional(load, "PostCode", cells, values.postcode),
        is_centroid=True,
    )


def _optional(load: Load, column: str, cells: dict[str, str], parse: Any) -> Any:
    try:
        return parse(cells.get(column, ""))
    except BadCell as bad:
        load.report.issues[column, bad.reason] += 1
        return None
