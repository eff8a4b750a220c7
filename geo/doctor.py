"""What is wrong with an installation and what to do: every check of ``nightjar doctor``.

Nothing is started or changed. A check that cannot be made is wrong and says why: whoever asks a
doctor must not take silence for health.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from geo import chain
from geo.anchors import ANCHOR, Anchors
from geo.database import engine
from geo.doctor_database import NIGHTLY, Looks, ago, looks
from geo.doctor_machine import machine
from geo.errors import NightjarError
from geo.examined import ATTEND, WELL, WRONG, Line
from geo.keys import Keys
from geo.settings import Settings

UPGRADE = "nightjar db upgrade, then look again"


def examine(settings: Settings) -> list[Line]:
    """Look at everything; what is in the database only if it answers. Raises: SetupError."""
    lines = machine(settings)
    if not any(line.check == "database" and line.state == WELL for line in lines):
        return lines
    owner = engine(settings)
    try:
        for name, look in looks(settings).items():
            lines += _tried(owner, name, look)
        lines += [_record(owner, settings), _anchors(settings)]
    finally:
        owner.dispose()
    return lines


def _tried(owner: Engine, name: str, look: Looks) -> list[Line]:
    try:
        with owner.connect() as connection:
            return list(look(connection))
    except SQLAlchemyError as error:
        said = f"could not be looked at ({type(error).__name__})"
        return [Line(name, WRONG, said, UPGRADE)]


def _record(owner: Engine, settings: Settings) -> Line:
    """Prove the whole record, as ``nightjar audit verify`` does."""
    try:
        found = chain.verify(owner, Anchors(settings.anchor_file, Keys(settings.key_folder)))
    except NightjarError as error:
        return Line("record", WRONG, "it cannot be proved", str(error))
    except SQLAlchemyError as error:  # of an earlier release it is kept in another form
        said = f"it cannot be proved ({type(error).__name__})"
        return Line("record", WRONG, said, UPGRADE)
    if found.stands:
        return Line("record", WELL, f"it stands: {found.entries:,} entries")
    return Line(
        "record",
        WRONG,
        f"it does not stand: entry {found.seq} {found.fault}",
        "change nothing, copy the database and the anchors, and compare with the copies that are "
        "kept elsewhere: docs/operation.md, The record does not stand",
    )


def _anchors(settings: Settings) -> Line:
    try:
        anchors = Anchors(settings.anchor_file, Keys(settings.key_folder)).read()
    except NightjarError as error:
        return Line("anchors", WRONG, "they cannot be read", str(error))
    last = [each for each in anchors if each.kind == ANCHOR]
    if not last:
        return Line("anchors", ATTEND, "the record was never anchored", "nightjar audit anchor")
    age = dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(last[-1].at)
    said = f"the last is of an entry from {ago(age)}"
    state = WELL if age < NIGHTLY else ATTEND
    return Line("anchors", state, said, "nightjar audit anchor, each night")
