"""Licences into the held tables: each to its premises, each row of history once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from geo.database import query
from geo.errors import SourceError
from geo.matching import NAMESPACE, name_key
from loaders.copying import copy_rows
from loaders.loading import Load
from loaders.placing import Gazetteer, Placed
from loaders.premises_register import Place, Register
from loaders.premises_rows import Licence

FEWEST_TO_REFUSE = 10  # premises; of fewer it is asked
MOST_ELSEWHERE = 0.9
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


def store(load: Load, authority: str, licences: list[Licence], gazetteer: Gazetteer) -> None:
    """Store the licences of one authority and count them in the load's account.

    Raises: SourceError if nearly all of them are outside its area.
    """
    elsewhere: Counter[bool | None] = Counter()
    register = Register.held(load.connection, authority)
    held: dict[UUID, set[str]] = {}
    for row in load.connection.execute(query("licences_of_authority"), {"authority": authority}):
        held[row.licence_id] = set(row.activities)
        register.number(row.licence_number, row.premises_id)
    before = set(held)
    new: list[tuple[Any, ...]] = []
    activities: list[tuple[UUID, str]] = []
    hours: list[tuple[UUID, int, int, int]] = []
    names: dict[UUID, dict[str, str]] = {}
    places: dict[UUID, dict[str, list[tuple[Place, Placed]]]] = {}
    for licence in licences:
        licence_id = uuid5(NAMESPACE, f"licence|{authority}|{_digest(licence)}")
        placed = gazetteer.place(licence.stated)
        _count_place(load, placed)
        elsewhere[gazetteer.elsewhere(licence.stated, placed)] += 1
        premises_id = _premises(register, licence, placed, load)
        if licence.status in ("in_force", "unknown"):
            names.setdefault(premises_id, {})[name_key(licence.name)] = licence.name
            place = Place(licence.name, licence.address, licence.stated.postcode)
            places.setdefault(premises_id, {}).setdefault(place.where, []).append((place, placed))
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
    _refuse_elsewhere(load, authority, elsewhere)
    _rename(register, names)
    _move(load, register, places)
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
    _tell_not_named(load, before - seen, licences)
    _count(load, "premises", len(register.new))
    _count(load, "licences", len(new))
    _count(load, "matches_proposed", len(register.proposals))


def _tell_not_named(load: Load, missing: set[UUID], licences: list[Licence]) -> None:
    """Say how many licences that stand a register does not show: it ends none by leaving it out.

    Offices send their clubs, events and gambling premises in files of their own, so that only
    licences of the types that a file has are missed in it.
    """
    types = sorted({each.licence_type for each in licences})
    terms = {"licences": sorted(missing), "types": types}
    found = load.connection.scalar(query("licences_not_named"), terms) if missing else 0
    if found:
        _count(load, "not_named", int(found))
        load.report.notices.append(
            f"licences held as in force, of the types that this file has, that are not in it: "
            f"{found:,}; they stay in force, since a register ends a licence by a word: if the "
            "file is the whole register, ask what became of them"
        )


def _premises(register: Register, licence: Licence, placed: Placed, load: Load) -> UUID:
    stated = licence.stated
    place = Place(licence.name, licence.address, stated.postcode)
    found = register.find(place, stated.uprn, licence.number)
    if found is None:
        if stated.uprn in register.by_uprn:
            load.report.issues["uprn", "of_another_premises"] += 1
        found = register.add(
            place,
            uprn=stated.uprn,
            kind=licence.kind,
            kind_basis=licence.kind_basis,
            placed=placed,
            load_id=load.load_id,
        )
    else:
        register.improve(found, placed)
        register.say(found, place)
    register.number(licence.number, found)
    return found


def _rename(register: Register, names: dict[UUID, dict[str, str]]) -> None:
    """Take the name that a premises' licences in force have now, if they have but one."""
    for premises_id, said in names.items():
        if len(said) == 1 and register.names[premises_id] not in said:
            register.rename(premises_id, *said.values())


def _move(
    load: Load, register: Register, places: dict[UUID, dict[str, list[tuple[Place, Placed]]]]
) -> None:
    """Take the place that a premises' licences in force have now, if they have but one."""
    for premises_id, said in places.items():
        if len(said) == 1:
            (told,) = said.values()
            register.move(premises_id, told[-1][0], [placed for _, placed in told])
    if register.moved:
        _count(load, "moved", len(register.moved))
        load.report.notices.append(
            f"premises that this register has elsewhere than the one before it: "
            f"{len(register.moved):,}; they are placed there from now on, and what was flagged "
            "before was measured from the place known then"
        )


def _refuse_elsewhere(load: Load, authority: str, elsewhere: Counter[bool | None]) -> None:
    """Another council's register, or another code: each of its premises would be a stranger."""
    outside, told = elsewhere[True], elsewhere[True] + elsewhere[False]
    said = f"{outside:,} of the {told:,} premises whose place is told are outside its area"
    if outside <= told / 2:
        return
    if told >= FEWEST_TO_REFUSE and outside >= told * MOST_ELSEWHERE:
        raise SourceError(
            f"{load.report.file} must be a register of {authority}, and {said}: it is another "
            "council's, the code is, or its coordinates are wrong; nothing was loaded."
        )
    load.report.notices.append(f"is this the register of {authority}? {said}")


def _count_place(load: Load, placed: Placed) -> None:
    load.report.placed[placed.by or "none"] += 1
    for issue in placed.issues:
        load.report.issues["place", issue] += 1


def _count(load: Load, fact: str, number: int) -> None:
    load.report.facts[fact] = load.report.facts.get(fact, 0) + number


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
