"""The flow of data as one drawing: who writes which tables, what is made of them, who reads it.

It is drawn from the rights and views of a database; nothing in it is placed by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.inventory import Inventory

ROW, HIGH, GAP = 21, 16, 40
WRITERS, TABLES, VIEWS, READERS = 0, 1, 2, 3
LEFT = (10, 190, 560, 930)
WIDE = (130, 200, 230, 130)
HEADS = ("who writes", "what is held", "what is released", "who reads")
SEES = {"execute", "read"}


@dataclass(frozen=True)
class Box:
    """A name in the drawing, and where it is."""

    name: str
    column: int
    y: float

    @property
    def x(self) -> int:
        """Its left edge."""
        return LEFT[self.column]

    @property
    def wide(self) -> int:
        """How wide it is."""
        return WIDE[self.column]


@dataclass(frozen=True)
class Line:
    """From the right edge of one box to the left edge of another."""

    path: str
    writes: bool


Boxes = dict[tuple[int, str], Box]


@dataclass(frozen=True)
class Drawing:
    """The boxes, the lines between them, and the size of the whole."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    heads: tuple[tuple[int, str], ...]
    width: int
    height: float


def draw(found: Inventory) -> Drawing:
    """Draw an inventory: tables, views and functions by name, logins spread over the height."""
    sees, writes = set[tuple[str, str]](), set[tuple[str, str]]()
    for right in found.rights:
        if right.schema == "released" and SEES & set(right.rights):
            sees.add((right.object, right.login))
        elif right.kind == "table" and {"add", "change", "delete"} & set(right.rights):
            writes.add((right.login, f"{right.schema}.{right.object}"))
    views = sorted({view for view, _ in sees}, key=_by_audience)
    tables = [table.name for table in found.tables]
    boxes: Boxes = {
        **_column(TABLES, tables),
        **_column(VIEWS, views),
        **_column(WRITERS, sorted({login for login, _ in writes})),
        **_column(READERS, sorted({login for _, login in sees})),
    }
    height = GAP + ROW * max(len(tables), len(views)) + ROW
    boxes |= _spread(boxes, WRITERS, height) | _spread(boxes, READERS, height)
    return Drawing(
        tuple(boxes.values()),
        tuple(
            [_line(boxes[WRITERS, a], boxes[TABLES, b], writes=True) for a, b in sorted(writes)]
            + [
                _line(boxes[TABLES, table], boxes[VIEWS, view], writes=False)
                for view, table in found.sources
                if (VIEWS, view) in boxes and (TABLES, table) in boxes
            ]
            + [_line(boxes[VIEWS, a], boxes[READERS, b], writes=False) for a, b in sorted(sees)]
        ),
        tuple(zip(LEFT, HEADS, strict=True)),
        LEFT[READERS] + WIDE[READERS] + 10,
        height,
    )


def _by_audience(view: str) -> tuple[str, str]:
    name, _, audience = view.rpartition("_for_")
    return audience, name


def _column(column: int, names: Sequence[str]) -> Boxes:
    return {(column, name): Box(name, column, GAP + ROW * n) for n, name in enumerate(names)}


def _spread(boxes: Boxes, column: int, height: float) -> Boxes:
    """Spread the few boxes of a column over the height of the drawing."""
    names = [name for at, name in boxes if at == column]
    step = (height - GAP) / max(len(names), 1)
    return {
        (column, name): Box(name, column, GAP + step * (n + 0.5)) for n, name in enumerate(names)
    }


def _line(start: Box, end: Box, *, writes: bool) -> Line:
    x, y, to_x, to_y = start.x + start.wide, start.y + HIGH / 2, end.x, end.y + HIGH / 2
    middle = (x + to_x) / 2
    return Line(f"M{x} {y:g} C{middle:g} {y:g} {middle:g} {to_y:g} {to_x} {to_y:g}", writes)
