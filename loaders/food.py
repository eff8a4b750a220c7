"""Food businesses from the Food Hygiene Rating Scheme: takeaways and hotels that need no licence.

Carers and schools are turned away unread: a children's home is registered as a food business.
CRS: EPSG:4326, each the point of its postcode. Source: Food Standards Agency, XML or the same as
CSV, Open Government Licence.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from geo.database import query
from geo.errors import SourceError
from loaders import dates, values
from loaders.authorities import Authorities
from loaders.copying import copy_rows
from loaders.layout import Field, known, propose
from loaders.loading import Load
from loaders.placing import Gazetteer, Placed, Stated
from loaders.premises_store import Register, address_key
from loaders.source import Source, read_table
from loaders.values import BadCell

NEVER_HELD = frozenset({5, 7845})  # hospitals, childcare and caring premises; schools and colleges
KINDS = {
    1: "restaurant",
    7841: "caterer",
    7842: "hotel",
    7843: "pub",
    7844: "takeaway",
    7846: "caterer",
    7840: "shop",
    4613: "shop",
}
TAGS = (
    *("FHRSID", "LocalAuthorityBusinessID", "BusinessName", "BusinessType", "BusinessTypeID"),
    *("AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4", "PostCode"),
    *("RatingValue", "RatingDate", "LocalAuthorityCode", "LocalAuthorityName"),
)
LARGEST_ID = 2**31 - 1  # the scheme has come to a few millions
ADDRESS = ("AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4")
FIELDS = tuple(Field(tag, (tag,)) for tag in (*TAGS, "Longitude", "Latitude"))


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


def load_food(source: Source) -> partial[None]:
    """Return the work of loading one file of food businesses, for ``loading.run``."""
    return partial(_load, source=source)


def _load(load: Load, *, source: Source) -> None:
    authorities = Authorities(load.connection)
    businesses: list[Business] = []
    for line, cells in _records(source, load):
        load.report.read += 1
        load.progress(line, None)
        if (read := _read(load, line, cells, authorities)) is not None:
            businesses.append(read)
    if not load.report.read:
        raise SourceError(f"{source.path.name} must have establishments, and has none.")
    _store(load, _once(load, businesses))


def _records(source: Source, load: Load) -> Iterator[tuple[int, dict[str, str]]]:
    if source.kind == "xml":
        yield from _from_xml(source, load)
        return
    if source.kind == "geojson":  # all that is known of it is that it is JSON
        raise SourceError(
            f"{source.path.name} must be FHRS data as XML or CSV, and is JSON: ask for the XML."
        )
    table = read_table(source, known(FIELDS))
    layout = propose(table, FIELDS)
    missing = [tag for tag in ("FHRSID", "BusinessName", "BusinessTypeID") if not layout.has(tag)]
    if missing:
        raise SourceError(
            f"{source.path.name} must be FHRS data, as XML or with its column names, and has no "
            f"{' and no '.join(missing)}."
        )
    load.report.blank = table.blank
    load.report.encoding = table.encoding
    for fault in table.faults:
        load.report.read += 1
        load.reject(fault.line, "", fault.reason, fault.found)
    place = {name: table.columns.index(c[0]) for name, c in layout.columns.items()}
    for row in table.rows:
        yield row.line, {name: row.cells[at] for name, at in place.items()}


def _from_xml(source: Source, load: Load) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each EstablishmentDetail; entities and document types are refused."""
    number, stated = 0, None
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(source.data), forbid_dtd=True):
            if element.tag == "EstablishmentDetail":
                number += 1
                yield number, _cells(element)
                element.clear()
            elif element.tag == "ItemCount" and element.text:
                stated = element.text.strip()
    except ParseError as error:
        raise SourceError(
            f"{source.path.name} is not whole XML ({error}): it was cut off or damaged; "
            "ask for it again."
        ) from error
    except DefusedXmlException as error:
        raise SourceError(
            f"{source.path.name} declares entities or a document type, which FHRS data never does: "
            "it is refused."
        ) from error
    except (LookupError, ValueError) as error:
        raise SourceError(
            f"{source.path.name} must be XML in an encoding that is known, such as UTF-8."
        ) from error
    if stated is not None and stated != str(number):
        load.report.notices.append(
            f"the file says that it has {stated[:12]} establishments, and has {number}: ask "
            "whether some were dropped"
        )


def _cells(element: Element) -> dict[str, str]:
    cells = {tag: element.findtext(tag) or "" for tag in TAGS}
    for tag in ("Longitude", "Latitude"):
        cells[tag] = element.findtext(f"Geocode/{tag}") or ""
    return cells


