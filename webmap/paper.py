"""What is on a page that is passed round, in blocks: the page and the PDF are made of the same.

A sheet says no more in one form than in the other, since both are written from these blocks and
nothing else: ``templates/paper.html`` writes them as HTML, and ``webmap.press`` as PDF.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from geo.drawing import Drawing


@dataclass(frozen=True)
class Heading:
    """A heading of the second or third level; the first is the sheet's own."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 2


@dataclass(frozen=True)
class Said:
    """A paragraph; an ``answer`` is large, what is ``small`` is a note."""

    kind: ClassVar[str] = "said"
    text: str
    style: str = ""
    strong: str = ""  # what comes before it, in bold


@dataclass(frozen=True)
class Points:
    """A list of sentences."""

    kind: ClassVar[str] = "points"
    items: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a table; one that says why there is no number is ``quiet``."""

    text: str
    number: bool = False
    bold: bool = False
    quiet: bool = False
    strong: str = ""  # what comes after it, in bold
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Table:
    """A table: rows of headings, and rows whose first cell of ``headed`` names the row.

    ``widths`` are shares of the sheet's width. Rows past ``on_paper`` are on the page alone, and
    paper says ``beyond`` in their place.
    """

    kind: ClassVar[str] = "table"
    label: str
    caption: str
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    headed: int = 0
    on_paper: int | None = None
    beyond: str = ""


@dataclass(frozen=True)
class Figure:
    """A picture, and how wide it is drawn, as a share of its place."""

    kind: ClassVar[str] = "figure"
    drawing: Drawing
    hatch: str
    width: float = 1.0


@dataclass(frozen=True)
class Legend:
    """What the fills of a picture mean."""

    kind: ClassVar[str] = "legend"
    entries: tuple[tuple[Drawing, str], ...]
    hatch: str


@dataclass(frozen=True)
class Beside:
    """Blocks in two columns; ``share`` is how wide the left one is."""

    kind: ClassVar[str] = "beside"
    left: tuple[Block, ...]
    right: tuple[Block, ...]
    share: float = 0.55


@dataclass(frozen=True)
class Turn:
    """Where paper is turned over, if one side does not hold the whole in type that can be read."""

    kind: ClassVar[str] = "turn"


Block = Heading | Said | Points | Table | Figure | Legend | Beside | Turn


@dataclass(frozen=True)
class Sheet:
    """A whole: its title, the marks on every page of it, and what it says."""

    title: str
    name: str  # of the document, which a browser or a reader shows
    marks: tuple[str, str, str]
    blocks: tuple[Block, ...]
    one_page: bool = False  # or both sides of one sheet, where there is a Turn


def plain(
    rows: Sequence[Sequence[object]], numbers: frozenset[int] = frozenset()
) -> tuple[tuple[Cell, ...], ...]:
    """Return rows of a table from plain values; ``numbers`` are the places of numbers."""
    return tuple(
        tuple(Cell(str(value), number=place in numbers) for place, value in enumerate(row))
        for row in rows
    )
