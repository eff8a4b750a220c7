"""The premises of an authority while a load adds to them, and which of them a row is of.

A row is of a premises that it shares a UPRN or a licence number with, if it tells of the same place
as well; else of the one with its exact name and place. Two businesses taken for one would have one
answer for the other.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection

from geo.database import query
from geo.matching import NAMESPACE, Known, Neighbourhood, Proposal, name_key
from loaders.copying import copy_rows, ewkb_point
from loaders.placing import Placed, Point

PREMISES_COLUMNS = (
    *("premises_id", "authority", "uprn", "name", "name_key", "address", "postcode", "kind"),
    *("kind_basis", "geom", "placed_by", "precision_m", "load_id"),
)
PREMISES_TYPES = (
    *("uuid", "text", "int8", "text", "text", "text", "text", "text"),
    *("text", "bytea", "text", "float4", "int4"),
)


_UNIT = re.compile(
    r"\b(?:unit|shop|kiosk|stall|arch|arche)s?(?:\W+(?:nos?\W+)?|(?=\d))"
    r"((?:\d+[a-z]?|[a-z])(?:\s*(?:[-&/,]|and|to)\s*\d+[a-z]?)*)\b",
    re.IGNORECASE,
)
ANOTHER_SPOT_M = 50.0  # nearer, a point is where the door, the middle or the kerb is
TELLING = 5  # letters and digits: shorter numbers are given by every register anew


@dataclass(frozen=True)
class Place:
    """What a row says of a premises: its name, and where it is."""

    name: str
    address: str
    postcode: str | None

    @property
    def key(self) -> str:
        """Its name, as names are compared."""
        return name_key(self.name)

    @property
    def where(self) -> str:
        """Its postcode, or its address if it has none."""
        return self.postcode or address_key(self.address)

    @property
    def signs(self) -> frozenset[tuple[str, str]]:
        """All that it could share with another row of the same premises."""
        units = _UNIT.search(self.address)
        said = {"name": self.key, "postcode": self.postcode, "address": address_key(self.address)}
        within = re.findall(r"\d+[a-z]?|\b[a-z]\b", units[1].lower()) if units else ()
        signs = [(what, word) for what, word in said.items() if word]
        return frozenset([*signs, *(("unit", each) for each in within)])


@dataclass
class Register:
    """The premises of an authority while a load adds to them, by all that they are known by."""

    authority: str
    by_uprn: dict[int, UUID] = field(default_factory=dict)
    by_number: dict[str, list[UUID]] = field(default_factory=dict)
    by_name: dict[tuple[str, str], set[UUID]] = field(default_factory=dict)
    names: dict[UUID, str] = field(default_factory=dict)
    signs: dict[UUID, set[tuple[str, str]]] = field(default_factory=dict)
    precision_m: dict[UUID, float] = field(default_factory=dict)
    with_food: set[UUID] = field(default_factory=set)
    neighbourhood: Neighbourhood = field(default_factory=Neighbourhood)
    new: dict[UUID, tuple[Any, ...]] = field(default_factory=dict)
    better: list[dict[str, Any]] = field(default_factory=list)
    kinds: list[dict[str, Any]] = field(default_factory=list)
    renamed: list[dict[str, Any]] = field(default_factory=list)
    postcodes: dict[UUID, str | None] = field(default_factory=dict)  # of those held
    # where those are, and how exact that is
    points: dict[UUID, tuple[Point, float]] = field(default_factory=dict)
    moved: list[dict[str, Any]] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)

    @classmethod
    def held(cls, connection: Connection, authority: str) -> Register:
        """Read what is held of an authority's premises."""
        register = cls(authority)
        for row in connection.execute(query("premises_of_authority"), {"authority": authority}):
            register._know(
                row.premises_id,
                row.uprn,
                Place(row.name, row.address, row.postcode),
                (row.easting, row.northing) if row.easting is not None else None,
                row.precision_m,
            )
            register.postcodes[row.premises_id] = row.postcode
            if row.easting is not None:
                register.points[row.premises_id] = (row.easting, row.northing), row.precision_m
            if row.has_food:
                register.with_food.add(row.premises_id)
        return register

    def _know(
        self,
        premises_id: UUID,
        uprn: int | None,
        place: Place,
        point: tuple[float, float] | None,
        precision_m: float | None,
    ) -> None:
        if uprn is not None:
            self.by_uprn[uprn] = premises_id
        self.by_name.setdefault((place.key, place.where), set()).add(premises_id)
        self.names[premises_id] = place.key
        self.signs[premises_id] = set(place.signs)
        if precision_m is not None:
            self.precision_m[premises_id] = precision_m
        self.neighbourhood.add(Known(premises_id, place.key, place.postcode, point))

    def number(self, number: str | None, premises_id: UUID) -> None:
        """Note that a licence number is of a premises; "Pending" and 0 are no number."""
        if number and re.search("[1-9]", number):
            known = self.by_number.setdefault(number, [])
            if premises_id not in known:
                known.append(premises_id)

    def find(self, place: Place, uprn: int | None = None, number: str | None = None) -> UUID | None:
        """Return the premises that a row is certainly of: by UPRN, licence number, or exact name.

        A UPRN or a number alone does not settle it: a spreadsheet rounds one for many rows, and
        every register counts from 1. Two premises of one name at one postcode leave it open: then
        none is returned.
        """
        found = self.by_uprn.get(uprn) if uprn is not None else None
        if found is not None and self._agree(found, place):
            return found
        telling = number is not None and len(re.sub(r"\W", "", number)) >= TELLING
        for found in self.by_number.get(number or "", ()):
            if self._agree(found, place, by_postcode=telling):
                return found
        same = self.by_name.get((place.key, place.where), set())
        return next(iter(same)) if len(same) == 1 else None

    def _agree(self, premises_id: UUID, place: Place, *, by_postcode: bool = True) -> bool:
        """Whether a row and a premises share a name or a place, or say nothing to compare."""
        held, said = self.signs[premises_id], place.signs
        shared = {what for what, _ in held & said} - {"unit"}
        units = [{word for what, word in each if what == "unit"} for each in (held, said)]
        if all(units) and units[0].isdisjoint(units[1]):
            by_postcode = False  # a precinct or a food court has one, and one UPRN
        if shared - {"postcode"} or (shared and by_postcode):
            return True
        return not any({what for what, _ in each} - {"name"} for each in (held, said))

    def say(self, premises_id: UUID, place: Place) -> None:
        """Note what a row said of its premises: a later one may share that, and nothing else."""
        self.signs[premises_id] |= place.signs

    def add(
        self,
        place: Place,
        *,
        uprn: int | None,
        kind: str,
        kind_basis: str,
        placed: Placed,
        load_id: int,
        distinct: str = "",
    ) -> UUID:
        """Add a premises and propose which of those held it may be.

        A UPRN that another premises has already is left out: one of the two is wrong.
        """
        if uprn in self.by_uprn:
            uprn = None
        key = place.key
        identity = f"{self.authority}|{uprn or ''}|{key}|{place.where}|{distinct}"
        premises_id = uuid5(NAMESPACE, identity)
        if premises_id in self.signs:  # it was called so when it was first told of
            self.say(premises_id, place)
            return premises_id
        known = Known(premises_id, key, place.postcode, placed.point)
        self.proposals += self.neighbourhood.alike(known)
        self._know(premises_id, uprn, place, placed.point, placed.precision_m)
        self.new[premises_id] = (
            *(premises_id, self.authority, uprn, place.name, key, place.address, place.postcode),
            *(kind, kind_basis, ewkb_point(*placed.point) if placed.point else None),
            *(placed.by, placed.precision_m, load_id),
        )
        return premises_id

    def rename(self, premises_id: UUID, name: str) -> None:
        """Take the newest name of a premises."""
        key = name_key(name)
        self.names[premises_id] = key
        if premises_id in self.new:
            begins, ends = self.new[premises_id][:3], self.new[premises_id][5:]
            self.new[premises_id] = (*begins, name, key, *ends)
        else:
            self.renamed.append({"premises_id": premises_id, "name": name, "name_key": key})

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

    def move(self, premises_id: UUID, place: Place, told: Sequence[Placed]) -> None:
        """Take the place that a premises has now, if its register corrected it.

        ``told``: where each of its licences has it, at one postcode. Not of one that the food
        register has as well, which may say otherwise and is not asked.
        """
        held, placed = self.postcodes.get(premises_id), told[-1]
        corrected = held is not None and place.postcode not in (None, held)
        corrected = corrected or self._set_right(premises_id, told)
        if corrected and placed.point is not None and premises_id not in self.with_food:
            self.moved.append(
                {
                    "premises_id": premises_id,
                    "address": place.address,
                    "postcode": place.postcode,
                    "easting": placed.point[0],
                    "northing": placed.point[1],
                    "placed_by": placed.by,
                    "precision_m": placed.precision_m,
                }
            )

    def _set_right(self, premises_id: UUID, told: Sequence[Placed]) -> bool:
        """Whether licences have a premises at one point, as exact as the one held and another."""
        points = [each.point for each in told if each.point is not None]
        if premises_id not in self.points or len(points) < len(told):
            return False
        held, exact = self.points[premises_id]
        return all(
            each.by in ("uprn", "stated") and each.precision_m == exact for each in told
        ) and all(
            math.dist(point, held) > ANOTHER_SPOT_M >= math.dist(point, points[-1])
            for point in points
        )

    def state_kind(self, premises_id: UUID, kind: str) -> None:
        """Take a kind that was stated in place of one that was guessed."""
        self.kinds.append({"premises_id": premises_id, "kind": kind})

    def write(self, connection: Connection) -> None:
        """Store what was added and improved, and the proposals."""
        copy_rows(connection, "held.premises", PREMISES_COLUMNS, PREMISES_TYPES, self.new.values())
        if self.better:
            connection.execute(query("better_place"), self.better)
        if self.moved:
            connection.execute(query("move_premises"), self.moved)
        if self.kinds:
            connection.execute(query("state_kind"), self.kinds)
        if self.renamed:
            connection.execute(query("rename_premises"), self.renamed)
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


def address_key(address: str) -> str:
    """Return an address without case, spaces and punctuation."""
    return re.sub(r"[^a-z0-9]", "", address.lower())
