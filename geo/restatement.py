"""The annual restatement: what later data change about the quarters of a year, told once.

A published quarter never changes. When its year is over, wards of which the true number of children
changed by three or more are told of again, adjusted by the same keys and under the same policy; all
else stays as it was. A smaller change would be one or two children, and is never told.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection

from geo.database import query
from geo.errors import PublicationError
from geo.keys import Keys
from geo.perturbation import RecordKeys, record_keys
from geo.quarters import Quarter
from geo.reading import Quarterly, overlaps, stored_quarters, wards_to_publish
from geo.snapshot_reading import RESTATED_FROM
from geo.snapshot_store import PUBLISHED, every
from geo.snapshot_tables import RESTATED, WardRow
from geo.wards import WardEpisodes, publish_wards


@dataclass(frozen=True)
class Restatement:
    """The wards of a year's quarters of which another number is told."""

    year: int
    ward_vintage: int | None
    quarters: tuple[str, ...]
    rows: tuple[WardRow, ...]

    @property
    def period(self) -> str:
        """The name of the restatement: 2026R."""
        return f"{self.year}R"


def restate(connection: Connection, keys: Keys, year: int, today: dt.date) -> Restatement:
    """Work out what is restated of a year. Raises: PublicationError, SetupError."""
    if today.year <= year:
        raise PublicationError(f"{year} must be over before it is restated, once, as a whole")
    standing = {each.period for each in every(connection) if each.state == PUBLISHED}
    quarters = [
        each
        for each in sorted(stored_quarters(connection), key=lambda each: each.quarter)
        if each.quarter in standing and each.quarter.startswith(f"{year}Q")
    ]
    if not quarters:
        raise PublicationError(f"a snapshot of a quarter of {year} must be published, and none is")
    fingerprint, children_keys = keys.fingerprint("cell"), record_keys(keys)
    rows: list[WardRow] = []
    for each in quarters:
        _require_comparable(connection, each, fingerprint)
        rows += _restated(connection, each, children_keys)
    if not rows:
        raise PublicationError(
            f"there must be a ward of {year} that changed by {RESTATED_FROM} children or more, and "
            "there is none that is told of: nothing is restated"
        )
    return Restatement(
        year, quarters[-1].ward_vintage, tuple(each.quarter for each in quarters), tuple(rows)
    )


def _require_comparable(connection: Connection, each: Quarterly, fingerprint: str) -> None:
    """Refuse a quarter whose true numbers are not known. Raises: PublicationError."""
    terms = connection.execute(query("cell_publication"), {"quarter": each.quarter}).one()
    if terms.key_fingerprint != fingerprint:
        raise PublicationError("a restatement must be by the cell key of the publication")
    if not terms.basis_kept:
        raise PublicationError(
            f"{each.quarter} was published by an earlier release, which kept nothing to measure a "
            "change against: it cannot be restated"
        )
    values = {"first_day": Quarter.named(each.quarter).first_day}
    if connection.scalar(query("counted_away"), values):
        raise PublicationError(
            f"the episodes of {each.quarter} are past the time they are kept and have begun to go: "
            "it cannot be restated"
        )


def _restated(connection: Connection, each: Quarterly, keys: RecordKeys) -> list[WardRow]:
    own = Quarter.named(each.quarter)
    days = {"first_day": own.first_day, "last_day": own.last_day}
    counted = connection.execute(query("ward_episodes"), days).all()
    if any(row.vintage != each.ward_vintage for row in counted):
        raise PublicationError(
            f"{each.quarter} was counted by the wards of {each.ward_vintage}, and newer wards are "
            "loaded: it cannot be restated by others"
        )
    wards = publish_wards(
        (WardEpisodes(row.ward, row.child_ref, row.episodes) for row in counted), each.board, keys
    )
    maps = overlaps(connection, each.cells, each.ward_vintage)
    wards = wards_to_publish(each.quarter, each.cells, wards, maps, each.officer, each.board)
    was = {ward.ward: ward for ward in each.wards}
    now = {ward.ward: ward for ward in wards}
    basis = connection.execute(query("ward_basis"), {"quarter": each.quarter})
    before: dict[str, int] = {row.ward: row.children for row in basis}
    after = Counter(row.ward for row in counted)
    names = connection.execute(query("ward_names"), {"vintage": each.ward_vintage}).all()
    rows = []
    for named in names:
        change = after[named.code] - before.get(named.code, 0)
        shown = now.get(named.code)
        if abs(change) < RESTATED_FROM or shown == was.get(named.code):
            continue
        rows.append(
            WardRow(
                each.quarter,
                named.code,
                named.name,
                named.authority,
                shown.children if shown else None,
                shown.band.band_from if shown else None,
                shown.band.band_to if shown else None,
                RESTATED,
            )
        )
    return rows
