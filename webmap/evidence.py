"""An evidence pack as a file: restricted, from a run; or public, from what is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from geo import exports, released_evidence
from geo.audit import Door, What
from geo.exports import Exported, Told
from geo.marking import Marking
from geo.released_evidence import PUBLIC, RESTRICTED, Facts
from webmap import evidence_sheet, paper_page, press
from webmap.formats import moment

THINGS = {RESTRICTED: "evidence_restricted", PUBLIC: "evidence_public"}
Read = Callable[[Connection, UUID, Sequence[UUID]], Facts]
BUILDS: dict[str, Read] = {
    RESTRICTED: released_evidence.restricted,
    PUBLIC: released_evidence.public,
}


def read(connection: Connection, build: str, run_id: UUID, premises: Sequence[UUID]) -> Facts:
    """Return the facts of a pack, as the analyst's login may read them.

    Raises: NotFoundError, QuestionError.
    """
    return BUILDS[build](connection, run_id, premises)


def write(door: Door, facts: Facts, path: Path, what: What, told: Told) -> Exported:
    """Write a pack to a file that leaves, as HTML or PDF by its name.

    Raises: AuditError if it cannot be recorded, there is no file then; QuestionError.
    """

    def make(marking: Marking) -> bytes:
        sheet = evidence_sheet.of(facts, _taken(facts, marking))
        return press.pdf(sheet) if path.suffix.lower() == ".pdf" else paper_page.html(sheet)

    return exports.export_document(
        door,
        path,
        what,
        make,
        rows=len(facts.premises),
        masked=facts.build == PUBLIC,
        covers=_covers(facts),
        told=told,
    )


def _covers(facts: Facts) -> tuple[dt.date, dt.date]:
    if facts.quarter is not None:
        return facts.quarter["first_day"], facts.quarter["last_day"]
    return facts.run["begins_on"], facts.run["as_at"]


def _taken(facts: Facts, marking: Marking) -> str:
    """Say who took it and when; the public build says the file's number alone."""
    number = f"export {str(marking.export_id)[:8]}"
    if facts.build == PUBLIC:
        return number
    return f"{number}, {marking.account}, {moment(marking.made_at)}"
