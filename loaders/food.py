"""Food businesses from the Food Hygiene Rating Scheme: takeaways and hotels that need no licence.

Carers and schools are turned away unread: a children's home is registered as a food business.
CRS: EPSG:4326, each the point of its postcode. Source: Food Standards Agency, XML or the same as
CSV, Open Government Licence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from geo.database import query
from geo.errors import SourceError
from loaders.authorities import Authorities
from loaders.copying import copy_rows
from loaders.food_records import records
from loaders.food_rows import LARGEST_ID, NOT_HELD, Business, business, has_closed
from loaders.loading import Load
from loaders.placing import Gazetteer, Placed, Stated
from loaders.premises_register import Place, Register
from loaders.source import Source

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


def load_food(source: Source) -> partial[None]:
    """Return the work of loading one file of food businesses, for ``loading.run``."""
    return partial(_load, source=source)


def _load(load: Load, *, source: Source) -> None:
    authorities = Authorities(load.connection)
    businesses: list[Business] = []
    never_held: set[int] = set()
    shown: set[int] = set()
    for line, cells in records(source, load):
        load.report.read += 1
        load.progress(line, None)
        closed = has_closed(load, cells)
        if (
            not closed
            and (number := cells.get("FHRSID", "").strip()).isascii()
            and number.isdigit()
        ):
            shown.add(int(number))  # also of a row that is turned away
        read = business(load, line, cells, authorities, never_held)
        if read is not None and closed:
            load.reject(line, "DateClosed", "closed", "a day or a yes")
        elif read is not None:
            businesses.append(read)
    if not load.report.read:
        raise SourceError(f"{source.path.name} must have establishments, and has none.")
    standing = _once(load, _without(load, businesses, never_held))
    if standing:  # of a file whose every row was turned away there is nothing to store
        _store(load, standing)
        _note_gone(load, {each.authority for each in standing}, shown)
    if never_held:
        _remove(load, never_held)


def _note_gone(load: Load, authorities: set[str], shown: set[int]) -> None:
    """Take out of business what a whole file of an authority shows no more, and back what it does.

    The scheme's files are of whole authorities, and a business that closed is left out of them.
    """
    values = {"ids": sorted(each for each in shown if each <= LARGEST_ID), "load_id": load.load_id}
    load.connection.execute(query("note_food_businesses_back"), {"ids": values["ids"]})
    gone = sum(
        int(load.connection.scalar(query("note_food_businesses_gone"), {**values, **of}) or 0)
        for of in ({"authority": authority} for authority in sorted(authorities))
    )
    if gone:
        load.report.facts["gone"] = gone
        load.report.notices.append(
            f"businesses that were held, and that this file no longer shows: {gone}; they are "
            "taken to have closed, and no flag is raised on them"
        )


def _without(load: Load, businesses: list[Business], never_held: set[int]) -> list[Business]:
    """Turn away the businesses that another row of the file calls what is never held."""
    for each in businesses:
        if each.fhrs_id in never_held:
            load.reject(each.line, "BusinessTypeID", "bad_type", NOT_HELD)
    return [each for each in businesses if each.fhrs_id not in never_held]


def _remove(load: Load, never_held: set[int]) -> None:
    """Remove what is held of businesses that turn out to be never held, with their premises.

    A premises that something else is held of, or rests on, stays: it has no food business now.
    """
    values = {"load_id": load.load_id}
    found = load.connection.execute(
        query("remove_food_businesses"), {**values, "ids": sorted(never_held)}
    ).scalars()
    gone = list(found)
    for premises_id in gone:
        try:
            with load.connection.begin_nested():
                load.connection.execute(
                    query("remove_idle_premises"), {**values, "premises_id": premises_id}
                )
        except IntegrityError:  # such as a visit, a flag or a case
            continue
    if gone:
        load.report.facts["removed"] = len(gone)
        load.report.notices.append(
            f"businesses that were held, and are of a type now that is never held: {len(gone)}; "
            "they were removed"
        )


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
    columns = tuple(_values(businesses[0], UUID(int=0), 0))
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
    place = Place(business.name, business.address, business.stated.postcode)
    found = register.find(place)
    kind = KINDS.get(business.type_id, "other")
    if found is not None and found not in register.with_food:
        register.improve(found, placed)
        register.state_kind(found, kind)
    else:
        found = register.add(
            place,
            uprn=None,
            kind=kind,
            kind_basis="stated",
            placed=placed,
            load_id=load_id,
            distinct=f"fhrs {business.fhrs_id}",
        )
    register.with_food.add(found)
    return found
