"""Licences into the held tables: each to its premises, each row of history once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection

from geo.database import query
from geo.matching import NAMESPACE, Known, Neighbourhood, Proposal, name_key
from loaders.copying import copy_rows, ewkb_point
from loaders.loading import Load
from loaders.placing import Gazetteer, Placed
from loaders.premises_rows import Licence

PREMISES_COLUMNS = (
    *("premises_id", "authority", "uprn", "name", "name_key", "address", "postcode", "kind"),
    *("kind_basis", "geom", "placed_by", "precision_m", "load_id"),
)
PREMISES_TYPES = (
    *("uuid", "text", "int8", "text", "text", "text", "text", "text"),
    *("text", "bytea", "text", "float4", "int4"),
)
LICENCE_COLUMNS = (
    *("licence_id", "premises_id", "authority", "licence_number", "licence_type"),
    *("licence_type_stated", "status", "status_stated", "issued_on", "starts_on", "ends_on"),
    *("decided_on", "holder_name", "supervisor_name", "supervisor_licence_number"),
    *("conditions", "hours_stated", "licence_url", "load_id", "seen_load_id", "row_number"),
)
LICENCE_TYPES = (
    *("uuid", "uuid", "text", "text", "text"),
    *("text", "text", "text", "date", "date", "date"),
    *("date", "text", "text", "text"),
    *("text", "text", "text", "int4", "int4", "int8"),
)


@dataclass
class Register:
    """The premises of an authority while a load adds to them, by all that they are known by."""

    authority: str
    by_uprn: dict[int, UUID] = field(default_factory=dict)
    by_number: dict[str, UUID] = field(default_factory=dict)
    by_name: dict[tuple[str, str], set[UUID]] = field(default_factory=dict)
    precision_m: dict[UUID, float] = field(default_factory=dict)
    with_food: set[UUID] = field(default_factory=set)
    neighbourhood: Neighbourhood = field(default_factory=Neighbourhood)
    new: list[tuple[Any, ...]] = field(default_factory=list)
    better: list[dict[str, Any]] = field(default_factory=list)
    kinds: list[dict[str, Any]] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)

    @classmethod
    def held(cls, connection: Connection, authority: str) -> Register:
        """Read what is held of an authority's premises."""
        register = cls(authority)
        for row in connection.execute(query("premises_of_authority"), {"authority": authority}):
            register._know(
                row.premises_id,
                row.uprn,
                row.name_key,
                row.postcode,
                row.address,
                (row.easting, row.northing) if row.easting is not None else None,
                row.precision_m,
            )
            if row.has_food:
                register.with_food.add(row.premises_id)
        return register

    def _know(
        self,
        premises_id: UUID,
        uprn: int | None,
        key: str,
        postcode: str | None,
        address: str,
        point: tuple[float, float] | None,
        precision_m: float | None,
    ) -> None:
        if uprn is not None:
            self.by_uprn[uprn] = premises_id
        self.by_name.setdefault((key, postcode or address_key(address)), set()).add(premises_id)
        if precision_m is not None:
            self.precision_m[premises_id] = precision_m
        self.neighbourhood.add(Known(premises_id, key, postcode, point))

    def find(self, uprn: int | None, name: str, where: str, number: str | None) -> UUID | None:
        """Return the premises that a row is certainly of: by UPRN, licence number, or exact name.

        Two premises of one name at one postcode leave it open: then none is returned.
        """
        if uprn is not None and uprn in self.by_uprn:
            return self.by_uprn[uprn]
        if number is not None and number in self.by_number:
            return self.by_number[number]
        same = self.by_name.get((name_key(name), where), set())
        return next(iter(same)) if len(same) == 1 else None

    def add(
        self,
        *,
        name: str,
        address: str,
        postcode: str | None,
        uprn: int | None,
        kind: str,
        kind_basis: str,
        placed: Placed,
        load_id: int,
        distinct: str = "",
    ) -> UUID:
        """Add a premises and propose which of those held it may be."""
        key = name_key(name)
        where = postcode or address_key(address)
        identity = f"{self.authority}|{uprn or ''}|{key}|{where}|{distinct}"
        premises_id = uuid5(NAMESPACE, identity)
        known = Known(premises_id, key, postcode, placed.point)
        self.proposals += self.neighbourhood.alike(known)
        self._know(premises_id, uprn, key, postcode, address, placed.point, placed.precision_m)
        self.new.append(
            (
                *(premises_id, self.authority, uprn, name, key, address, postcode, kind),
                *(kind_basis, ewkb_point(*placed.point) if placed.point else None),
                *(placed.by, placed.precision_m, load_id),
            )
        )
        return premises_id

    def improve(self, premises_id: UUID, placed: Placed) -> None:
        """Take a better point for a premises that is held, or a first one."""
        if placed.point is None or placed.precision_m is None:
            return
        if placed.precision_m < self.precision_m.get(premises_id, float("inf")):
            self.precision_m[premises_id] = placed.precision_m
            self.better.append(
                {
                    "premises_id": premises_id,
                    "easting": placed.point[0],
                    "northing": placed.point[1],
                    "placed_by": placed.by,
                    "precision_m": placed.precision_m,
                }
            )

    def state_kind(self, premises_id: UUID, kind: str) -> None:
        """Take a kind that was stated in place of one that was guessed."""
        self.kinds.append({"premises_id": premises_id, "kind": kind})

    def write(self, connection: Connection) -> None:
        """Store what was added and improved, and the proposals."""
        copy_rows(connection, "held.premises", PREMISES_COLUMNS, PREMISES_TYPES, self.new)
        if self.better:
            connection.execute(query("better_place"), self.better)
        if self.kinds:
            connection.execute(query("state_kind"), self.kinds)
        if self.proposals:
            connection.execute(
                query("propose_match"),
                [
                    {
                        "first": each.first,
                        "second": each.second,
                        "reason": each.reason,
                        "likeness": each.likeness,
                        "apart_m": each.apart_m,
                    }
                    for each in self.proposals
                ],
            )