def _read(
    load: Load, line: int, cells: dict[str, str], authorities: Authorities
) -> Business | None:
    try:
        type_id = values.whole_number(cells.get("BusinessTypeID", ""))
        fhrs_id = values.whole_number(cells.get("FHRSID", ""))
    except BadCell as bad:
        load.reject(line, "FHRSID", bad.reason, bad.found)
        return None
    if not (0 < (fhrs_id or 1) <= LARGEST_ID and 0 <= (type_id or 0) <= LARGEST_ID):
        load.reject(line, "FHRSID", "not_a_whole_number", "a number out of range")
        return None
    if type_id in NEVER_HELD or type_id is None:
        load.reject(line, "BusinessTypeID", "bad_type", "a type that is never held")
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


def _once(load: Load, businesses: list[Business]) -> list[Business]:
    """Keep the last word on each business that a file has twice."""
    latest = {each.fhrs_id: each for each in businesses}
    load.report.already_held += len(businesses) - len(latest)
    return list(latest.values())


def _store(load: Load, businesses: Sequence[Business]) -> None:
    ids = [each.fhrs_id for each in businesses]
    held = {
        row.fhrs_id: (row.digest, row.premises_id)
        for row in load.connection.execute(query("food_businesses"), {"ids": ids})
    }
    new: list[tuple[Any, ...]] = []
    changed: list[dict[str, Any]] = []
    for authority in sorted({each.authority for each in businesses}):
        ours = [each for each in businesses if each.authority == authority]
        # the authority that inspects a kitchen need not be the one that it trades in
        stated = (each.stated for each in ours)
        gazetteer = Gazetteer(load.connection, authority, stated, beyond=True)
        register = Register.held(load.connection, authority)
        for each in ours:
            placed = _place(gazetteer, each.stated)
            load.report.placed[placed.by or "none"] += 1
            for issue in placed.issues:
                load.report.issues["place", issue] += 1
            if each.fhrs_id in held:
                digest, premises_id = held[each.fhrs_id]
                register.improve(premises_id, placed)
                if digest == each.digest:
                    load.report.already_held += 1
                    continue
                changed.append(_values(each, premises_id, load.load_id))
            else:
                premises_id = _premises(register, each, placed, load.load_id)
                new.append(tuple(_values(each, premises_id, load.load_id).values()))
            load.report.accepted += 1
        register.write(load.connection)
        load.report.facts["premises"] = load.report.facts.get("premises", 0) + len(register.new)
    columns = tuple(_values(businesses[0], UUID(int=0), 0)) if businesses else ()
    copy_rows(load.connection, "held.food_business", columns, TYPES, new)
    if changed:
        load.connection.execute(query("change_food_business"), changed)


TYPES = (
    *("int8", "uuid", "text", "text", "text", "int4", "text", "text", "text", "text", "date"),
    *("text", "int4"),
)


def _place(gazetteer: Gazetteer, stated: Stated) -> Placed:
    """Place a business at its published point alone.

    The scheme leaves the point out where a business is run from somebody's home, and often leaves
    the postcode in: placing it by that would put a home on the map. A point is made from the
    postcode, so where the two contradict each other neither can be believed.
    """
    if stated.degrees is None:
        return Placed(issues=["position_withheld"])
    placed = gazetteer.place(stated)
    contradicted = [each for each in placed.issues if each.startswith("coordinates_")]
    return Placed(issues=contradicted) if contradicted else placed


def _values(business: Business, premises_id: UUID, load_id: int) -> dict[str, Any]:
    return {
        "fhrs_id": business.fhrs_id,
        "premises_id": premises_id,
        "authority": business.authority,
        "local_id": business.local_id,
        "name": business.name,
        "business_type_id": business.type_id,
        "business_type": business.type_name,
        "address": business.address,
        "postcode": business.stated.postcode,
        "rating": business.rating,
        "rated_on": business.rated_on,
        "digest": business.digest,
        "load_id": load_id,
    }


def _premises(register: Register, business: Business, placed: Placed, load_id: int) -> UUID:
    """Return the licensed premises of this very name and postcode, or a premises of its own.

    Each business is a place of its own: two of one name at one postcode are two shops.
    """
    postcode = business.stated.postcode
    where = postcode or address_key(business.address)
    found = register.find(None, business.name, where, None)
    kind = KINDS.get(business.type_id, "other")
    if found is not None and found not in register.with_food:
        register.improve(found, placed)
        register.state_kind(found, kind)
    else:
        found = register.add(
            name=business.name,
            address=business.address,
            postcode=postcode,
            uprn=None,
            kind=kind,
            kind_basis="stated",
            placed=placed,
            load_id=load_id,
            distinct=f"fhrs {business.fhrs_id}",
        )
    register.with_food.add(found)
    return found
