"""The structure of a PDF, for those who have it read aloud: headings, paragraphs, tables, figures.

fpdf2 tags figures and links alone, all on one level. This is its tree with elements inside others,
as the Portable Document Format has it (ISO 32000-1, 14.7 and 14.8): each piece of what is drawn
belongs to the element that is open, and what belongs to none is an artifact that is not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fpdf.structure_tree import StructElem, StructureTreeBuilder


class Tree(StructureTreeBuilder):
    """A tree of elements; while it grows every element hangs on the document, for their pages."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[StructElem] = []
        self._pieces: dict[int, int] = {}

    def begin(self, kind: str, page: int, alt: str | None = None) -> None:
        """Open an element within the one that is open: H1, P, Table, TR, TD, L, LI, Figure."""
        parent = self._open[-1] if self._open else self.doc_struct_elem
        self._open.append(self._made(kind, page, parent, alt))

    def end(self) -> None:
        """Close the element that was opened last."""
        self._open.pop()

    def piece(self, page: int) -> tuple[str, int, int] | None:
        """Return the kind, number and page's key of a piece that is drawn; None for an artifact.

        An element that goes on over the end of a page goes on as another of its kind.
        """
        if not self._open:
            return None
        element = self._open[-1]
        if element.page_number() != page:
            element = self._made(element.s.removeprefix("/"), page, element.p, None)
            self._open[-1] = element
        number = self._pieces.get(page, 0)
        self._pieces[page] = number + 1
        key = self.spid_per_page_number.setdefault(page, len(self.spid_per_page_number))
        element.k.append(number)
        self.struct_tree_root.parent_tree.nums[key].append(element)
        return element.s, number, key

    def __iter__(self) -> Iterator[Any]:
        """Yield every object, the root first; by now each element knows its page."""
        every = list(self.doc_struct_elem.k)
        self.doc_struct_elem.k[:] = [each for each in every if each.p is self.doc_struct_elem]
        yield self.struct_tree_root
        yield self.doc_struct_elem
        yield self.struct_tree_root.parent_tree
        yield from every

    def _made(self, kind: str, page: int, parent: Any, alt: str | None) -> StructElem:
        made = StructElem(f"/{kind}", parent=parent, kids=[], page_number=page, alt=alt)
        if parent is not self.doc_struct_elem:
            parent.k.append(made)
        self.doc_struct_elem.k.append(made)
        return made
