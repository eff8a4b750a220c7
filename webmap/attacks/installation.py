"""Every attack on the database that Nightjar uses: it is read, and nothing in it is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from sqlalchemy import Connection

from geo.assurance import Attack, Finding, Section, tried
from geo.attacks import ATTACKS, lint, logins, record
from geo.database import PUBLISHER, engine, query
from geo.errors import SetupError
from geo.settings import Settings

WHERE = "this database, as the login {}; nothing was changed"
NAMES = {
    "crowd": ("The crowd", "Whose home is it? Few homes in an area would name one."),
    "care_settings": (
        "Homes and institutions",
        "An area is published because of a place where children live, learn or are looked after.",
    ),
    "differencing": (
        "Subtraction",
        "All that was ever published is solved together, for a count that nobody published.",
    ),
    "trilateration": (
        "Trilateration",
        "From which premises are flagged and which are not, with the public register, the exact "
        "place is worked out.",
    ),
    "averaging": ("Averaging", "The same place, published again and again, gives itself away."),
    "membership": (
        "Membership",
        "From the board's table of a ward it is told whether one child was counted. 0.5 is "
        "guessing, 1 is certainty.",
    ),
    "usefulness": (
        "What protection costs",
        "Protection that says nothing protects nobody: officers must still see the right areas "
        "and premises.",
    ),
}


def sections(settings: Settings, say: Callable[[str], None]) -> Iterator[Section]:
    """Attack what is published, then what guards it."""
    publisher = engine(settings, PUBLISHER)
    for attack in ATTACKS:
        name = attack.__module__.rpartition(".")[2]
        title, danger = NAMES.get(name, (name.replace("_", " ").capitalize(), _first_line(attack)))
        say(f"trying: {title.lower()}")
        with publisher.connect() as connection:
            run = partial(_published, attack, connection)
            yield tried(title, danger, WHERE.format(PUBLISHER), run)
    publisher.dispose()
    yield from _guards(settings, say)


def _published(attack: Attack, connection: Connection) -> Sequence[Finding]:
    """Run an attack on what is published. Raises: SetupError if nothing is."""
    if not connection.execute(query("cell_publications")).all():
        raise SetupError("no quarter is published yet, so there is nothing to attack")
    return attack(connection)


def _first_line(attack: Attack) -> str:
    return (attack.__doc__ or "").strip().partition("\n")[0]


def _guards(settings: Settings, say: Callable[[str], None]) -> Iterator[Section]:
    owner = engine(settings)
    say("reading the database's own catalogue")
    with owner.connect() as connection:
        yield tried(
            "Rights and rules in the database",
            "Somebody was given a right by hand, or a view, a function or a constraint is not what "
            "this release made.",
            WHERE.format("nightjar (its owner)"),
            lambda: lint.run(connection),
        )
    say("trying each login of the database")
    yield tried(
        "Logins",
        "Whoever can make the server send a statement of their own tries to get out of its login.",
        "this database, as each login in its own name; every statement was undone",
        lambda: logins.run(settings),
    )
    say("computing the audit record anew")
    yield tried(
        "The record and the keys",
        "Somebody changed who looked at what, or can read a key that protects published figures.",
        "this database and the key files of this installation; nothing was changed",
        lambda: record.run(owner, settings),
    )
    owner.dispose()
