"""The parsers of cells and columns, each a function of bytes that fails if an oracle does."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from geo.crs import on_grid
from loaders import (
    angles,
    arrays,
    contract,
    dates,
    encoding,
    headings,
    hours,
    identifying,
    looks,
    meaning,
    positions,
    premises_headings,
    pseudonyms,
    taxi_layout,
    telling,
    telling_refs,
    values,
)
from loaders.cells import numbers
from loaders.clocks import MISSING
from loaders.columnar import Batch
from loaders.episode_rows import EARLIEST_US, LATEST_US, Faults
from loaders.instants import instants
from loaders.placing import Placed, Stated, _stated_point
from loaders.ssda903 import Ssda903
from loaders.street import Street
from loaders.vocabulary import CODED_EPISODE, CODED_PLACE
from tests.fuzz.oracles import (
    answer,
    cells,
    episodes_are_sound,
    one_by_one,
    points_are_sound,
    rows,
    unless_refused,
    words,
)
from tests.unit.loaders.batches import NOW_US, batch

AUTHORITIES = {"E06999001", "E06999002"}
CONTRACT = (
    *("episode_ref", "child_ref", "category", "started", "ended", "role", "easting", "northing"),
    *("crs", "precision_m", "place_kind", "authority", "time_quality", "return_interview_at"),
)
PLACES = ("episode_ref", "role", "easting", "northing", "longitude", "latitude", "precision_m")
SSDA903 = ("child_ref", "category", "started", "ended", "authority", "age_band")
STREET = (
    *("month", "longitude", "latitude", "lsoa_name", "crime_type", "crime_id", "reported_by"),
    "lsoa_code",
)
# what a register's status, type and activity may come to mean
STATUSES = {
    *("superseded", "surrendered", "revoked", "refused", "withdrawn", "lapsed", "expired"),
    *("applied_for", "in_force", "unknown"),
}
TRADES = {"both", "private_hire", "hackney_carriage", "unknown"}


class Names:
    """Authorities that are known by one name and two codes."""

    def code(self, name: str | None) -> str | None:
        return {"Skerrowby": "E06999001"}.get(name or "")


def of_values(data: bytes) -> None:
    cell = words(data)
    assert (found := answer(values.number, cell)) is None or math.isfinite(found)
    assert (turn := answer(values.degrees, cell)) is None or math.isfinite(turn)
    assert math.isfinite(angles.coarseness_m([cell]))
    assert answer(values.whole_number, cell) is None or isinstance(found, float)
    assert (found := answer(values.count, cell)) is None or 0 <= found <= values.MOST
    assert answer(values.truth, cell) in {True, False, None}
    assert (found := answer(values.uprn, cell)) is None or 0 <= found < 10**12
    for read in (values.postcode, values.postcode_within):
        found = answer(read, cell)
        assert found is None or values.POSTCODE.fullmatch(found)
    found = answer(values.point, cell)
    assert found is None or all(map(math.isfinite, found))
    assert values.text(values.text(cell) or "") == values.text(cell)
    assert isinstance(values.plainly_a_value(cell), bool)


def of_dates(data: bytes) -> None:
    column = cells(data)
    for us_order in (False, True):
        for cell in column:
            found = answer(lambda said, order=us_order: dates.moment(said, us_order=order), cell)
            assert found is None or 1 <= found.on.year <= 2189
    assert dates.month_first(column) in {True, False, None}
    telling.earliest_day(column)


def of_instants(data: bytes) -> None:
    one_by_one(_instants, cells(data))


def _instants(column: list[str]) -> list[Any]:
    """Return what each cell of a column of times says, as far as a row is not refused for it."""
    found = instants(arrays.strings(column))
    told = zip(
        *(found.utc.tolist(), found.bad.tolist(), found.dated.tolist(), found.monthly.tolist()),
        *(found.midnight.tolist(), found.skipped.tolist(), found.twice.tolist()),
        strict=True,
    )
    return [
        "refused"
        if bad or skipped or not (utc == MISSING or EARLIEST_US <= utc <= LATEST_US)
        else (utc, *quality, twice)
        for utc, bad, *quality, skipped, twice in told
    ]


def of_numbers(data: bytes) -> None:
    one_by_one(_numbers, cells(data))


def _numbers(column: list[str]) -> list[Any]:
    found, bad = numbers(arrays.strings(column))
    assert np.isfinite(found[~bad & ~np.isnan(found)]).all()
    return [
        "refused" if wrong else None if math.isnan(value) else value
        for value, wrong in zip(found.tolist(), bad.tolist(), strict=True)
    ]


def of_hours(data: bytes) -> None:
    spans = hours.parse_hours(words(data))
    assert spans is None or spans == sorted(set(spans))
    for span in spans or ():
        assert 1 <= span.weekday <= 7
        assert 0 <= span.opens_min < hours.DAY
        assert span.opens_min < span.closes_min <= span.opens_min + hours.DAY


def of_headings(data: bytes) -> None:
    column = words(data)
    assert all(word and word == word.lower() for word in headings.words(column))
    assert isinstance(headings.opaque(column), bool)
    field = premises_headings.field_of(column)
    assert field is None or field.isidentifier()
    assert isinstance(premises_headings.days(column), str | None)


def of_meanings(data: bytes) -> None:
    stated = words(data)
    assert meaning.status(stated) in STATUSES
    assert meaning.licence_type([stated, None]).isidentifier()
    named = meaning.activities(stated)
    kind, basis = meaning.premises_kind(stated, stated, named, club=False)
    assert kind.isidentifier()
    assert basis in {"stated", "name", "activities", "none"}
    assert taxi_layout.term(stated) in TRADES


def of_looks(data: bytes) -> None:
    column = cells(data)
    for look in (looks.postcode, looks.hours, looks.date, looks.point, looks.reference, looks.name):
        assert 0 <= look(column) <= 1


def of_grid_references(data: bytes) -> None:
    placed = Placed()
    point, by, precision = _stated_point(Stated(grid_reference=words(data)), placed)
    assert point is None or on_grid(*point)
    assert point is None or (by == "grid_reference" and precision > 0)


def of_encodings(data: bytes) -> None:
    found = unless_refused(lambda: encoding.decode(data, "f.csv"))
    if found is not None:
        text, named = found
        assert named
        assert isinstance(encoding.repair(text), str)


def of_vocabularies(data: bytes) -> None:
    for each in (*CODED_EPISODE, *CODED_PLACE, positions.CRS):

        def coded(column: list[str], vocabulary: Any = each) -> list[Any]:
            found, strange = vocabulary.read(arrays.strings(column))
            said = found.tolist()
            assert [each is None for each in said] == strange.tolist()
            assert {*said} <= {*vocabulary.values, None}
            return said

        one_by_one(coded, cells(data))


def of_positions(data: bytes) -> None:
    names = ("easting", "northing", "crs", "longitude", "latitude", "precision_m")
    read = _batch(data, names)
    faults = Faults(read.rows)
    easting, northing, placed = positions.positions(read, faults)
    points_are_sound(easting, northing, placed & faults.fine)
    precision = np.array(positions.precisions(read, faults).tolist())
    assert ((precision >= 0) & (precision <= 100_000) & (precision % 10 == 0)).all()


def of_contract(data: bytes) -> None:
    _episodes(lambda read: contract.episodes(read, AUTHORITIES, NOW_US), data, CONTRACT)


def of_places(data: bytes) -> None:
    read = contract.places(_batch(data, PLACES))
    points_are_sound(read.easting, read.northing, read.faults.fine)


def of_ssda903(data: bytes) -> None:
    _episodes(lambda read: Ssda903(AUTHORITIES).episodes(read, NOW_US), data, SSDA903)


def of_street(data: bytes) -> None:
    _episodes(lambda read: Street(Names()).episodes(read, NOW_US), data, STREET)


def of_identifying(data: bytes) -> None:
    column = cells(data)
    unless_refused(lambda: identifying.refuse_identifying(column, ("episode_id",), "e.csv"))
    unless_refused(lambda: pseudonyms.refuse_unhashed("child_pid", arrays.strings(column), "e.csv"))
    cased = pseudonyms.in_one_case(arrays.strings(column)).to_pylist()
    assert [each.lower() for each in cased] == [each.lower() for each in column]
    for refuse in (
        *(telling.refuse_telling, telling.refuse_stored, telling.refuse_gradings),
        telling_refs.refuse_telling_refs,
    ):
        unless_refused(lambda act=refuse: act("extra", column, "e.csv"))


def _episodes(read: Callable[[Batch], Any], data: bytes, names: tuple[str, ...]) -> None:
    found = unless_refused(lambda: read(_batch(data, names)))
    if found is not None:
        episodes_are_sound(found, NOW_US)


def _batch(data: bytes, names: tuple[str, ...]) -> Batch:
    columns = zip(*rows(data, len(names)), strict=True)
    return batch(**{name: list(column) for name, column in zip(names, columns, strict=True)})


PARSERS: dict[str, Callable[[bytes], None]] = {
    "values": of_values,
    "dates": of_dates,
    "instants": of_instants,
    "numbers": of_numbers,
    "hours": of_hours,
    "headings": of_headings,
    "meanings": of_meanings,
    "looks": of_looks,
    "grid_references": of_grid_references,
    "encodings": of_encodings,
    "vocabularies": of_vocabularies,
    "positions": of_positions,
    "contract": of_contract,
    "places": of_places,
    "ssda903": of_ssda903,
    "street": of_street,
    "identifying": of_identifying,
}
