"""Blocks on A4 as PDF, and a page of it as a picture: the same blocks, the same bytes.

Made by fpdf2, which is Python alone: no library of the system is asked for, so that it works where
nothing may be installed. The type is DejaVu Sans Condensed, a part of which is embedded: it draws
Welsh and most other letters; a character that it has not is drawn as an empty box. No clock, no
name of who made it and no number by chance is in the file.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from typing import Any

from geo.drawing import Drawing
from webmap.ink import draw
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
FAMILY = "DejaVu"
FONTS = {"": "DejaVuSansCondensed.ttf", "B": "DejaVuSansCondensed-Bold.ttf"}
MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # of all files: when it was made is not said in it
SCALES = (1.0, 0.95, 0.9)  # tried in order until one page holds the whole
SMALLEST = 8.0  # points: nothing is set smaller, whatever has to go on a page
PICTURE_DPI = 150
QUIET = (0x50, 0x5A, 0x5F)


def pdf(sheet: Sheet) -> bytes:
    """Return a sheet as PDF; one that must be of one page is set smaller until it is.

    What does not come on one page in type that can be read is turned over where it says so; what
    not even both sides hold is set on several pages, one column below the other.
    """
    document = _document(sheet)
    scale, turned, stacked = 1.0, False, not sheet.one_page
    if sheet.one_page:
        turns = (False, True) if any(isinstance(each, Turn) for each in sheet.blocks) else (False,)
        ways = ((each, turn) for turn in turns for each in SCALES)
        fitting = (
            way for way in ways if _Press(sheet, document, way[0], turned=way[1], dry=True).fits
        )
        found = next(fitting, None)
        scale, turned, stacked = (*found, False) if found else (0.9, False, True)
    _Press(sheet, document, scale, turned=turned, stacked=stacked)
    return bytes(document.output())


def png(of: bytes) -> bytes:
    """Return a PDF as a picture at 150 dots to the inch, its pages one below the other."""
    import pypdfium2
    from PIL import Image

    document = pypdfium2.PdfDocument(of)
    pages = [page.render(scale=PICTURE_DPI / 72).to_pil().convert("RGB") for page in document]
    document.close()
    whole = Image.new("RGB", (pages[0].width, sum(each.height for each in pages)))
    low = 0
    for each in pages:
        whole.paste(each, (0, low))
        low += each.height
    written = io.BytesIO()
    whole.save(written, "PNG", optimize=True)
    return written.getvalue()


@dataclass(frozen=True)
class _Type:
    """How text is set: its size in points and whether it is bold."""

    size: float
    bold: bool = False
    quiet: bool = False


class _Press:
    """One setting of a sheet; ``y`` is where the next block begins."""

    def __init__(
        self,
        sheet: Sheet,
        document: Any,
        scale: float,
        *,
        dry: bool = False,
        turned: bool = False,
        stacked: bool = False,
    ) -> None:
        self._sheet, self._scale, self._pdf = sheet, scale, document
        self._dry, self._stacked = dry, stacked  # dry: measured, and nothing is drawn
        self._drawable = {
            style: set(document.fonts[f"{FAMILY.lower()}{style}"].cmap) for style in FONTS
        }
        self._turned, self._fitted = turned, True
        self._y = 0.0
        self._new_page()
        with self._tagged("H1"):
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
                self._line(left, LEFT, y, _Type(8, bold=True))
                self._aligned(middle, WIDTH / 2, y, _Type(8), 0.5)
                page = f"{right}, page {number} of {pages}"
                self._aligned(page, WIDTH - LEFT, y, _Type(8), 1.0)
            self._rule(TOP + 4, LEFT, WIDTH - LEFT, 0.8)

    @contextmanager
    def _tagged(self, kind: str, alt: str | None = None) -> Iterator[None]:
        """What is drawn meanwhile is an element of a kind, as those who hear the page need it."""
        if self._dry:
            yield
            return
        self._pdf.struct_builder.begin(kind, self._pdf.page, alt)
        yield
        self._pdf.struct_builder.end()

    @contextmanager
    def _drawn(self) -> Iterator[None]:
        """Mark what is drawn meanwhile as a piece of the open element, or as an artifact.

        fpdf2 has no other way to mark what is drawn than to write the operators.
        """
        found = self._pdf.struct_builder.piece(self._pdf.page)
        if found is None:
            self._pdf._out("/Artifact BMC")  # noqa: SLF001
        else:
            kind, number, key = found
            self._pdf.pages[self._pdf.page].struct_parents = key
            self._pdf._out(f"{kind} <</MCID {number}>> BDC")  # noqa: SLF001
        yield
        self._pdf._out("EMC")  # noqa: SLF001

    def _type(self, size: float, *, bold: bool = False, quiet: bool = False) -> _Type:
        """Return type of a size, set smaller with the sheet but never under what can be read."""
        return _Type(max(size * self._scale, SMALLEST), bold=bold, quiet=quiet)

    def _block(self, block: Block, x: float, width: float) -> None:
        if isinstance(block, Heading):
            kind = self._type(11.5 if block.level == 2 else 9.5, bold=True)
            self._room(kind.size + 30)
            self._y += 4 * self._scale
            with self._tagged(f"H{block.level}"):
                self._say(block.text, x, width, kind, after=2)
        elif isinstance(block, Said):
            size = {"answer": 12.0, "small": 8.0}.get(block.style, 9.0)
            text = f"{block.strong} {block.text}".strip()
            with self._tagged("P"):
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
        with self._tagged("L"):
            for item in block.items:
                self._room(18)
                with self._tagged("LI"):
                    with self._tagged("Lbl"):
                        self._line("•", x, self._y + kind.size, kind)
                    with self._tagged("LBody"):
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
            with self._tagged("Figure", drawing.label), self._drawn():
                draw(self._pdf, drawing, x, self._y, width / drawing.width, FAMILY)
        self._y += high + 3

    def _legend(self, block: Legend, x: float, width: float) -> None:
        kind, at = self._type(8.0), x
        for drawing, words in block.entries:
            long = drawing.width * 0.8 + 4 + self._width(words, kind) + 10
            if at > x and at + long > x + width:
                at, self._y = x, self._y + 11 * self._scale
            if not self._dry:
                with self._drawn():
                    draw(self._pdf, drawing, at, self._y, 0.8 * self._scale, FAMILY)
            low = self._y + kind.size
            with self._tagged("P"):
                self._line(words, at + drawing.width * 0.8 + 4, low, kind)
            at += long
        self._y += 13 * self._scale

    def _table(self, block: Table, x: float, width: float) -> None:
        whole = sum(block.widths)
        wide = [width * each / whole for each in block.widths]
        with self._tagged("Table"):
            if block.caption:
                with self._tagged("Caption"):
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
            with self._tagged("P"):
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
            kind = _Type(size, bold=head or one.bold or bool(one.strong), quiet=one.quiet)
            cells.append((one, across, kind, self._wrapped(text, across - 4, kind)))
            place += one.columns
        high = max(len(lines) for *_, lines in cells) * size * 1.25 + 2
        self._room(high)
        at, end = x + shift, x + shift + sum(wide)
        with self._tagged("TR"):
            for place, (one, across, kind, lines) in enumerate(cells):
                with self._tagged("TH" if head or place == headed else "TD"):
                    for number, line in enumerate(lines):
                        low = self._y + size * (1 + 1.25 * number)
                        if one.number:
                            self._aligned(line, at + across - 6, low, kind, 1.0)
                        else:
                            self._line(line, at, low, kind)
                at += across
        self._y += high
        self._rule(self._y - 0.6, x + shift, end, 0.6 if head else 0.3)
        self._y += 1

    def _say(self, text: str, x: float, width: float, kind: _Type, *, after: float) -> None:
        for line in self._wrapped(text, width, kind):
            self._room(kind.size)
            self._line(line, x, self._y + kind.size, kind)
            self._y += kind.size * 1.28
        self._y += after * self._scale

    def _wrapped(self, text: str, width: float, kind: _Type) -> list[str]:
        """Break a text into lines of a width in points; a word that is longer is broken too."""
        lines = [""]
        for word in self._able(text, kind).split():
            joined = f"{lines[-1]} {word}".strip()
            if self._width(joined, kind) <= width:
                lines[-1] = joined
                continue
            lines.append("")
            for letter in word:
                if lines[-1] and self._width(lines[-1] + letter, kind) > width:
                    lines.append("")
                lines[-1] += letter
        return [line for line in lines if line] or [""]

    def _able(self, text: str, kind: _Type) -> str:
        """Return a text with a box for each character that the type has not."""
        drawable = self._drawable["B" if kind.bold else ""]
        return "".join(
            each if ord(each) in drawable and each.isprintable() else " " if each.isspace() else "□"
            for each in text
        )

    def _width(self, text: str, kind: _Type) -> float:
        self._set(kind)
        return float(self._pdf.get_string_width(text))

    def _set(self, kind: _Type) -> None:
        self._pdf.set_font(FAMILY, "B" if kind.bold else "", kind.size)
        self._pdf.set_text_color(*(QUIET if kind.quiet else (0x0B, 0x0C, 0x0C)))

    def _line(self, text: str, x: float, baseline: float, kind: _Type) -> None:
        if not self._dry:
            self._set(kind)
            with self._drawn():
                self._pdf.text(x, baseline, self._able(text, kind))

    def _aligned(self, text: str, x: float, baseline: float, kind: _Type, share: float) -> None:
        self._line(text, x - share * self._width(self._able(text, kind), kind), baseline, kind)

    def _rule(self, y: float, start: float, end: float, width: float) -> None:
        if self._dry:
            return
        self._pdf.set_draw_color(0x50, 0x5A, 0x5F)
        self._pdf.set_line_width(width)
        with self._drawn():  # between the elements: nothing to be read
            self._pdf.line(start, y, end, y)


def _document(sheet: Sheet) -> Any:
    from fpdf import FPDF
    from fpdf.prefs import ViewerPreferences

    from webmap.tagging import Tree

    made: Any = FPDF(format="A4", unit="pt")
    made.set_auto_page_break(False)
    made.set_margin(0)
    made.set_creation_date(MADE)
    made.set_producer("Nightjar")
    made.set_title(sheet.name)
    made.set_lang("en-GB")
    made.struct_builder = Tree()
    made.viewer_preferences = ViewerPreferences(display_doc_title=True)
    folder = resources.files("webmap") / "static" / "vendor" / "dejavu-fonts-2.37"
    for style, file in FONTS.items():
        with resources.as_file(folder / file) as path:
            made.add_font(FAMILY, style, path)
    return made
