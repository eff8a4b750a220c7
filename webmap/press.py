"""Blocks on A4 as PDF, and a page of it as a picture: the same blocks, the same bytes.

Made by fpdf2, which is Python alone: no library of the system is asked for, so that it works where
nothing may be installed. No clock, no name of who made it and no number by chance is in the file.
"""

from __future__ import annotations

import io
from typing import Any

from geo.drawing import Drawing
from webmap.ink import draw
from webmap.lettering import FAMILY, Lettering, Type, document
from webmap.paper import (
    Beside,
    Block,
    Cell,
    Figure,
    Heading,
    Legend,
    Points,
    Said,
    Sheet,
    Table,
    Turn,
)

WIDTH, HEIGHT = 595.28, 841.89  # A4 in points
LEFT, TOP, BOTTOM = 34.0, 28.0, 22.0
SCALES = (1.0, 0.95, 0.9)  # tried in order until one page holds the whole
SMALLEST = 8.0  # points: nothing is set smaller, whatever has to go on a page
PICTURE_DPI = 150


def pdf(sheet: Sheet) -> bytes:
    """Return a sheet as PDF; one that must be of one page is set smaller until it is.

    What does not come on one page in type that can be read is turned over where it says so; what
    not even both sides hold is set on several pages, one column below the other.
    """
    made = document(sheet.name)
    scale, turned, stacked = 1.0, False, not sheet.one_page
    if sheet.one_page:
        turns = (False, True) if any(isinstance(each, Turn) for each in sheet.blocks) else (False,)
        ways = ((each, turn) for turn in turns for each in SCALES)
        fitting = (way for way in ways if _Press(sheet, made, way[0], turned=way[1], dry=True).fits)
        found = next(fitting, None)
        scale, turned, stacked = (*found, False) if found else (0.9, False, True)
    _Press(sheet, made, scale, turned=turned, stacked=stacked)
    return bytes(made.output())


def png(of: bytes) -> bytes:
    """Return a PDF as a picture at 150 dots to the inch, its pages one below the other."""
    import pypdfium2
    from PIL import Image

    opened = pypdfium2.PdfDocument(of)
    pages = [page.render(scale=PICTURE_DPI / 72).to_pil().convert("RGB") for page in opened]
    opened.close()
    whole = Image.new("RGB", (pages[0].width, sum(each.height for each in pages)))
    low = 0
    for each in pages:
        whole.paste(each, (0, low))
        low += each.height
    written = io.BytesIO()
    whole.save(written, "PNG")
    return written.getvalue()


