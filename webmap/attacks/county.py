"""The invented county in a database of its own, with canaries planted, and every attack on it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from geo.assurance import Finding, Section, not_run, tried
from geo.attacks import error_text, server_log, tampering, writers
from geo.attacks import hostile as hostile_texts
from geo.attacks.canaries import places, plant
from geo.database import engine
from geo.errors import NightjarError, SetupError
from geo.scratch import beside, scratch
from geo.settings import Settings
from webmap.attacks import answers, canaries, foreign, hostile, routes
from webmap.attacks.site import Site, site
from webmap.demo import LAYERS

WHERE = (
    "an invented county, in a database of its own that was made for this run and removed after it"
)
ROUTES = (
    "Pages and roles",
    "Somebody opens an address that is not for them, or learns from how it is answered that there "
    "is something to find.",
)
ANSWERS = (
    "What every answer says to the browser",
    "A name in a register runs as a program in somebody's browser, a shared machine keeps a page, "
    "or a page tells another company what is looked at.",
)
HOSTILE = (
    "Hostile names in every field of words",
    "A name in a register, or what somebody wrote, runs as a program in the browser of whoever "
    "reads it.",
)
FOREIGN = (
    "Another authority's premises",
    "An officer guesses the number of a premises that is not theirs to see.",
)
CANARIES = (
    "Planted secrets",
    "A child's home, care setting or reference, a name that only another council's officers may "
    "see, or an exact place comes out somewhere.",
)
ERRORS = (
    "What errors tell",
    "The words of an error, or a condition, tell of a row that may not be seen.",
)
LOGGED = (
    "What the database server logs",
    "An error quotes a reference or a name, and the server's log keeps it for whoever runs it.",
)
TAMPERING = (
    "Tampering with the record of who looked",
    "Whoever owns the database changes, deletes or makes anew what was recorded.",
)
WRITING = ("Many people at once", "The record raises an alarm over entries that nobody touched.")
EVERY = (HOSTILE, ROUTES, ANSWERS, FOREIGN, CANARIES, ERRORS, LOGGED, TAMPERING, WRITING)


def load(settings: Settings) -> None:
    """Load and publish the sample county, by the command, into the database of the settings.

    Raises: SetupError outside a checkout, or if it cannot be loaded.
    """
    if not LAYERS.is_dir():
        raise SetupError("the invented county is in a checkout's sample_layers, which is not here")
    ours = {
        "NIGHTJAR_DATABASE_URL": str(settings.database_url),
        "NIGHTJAR_DATABASE_LOGINS": settings.database_logins,
        "NIGHTJAR_DATA": str(settings.data),
        "NIGHTJAR_KEYS": str(settings.key_folder),
    }
    plain = {name: value for name, value in os.environ.items() if not name.startswith("NIGHTJAR_")}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "webmap", "demo", "--no-serve"],
        env={**plain, **ours},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        last = done.stderr.strip().splitlines()[-1:]
        raise SetupError(f"the invented county could not be loaded: {''.join(last)}")


def sections(settings: Settings, say: Callable[[str], None]) -> Iterator[Section]:
    """Plant canaries in the county that the settings lead to, and run every attack on it."""
    say("following every page over hostile names")  # nobody is connected to what is copied yet
    yield tried(*HOSTILE, WHERE, lambda: _hostile(settings))
    owner = engine(settings)
    with owner.begin() as connection:
        shapes = plant(connection)
        points = places(connection)
    # before forms are sent, the last of which end rights: it asks as the sample officer
    yield tried(*ERRORS, WHERE, lambda: error_text.run(settings))
    say("following every page as every role")
    with site(settings) as pages:
        yield from _on_pages(pages, say)
        say("looking for planted secrets in every answer")
        yield tried(*CANARIES, WHERE, lambda: canaries.run(pages, shapes, points))
    yield tried(*LOGGED, WHERE, lambda: server_log.run(owner, shapes))
    yield from _on_record(owner, settings, say)
    owner.dispose()


def _hostile(settings: Settings) -> Sequence[Finding]:
    """Plant hostile texts in a copy: they overwrite what the other attacks look for."""
    with beside(settings, "hostile") as copy:
        owner = engine(copy)
        with owner.begin() as connection:
            planted = hostile_texts.plant(connection)
        owner.dispose()
        with site(copy) as pages:
            return hostile.run(pages, planted)


def _on_pages(pages: Site, say: Callable[[str], None]) -> Iterator[Section]:
    say("asking every route as every role")
    yield tried(*ROUTES, WHERE, lambda: routes.run(pages))
    say("looking at every answer's headers and scripts")
    yield tried(*ANSWERS, WHERE, lambda: answers.run(pages))
    yield tried(*FOREIGN, WHERE, lambda: foreign.run(pages))


def _on_record(owner: Engine, settings: Settings, say: Callable[[str], None]) -> Iterator[Section]:
    say("tampering with the record")
    yield tried(*TAMPERING, WHERE, lambda: tampering.run(owner, settings))
    say(f"writing to the record, {writers.WRITERS} at once")
    yield tried(
        *WRITING, WHERE, lambda: writers.run(owner, settings, writers.WRITERS, writers.ENTRIES)
    )


def made(settings: Settings, say: Callable[[str], None]) -> Iterator[Section]:
    """Make the invented county in a database of its own, attack it, and remove it.

    What cannot be made is a section that has not passed.
    """
    try:
        with scratch(settings) as inside:
            say("loading the invented county into a database of its own")
            load(inside)
            yield from sections(inside, say)
    except (NightjarError, OSError, SQLAlchemyError) as error:
        why = str(error) if isinstance(error, NightjarError) else type(error).__name__
        for title, danger in EVERY:
            yield Section(title, danger, WHERE, (not_run(title, danger, why),))
