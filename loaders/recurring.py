"""How many places recur since a load of episodes that did not before: counted once it is committed.

The load itself does not wait for it, and stands whether or not it can be counted. The number is for
analysts and the console: officers and the board learn nothing of points.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from geo.database import query

if TYPE_CHECKING:
    from loaders.report import Report

log = logging.getLogger(__name__)

# places that chain over a whole town are followed for hours, and the load is committed already
WITHIN_MS = 60_000


def in_words(places: int) -> str:
    """Say how many there are."""
    many = {0: "no new repeat location", 1: "1 new repeat location"}
    return f"{many.get(places, f'{places:,} new repeat locations')} since the load before"


def note_new_places(engine: Engine, load: UUID | str) -> int | None:
    """Count the places that recur since a load, and note it with the load, once.

    None for the first load of episodes, or if it cannot be counted or takes longer than
    ``WITHIN_MS``: the load stands all the same.
    """
    try:
        with engine.begin() as connection:
            connection.execute(query("within"), {"milliseconds": WITHIN_MS})
            row = connection.execute(
                query("count_new_repeat_locations"), {"load": str(load)}
            ).one_or_none()
            if row is None:
                return None
            told = {"load_id": row.load_id, "places": row.places, "notice": in_words(row.places)}
            connection.execute(query("note_new_repeat_locations"), told)
            return int(row.places)
    except SQLAlchemyError as error:
        log.warning("new repeat locations were not counted: %s", type(error).__name__)
        return None


def tell(engine: Engine, reports: Sequence[Report]) -> None:
    """Add what is new since each load to its account, as it is printed."""
    for report in reports:
        if report.state != "loaded" or report.load is None:
            continue
        places = note_new_places(engine, report.load)
        if places is not None:
            report.facts["new_repeat_locations"] = places
            report.notices.append(in_words(places))


def note_upload(engine: Engine, upload_id: UUID) -> None:
    """Note the same of an upload that was loaded."""
    with engine.connect() as connection:
        loads = list(connection.scalars(query("loads_of_upload"), {"upload_id": upload_id}))
    for load in loads:
        note_new_places(engine, load)
