"""Have the database look at what large loads brought, once they are committed.

A load does not wait for it, and stands whether or not it can be done: the server does it by itself
some time later. Until then it plans questions by tables that were empty.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from geo.database import query

if TYPE_CHECKING:
    from loaders.report import Report

log = logging.getLogger(__name__)

MANY_ROWS = 1_000  # fewer change no plan


def large(reports: Sequence[Report]) -> list[str]:
    """Return the kinds of those loads that brought many rows."""
    return sorted(
        {
            each.kind
            for each in reports
            if each.state == "loaded" and each.load is not None and each.accepted >= MANY_ROWS
        }
    )


def analyse(engine: Engine, kinds: Iterable[str]) -> None:
    """Look at what loads of some kinds brought."""
    try:
        for kind in kinds:
            with engine.begin() as connection:
                connection.execute(query("analyze_loaded"), {"kind": kind})
    except SQLAlchemyError as error:
        log.warning("what was loaded was not looked at: %s", type(error).__name__)
