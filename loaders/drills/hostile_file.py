"""What a hostile file is: how it is made, how it is sent, and how much harm it is let do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loaders.drills.invented import AUTHORITY

OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "premises": {"authority": AUTHORITY},
    "episodes": {"supplier": "Invented Police"},
    "taxi": {"authority": AUTHORITY, "taxi_kind": "vehicles"},
    "food": {},
    "boundaries": {"area_kind": "ward"},
    "postcodes": {},
    "addresses": {},
}


@dataclass(frozen=True)
class Trap:
    """What a hostile file may point at: each is watched, and must stay untouched and unread."""

    secret: Path  # a file outside, whose words must not be repeated
    address: str  # a server of this machine, which nobody may call
    aims: tuple[Path, ...]  # names that archives would be unpacked under, in folders outside

    @property
    def climbing(self) -> tuple[str, ...]:
        """The same as paths that climb out of a folder, by few steps and by many."""
        few = tuple(f"{'../' * steps}{self.aims[0].name}" for steps in range(1, 5))
        return few + tuple("../" * 20 + str(each).lstrip("/") for each in self.aims)


Maker = Callable[[Path, Trap], None]


@dataclass(frozen=True)
class Hostile:
    """A file that means harm, or that a broken program sent.

    ``read_because``: why it may be read, if its rows add up and nothing else comes of it. Where it
    is empty the file must be refused.
    """

    kind: str
    name: str
    harm: str
    make: Maker
    read_because: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sent_as(self) -> dict[str, Any]:
        """How it is to be read, as a form would have said."""
        return {**OPTIONS[self.kind], **self.options}


def holding(content: str | bytes) -> Maker:
    """Return what makes a file of fixed content."""

    def make(path: Path, _trap: Trap) -> None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return make


def telling(content: Callable[[Trap], str | bytes]) -> Maker:
    """Return what makes a file whose content points at the trap."""

    def make(path: Path, trap: Trap) -> None:
        holding(content(trap))(path, trap)

    return make


def late(content: Callable[[], str | bytes]) -> Maker:
    """Return what makes a large file, when it is asked for and not before."""

    def make(path: Path, trap: Trap) -> None:
        holding(content())(path, trap)

    return make