class _Press(Lettering):
    """One setting of a sheet; ``y`` is where the next block begins."""

    def __init__(
        self,
        sheet: Sheet,
        made: Any,
        scale: float,
        *,
        dry: bool = False,
        turned: bool = False,
        stacked: bool = False,
    ) -> None:
        super().__init__(made, dry=dry)
        self._sheet, self._scale, self._stacked = sheet, scale, stacked
        self._turned, self._fitted = turned, True
        self._y = 0.0
        self._new_page()
        with self.tagged("H1"):
            self._say(sheet.title, LEFT, WIDTH - 2 * LEFT, self._type(15, bold=True), after=4)
        for block in sheet.blocks:
            self._block(block, LEFT, WIDTH - 2 * LEFT)
        if not dry:
            self._mark()

    @property
    def fits(self) -> bool:
        """Whether all of it is on one page, or on each side of one, when it was measured."""
        return self._fitted and self._y <= HEIGHT - BOTTOM - 8

    def _new_page(self) -> None:
        if not self._dry:
            self._pdf.add_page()
        self._y = TOP + 14

    def _room(self, height: float) -> None:
        """Begin another page unless there is room for so many points."""
        if not self._stacked:
            return
        if self._y + height > HEIGHT - BOTTOM - 8 and self._y > TOP + 20:
            self._new_page()

    def _mark(self) -> None:
        """Write the marks on every page, above and below, and which page it is."""
        pages = int(self._pdf.page)
        left, middle, right = self._sheet.marks
        for number in range(1, pages + 1):
            self._pdf.page = number
            for y in (TOP, HEIGHT - BOTTOM + 8):
                self.line(left, LEFT, y, Type(8, bold=True))
                self.aligned(middle, WIDTH / 2, y, Type(8), 0.5)
                page = f"{right}, page {number} of {pages}"
                self.aligned(page, WIDTH - LEFT, y, Type(8), 1.0)
            self.rule(TOP + 4, LEFT, WIDTH - LEFT, 0.8)

    def _type(self, size: float, *, bold: bool = False, quiet: bool = False) -> Type:
        """Return type of a size, set smaller with the sheet but never under what can be read."""
        return Type(max(size * self._scale, SMALLEST), bold=bold, quiet=quiet)

    def _block(self, block: Block, x: float, width: float) -> None:
        if isinstance(block, Heading):
            kind = self._type(11.5 if block.level == 2 else 9.5, bold=True)
            self._room(kind.size + 30)
            self._y += 4 * self._scale
            with self.tagged(f"H{block.level}"):
                self._say(block.text, x, width, kind, after=2)
        elif isinstance(block, Said):
            size = {"answer": 12.0, "small": 8.0}.get(block.style, 9.0)
            text = f"{block.strong} {block.text}".strip()
            with self.tagged("P"):
                kind = self._type(size, bold=block.style == "answer")
                self._say(text, x, width, kind, after=2.5)
        elif isinstance(block, Points):
            self._points(block, x, width)
        elif isinstance(block, Table):
            self._table(block, x, width)
        elif isinstance(block, Figure):
            self._figure(block.drawing, x, width * block.width)
        elif isinstance(block, Legend):
            self._legend(block, x, width)
        elif isinstance(block, Turn):
            if self._turned:
                self._fitted = self.fits
                self._new_page()
        else:
            self._beside(block, x, width)

    def _points(self, block: Points, x: float, width: float) -> None:
        kind = self._type(8.5)
        with self.tagged("L"):
            for item in block.items:
                self._room(18)
                with self.tagged("LI"):
                    with self.tagged("Lbl"):
                        self.line("•", x, self._y + kind.size, kind)
                    with self.tagged("LBody"):
                        self._say(item, x + 8, width - 8, kind, after=1.5)
        self._y += 2

    def _beside(self, block: Beside, x: float, width: float) -> None:
        if self._stacked:
            for each in (*block.left, *block.right):
                self._block(each, x, width)
            return
        gap, top = 16.0, self._y
        left = (width - gap) * block.share
        for each in block.left:
            self._block(each, x, left)
        low, self._y = self._y, top
        for each in block.right:
            self._block(each, x + left + gap, width - gap - left)
        self._y = max(low, self._y)

    def _figure(self, drawing: Drawing, x: float, width: float) -> None:
        high = drawing.height * width / drawing.width
        self._room(high)
        if not self._dry:
            with self.tagged("Figure", drawing.label), self.drawn():
                draw(self._pdf, drawing, x, self._y, width / drawing.width, FAMILY)
        self._y += high + 3

    def _legend(self, block: Legend, x: float, width: float) -> None:
        kind, at = self._type(8.0), x
        for drawing, words in block.entries:
            long = drawing.width * 0.8 + 4 + self.width(words, kind) + 10
            if at > x and at + long > x + width:
                at, self._y = x, self._y + 11 * self._scale
            if not self._dry:
                with self.drawn():
                    draw(self._pdf, drawing, at, self._y, 0.8 * self._scale, FAMILY)
            low = self._y + kind.size
            with self.tagged("P"):
                self.line(words, at + drawing.width * 0.8 + 4, low, kind)
            at += long
        self._y += 13 * self._scale

    def _table(self, block: Table, x: float, width: float) -> None:
        whole = sum(block.widths)
        wide = [width * each / whole for each in block.widths]
        with self.tagged("Table"):
            if block.caption:
                with self.tagged("Caption"):
                    self._say(block.caption, x, width, self._type(8, quiet=True), after=1.5)
            below = 0
            for number, row in enumerate(block.head):
                # a heading over two rows leaves its place in the second one free
                left = sum(wide[:below])
                self._row(row, x, wide[below if number else 0 :], shift=left, head=True)
                below = next((n for n, one in enumerate(row) if one.rows == 1), 0)
            for row in block.body[: block.on_paper]:
                self._row(row, x, wide, headed=block.headed)
        self._y += 3
        if block.on_paper is not None and len(block.body) > block.on_paper:
            with self.tagged("P"):
                self._say(block.beyond, x, width, self._type(8), after=2)

    def _row(
        self,
        row: tuple[Cell, ...],
        x: float,
        wide: list[float],
        *,
        shift: float = 0,
        head: bool = False,
        headed: int = 0,
    ) -> None:
        size = self._type(8.5).size
        cells, place = [], 0
        for one in row:
            across = sum(wide[place : place + one.columns])
            text = f"{one.text} {one.strong}".strip()
            kind = Type(size, bold=head or one.bold or bool(one.strong), quiet=one.quiet)
            cells.append((one, across, kind, self.wrapped(text, across - 4, kind)))
            place += one.columns
        high = max(len(lines) for *_, lines in cells) * size * 1.25 + 2
        self._room(high)
        at, end = x + shift, x + shift + sum(wide)
        with self.tagged("TR"):
            for place, (one, across, kind, lines) in enumerate(cells):
                with self.tagged("TH" if head or place == headed else "TD"):
                    for number, line in enumerate(lines):
                        low = self._y + size * (1 + 1.25 * number)
                        if one.number:
                            self.aligned(line, at + across - 6, low, kind, 1.0)
                        else:
                            self.line(line, at, low, kind)
                at += across
        self._y += high
        self.rule(self._y - 0.6, x + shift, end, 0.6 if head else 0.3)
        self._y += 1

    def _say(self, text: str, x: float, width: float, kind: Type, *, after: float) -> None:
        for line in self.wrapped(text, width, kind):
            self._room(kind.size)
            self.line(line, x, self._y + kind.size, kind)
            self._y += kind.size * 1.28
        self._y += after * self._scale