def store(load: Load, authority: str, licences: list[Licence], gazetteer: Gazetteer) -> None:
    """Store the licences of one authority and count them in the load's account."""
    register = Register.held(load.connection, authority)
    held: dict[UUID, set[str]] = {}
    for row in load.connection.execute(query("licences_of_authority"), {"authority": authority}):
        held[row.licence_id] = set(row.activities)
        if row.licence_number:
            register.by_number.setdefault(row.licence_number, row.premises_id)
    new: list[tuple[Any, ...]] = []
    activities: list[tuple[UUID, str]] = []
    hours: list[tuple[UUID, int, int, int]] = []
    for licence in licences:
        licence_id = uuid5(NAMESPACE, f"licence|{authority}|{_digest(licence)}")
        placed = gazetteer.place(licence.stated)
        _count_place(load, placed)
        premises_id = _premises(register, licence, placed, load.load_id)
        if licence_id not in held:
            new.append(_values(licence, licence_id, premises_id, load.load_id))
            hours += [(licence_id, s.weekday, s.opens_min, s.closes_min) for s in licence.hours]
        elif licence.activities <= held[licence_id]:
            load.report.already_held += 1
            continue
        added = licence.activities - held.get(licence_id, set())
        activities += [(licence_id, activity) for activity in sorted(added)]
        held[licence_id] = held.get(licence_id, set()) | licence.activities
        load.report.accepted += 1
    register.write(load.connection)
    copy_rows(load.connection, "held.premises_licence", LICENCE_COLUMNS, LICENCE_TYPES, new)
    copy_rows(
        load.connection,
        "held.licence_activity",
        ("licence_id", "activity"),
        ("uuid", "text"),
        activities,
    )
    copy_rows(
        load.connection,
        "held.licence_hours",
        ("licence_id", "weekday", "opens_min", "closes_min"),
        ("uuid", "int2", "int2", "int2"),
        hours,
    )
    seen = {uuid5(NAMESPACE, f"licence|{authority}|{_digest(each)}") for each in licences}
    load.connection.execute(
        query("see_licences"), {"load_id": load.load_id, "licences": sorted(seen)}
    )
    _count(load, "premises", len(register.new))
    _count(load, "licences", len(new))
    _count(load, "matches_proposed", len(register.proposals))


def _premises(register: Register, licence: Licence, placed: Placed, load_id: int) -> UUID:
    stated = licence.stated
    where = stated.postcode or address_key(licence.address)
    found = register.find(stated.uprn, licence.name, where, licence.number)
    if found is None:
        found = register.add(
            name=licence.name,
            address=licence.address,
            postcode=stated.postcode,
            uprn=stated.uprn,
            kind=licence.kind,
            kind_basis=licence.kind_basis,
            placed=placed,
            load_id=load_id,
        )
    else:
        register.improve(found, placed)
    if licence.number:
        register.by_number.setdefault(licence.number, found)
    return found


def _count_place(load: Load, placed: Placed) -> None:
    load.report.placed[placed.by or "none"] += 1
    for issue in placed.issues:
        load.report.issues["place", issue] += 1


def _count(load: Load, fact: str, number: int) -> None:
    load.report.facts[fact] = load.report.facts.get(fact, 0) + number


def address_key(address: str) -> str:
    """Return an address without case, spaces and punctuation."""
    return re.sub(r"[^a-z0-9]", "", address.lower())


def _digest(licence: Licence) -> str:
    """A hash of what a row says of its licence, so that a row is held once.

    Activities are left out: registers with a row for each of them say one licence in several.
    """
    said: Iterable[Any] = (
        *(licence.number, name_key(licence.name), licence.name, licence.address),
        *(licence.stated.postcode, licence.licence_type_stated, licence.status_stated),
        *(licence.starts_on, licence.ends_on, licence.issued_on, licence.decided_on),
        *(licence.holder, licence.supervisor, licence.supervisor_number),
        *(licence.conditions, licence.hours_stated),
    )
    return hashlib.sha256(repr(tuple(map(str, said))).encode()).hexdigest()


def _values(licence: Licence, licence_id: UUID, premises_id: UUID, load_id: int) -> tuple[Any, ...]:
    return (
        *(licence_id, premises_id, licence.authority, licence.number, licence.licence_type),
        *(licence.licence_type_stated, licence.status, licence.status_stated),
        *(licence.issued_on, licence.starts_on, licence.ends_on, licence.decided_on),
        *(licence.holder, licence.supervisor, licence.supervisor_number, licence.conditions),
        *(licence.hours_stated, licence.licence_url, load_id, load_id, licence.line),
    )
