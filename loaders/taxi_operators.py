"""Taxi operators: the base is a premises that can be visited, unless somebody lives there."""

from __future__ import annotations

from typing import Any

from geo.database import query
from loaders import angles, values
from loaders.headings import words
from loaders.loading import Load
from loaders.placing import Gazetteer, Placed, Stated
from loaders.premises_people import is_titled
from loaders.premises_register import Place, Register
from loaders.table import Row, Table
from loaders.taxi_headings import BASES
from loaders.taxi_homes import is_home, noted
from loaders.taxi_rows import Cells, Turned, keep

TYPES = (
    *("text", "text", "text", "text", "uuid", "bool", "text", "int4", "date", "date", "text"),
    *("text", "int8"),
)

BEFORE_A_HOME = 2  # vehicles; councils let an operator who works from home have one or two


def store(load: Load, table: Table, cells: Cells, authority: str) -> None:
    """Store the operators of a register, and the premises that their bases are."""
    read = []
    for row in table.rows:
        load.progress(row.line, None)
        try:
            read.append((row, _read(row, cells), _stated(row, cells)))
        except Turned as turned:
            cells.turn_away(row, turned)
    gazetteer = Gazetteer(load.connection, authority, (stated for _, _, stated in read))
    register = Register.held(load.connection, authority)
    rows: list[dict[str, Any]] = []
    for row, facts, stated in read:
        placed = gazetteer.place(stated)
        home = _is_home(row, cells, stated.postcode, facts["vehicles_permitted"])
        load.report.placed["ward only" if home else placed.by or "none"] += 1
        for issue in placed.issues:
            load.report.issues["place", issue] += 1
        address = cells.text(row, "address") or ""
        premises_id = None
        if not home and (address or placed.point):
            premises_id = _base(register, facts, address, stated, placed, load.load_id)
        rows.append(
            {
                "authority": authority,
                "licence_number": facts["licence_number"],
                "name": facts["name"],
                "trading_name": facts["trading_name"],
                "premises_id": premises_id,
                "base_is_home": home,
                "base_ward": _ward(load, placed) if home else None,
                "vehicles_permitted": facts["vehicles_permitted"],
                "starts_on": facts["starts_on"],
                "ends_on": facts["ends_on"],
                "status": facts["status"],
                "status_stated": facts["status_stated"],
                "row_number": row.line,
            }
        )
    register.write(load.connection)
    load.report.facts["premises"] = len(register.new)
    shown = keep(load, "taxi_operator", "operator_id", rows, TYPES)
    load.connection.execute(query("see_operators"), {"load_id": load.load_id, "operators": shown})
    _tell_not_named(load, authority)


def _tell_not_named(load: Load, authority: str) -> None:
    """Say how many operators that are licensed a register does not show; it ends none so."""
    terms = {"authority": authority, "load_id": load.load_id}
    if found := load.connection.scalar(query("operators_not_named"), terms):
        load.report.facts["not_named"] = int(found)
        load.report.notices.append(
            f"operators held as licensed that are not in this file: {found:,}; they stay licensed, "
            "since a register ends a licence by a word: if the file is the whole register, ask "
            "what became of them"
        )


def _read(row: Row, cells: Cells) -> dict[str, Any]:
    start, end = cells.period(row)
    status, stated = cells.status(row)
    return {
        "licence_number": cells.text(row, "number"),
        "name": _name(row, cells),
        "trading_name": cells.text(row, "trading_name"),
        "vehicles_permitted": cells.optional(row, "vehicles", values.count),
        "starts_on": start,
        "ends_on": end,
        "status": status,
        "status_stated": stated,
    }


def _name(row: Row, cells: Cells) -> str:
    """Return an operator's name, a sole trader's own where no other is given. Raises: Turned."""
    if cells.column("name") == cells.column("surname") and (whole := cells.full_name(row)):
        return whole
    return cells.text(row, "name") or cells.full_name(row) or cells.required(row, "name")


def _is_home(row: Row, cells: Cells, postcode: str | None, vehicles: int | None) -> bool:
    own_name = not cells.text(row, "trading_name")
    traded = cells.text(row, "name") and cells.column("name") != cells.column("surname")
    of_person = is_titled(cells.text(row, "name") or "") or (cells.full_name(row) and not traded)
    if own_name and of_person and not words(cells.column("address")) & BASES:
        return True  # Licence Holder, Address: Mr John Ash has no other
    return noted(cells.each(row, "notes")) or is_home(
        cells.each(row, "base_type"),
        cells.text(row, "address") or "",
        postcode,
        cells.each(row, "not_kept"),
        cells.text(row, "name") or "",
        alone=bool(own_name and of_person) and (vehicles or 1) <= BEFORE_A_HOME,
    )


def _stated(row: Row, cells: Cells) -> Stated:
    address = cells.text(row, "address") or ""
    postcode = cells.optional(row, "postcode", values.postcode) or values.postcode_within(address)
    metres, degrees = ("easting", "northing"), ("longitude", "latitude")
    numbers = {name: cells.optional(row, name, values.number) for name in metres}
    numbers |= {name: cells.optional(row, name, values.degrees) for name in degrees}
    return Stated(
        uprn=cells.optional(row, "uprn", values.uprn),
        grid=_pair(numbers["easting"], numbers["northing"]),
        degrees=_pair(numbers["longitude"], numbers["latitude"]),
        postcode=postcode,
        coarseness_m=angles.coarseness_m(cells.stated(row, name) for name in degrees),
    )


def _pair(first: float | None, second: float | None) -> tuple[float, float] | None:
    return (first, second) if first is not None and second is not None else None


def _base(
    register: Register,
    facts: dict[str, Any],
    address: str,
    stated: Stated,
    placed: Placed,
    load_id: int,
) -> Any:
    place = Place(facts["trading_name"] or facts["name"], address, stated.postcode)
    found = register.find(place, stated.uprn)
    if found is not None:
        register.improve(found, placed)
        return found
    return register.add(
        place,
        uprn=stated.uprn,
        kind="operator_base",
        kind_basis="stated",
        placed=placed,
        load_id=load_id,
    )


def _ward(load: Load, placed: Placed) -> str | None:
    """Return the ward of a home: as near as its operator may be shown."""
    if placed.point is None:
        return None
    easting, northing = placed.point
    found = load.connection.scalar(
        query("ward_of_point"), {"easting": easting, "northing": northing}
    )
    return str(found) if found else None
