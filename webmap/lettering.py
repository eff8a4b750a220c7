"""Letters and lines on a page of PDF, each of them marked as a piece of the tree of tags.

Made by fpdf2. The type is DejaVu Sans Condensed, a part of which is embedded; a character that it
has not is drawn as an empty box.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from typing import Any

FAMILY = "DejaVu"
FONTS = {"": "DejaVuSansCondensed.ttf", "B": "DejaVuSansCondensed-Bold.ttf"}
MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # of all files: when it was made is not said in it
QUIET = (0x50, 0x5A, 0x5F)


@dataclass(frozen=True)
class Type:
    """How text is set: its size in points and whether it is bold."""

    size: float
    bold: bool = False
    quiet: bool = False


class Lettering:
    """Sets text on a document; ``dry``: it is measured, and nothing is drawn. Points throughout."""

    def __init__(self, document: Any, *, dry: bool) -> None:
        self._pdf, self._dry = document, dry
        self._drawable = {
            style: set(document.fonts[f"{FAMILY.lower()}{style}"].cmap) for style in FONTS
        }

    @contextmanager
    def tagged(self, kind: str, alt: str | None = None) -> Iterator[None]:
        """What is drawn meanwhile is an element of a kind, as those who hear the page need it."""
        if self._dry:
            yield
            return
        self._pdf.struct_builder.begin(kind, self._pdf.page, alt)
        yield
        self._pdf.struct_builder.end()

    @contextmanager
    def drawn(self) -> Iterator[None]:
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

    def wrapped(self, text: str, width: float, kind: Type) -> list[str]:
        """Break a text into lines of a width in points; a word that is longer is broken too."""
        lines = [""]
        for word in self._able(text, kind).split():
            joined = f"{lines[-1]} {word}".strip()
            if self.width(joined, kind) <= width:
                lines[-1] = joined
                continue
            lines.append("")
            for letter in word:
                if lines[-1] and self.width(lines[-1] + letter, kind) > width:
                    lines.append("")
                lines[-1] += letter
        return [line for line in lines if line] or [""]

    def _able(self, text: str, kind: Type) -> str:
        """Return a text with a box for each character that the type has not."""
        drawable = self._drawable["B" if kind.bold else ""]
        return "".join(
            each if ord(each) in drawable and each.isprintable() else " " if each.isspace() else "□"
            for each in text
        )

    def width(self, text: str, kind: Type) -> float:
        """Return how wide a text is."""
        self._set(kind)
        return float(self._pdf.get_string_width(text))

    def _set(self, kind: Type) -> None:
        self._pdf.set_font(FAMILY, "B" if kind.bold else "", kind.size)
        self._pdf.set_text_color(*(QUIET if kind.quiet else (0x0B, 0x0C, 0x0C)))

    def line(self, text: str, x: float, baseline: float, kind: Type) -> None:
        """Write a line from a point on."""
        if not self._dry:
            self._set(kind)
            with self.drawn():
                self._pdf.text(x, baseline, self._able(text, kind))

    def aligned(self, text: str, x: float, baseline: float, kind: Type, share: float) -> None:
        """Write a line of which a share lies left of the point: 1.0 ends there."""
        self.line(text, x - share * self.width(self._able(text, kind), kind), baseline, kind)

    def rule(self, y: float, start: float, end: float, width: float) -> None:
        """Draw a line across."""
        if self._dry:
            return
        self._pdf.set_draw_color(0x50, 0x5A, 0x5F)
        self._pdf.set_line_width(width)
        with self.drawn():  # between the elements: nothing to be read
            self._pdf.line(start, y, end, y)


def document(title: str) -> Any:
    """Return an empty A4 document of a title, without a clock and with a tree of tags."""
    from fpdf import FPDF
    from fpdf.prefs import ViewerPreferences

    from webmap.tagging import Tree

    made: Any = FPDF(format="A4", unit="pt")
    made.set_auto_page_break(False)
    made.set_margin(0)
    made.set_creation_date(MADE)
    made.set_producer("Nightjar")
    made.set_title(title)
    made.set_lang("en-GB")
    made.struct_builder = Tree()
    made.viewer_preferences = ViewerPreferences(display_doc_title=True)
    folder = resources.files("webmap") / "static" / "vendor" / "dejavu-fonts-2.37"
    for style, file in FONTS.items():
        with resources.as_file(folder / file) as path:
            made.add_font(FAMILY, style, path)
    return made
