"""Is this incoming premises one that is held? By number, by exact name, else by likeness near by.

The first two settle it. Likeness only proposes: two shops of a chain are alike, and a person
decides. An Rtree index grows as premises are read, which one that is fixed once built cannot.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from rtree.index import Index

ALIKE = 0.75
WITHIN_M = 100.0
# of one premises: a person looks at each, and a register of one name in one street is a square of
# its rows otherwise, an hour's work for a file of a megabyte
MOST_COMPARED, MOST_ALIKE = 500, 10
NAMESPACE = UUID("6e696768-746a-6172-8000-000000000001")

_FILLER = re.compile(r"\b(the|ltd|limited|plc|llp|co|and|at)\b")


def name_key(name: str) -> str:
    """Return a name without accents, case, punctuation and the words that come and go."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = _FILLER.sub(" ", re.sub(r"[^a-z0-9 ]", "", plain.replace("&", " and ")))
    return re.sub(r"\s+", "", words) or re.sub(r"[^a-z0-9]", "", plain)


@dataclass(frozen=True)
class Known:
    """What matching needs to know of a premises."""

    premises_id: UUID
    key: str
    postcode: str | None
    point: tuple[float, float] | None


@dataclass(frozen=True)
class Proposal:
    """Two premises that may be one, and why it seems so."""

    first: UUID
    second: UUID
    reason: str
    likeness: float
    apart_m: float | None


class Neighbourhood:
    """Premises by place and by postcode, growing as they are added."""

    def __init__(self) -> None:
        self._index = Index()
        self._known: list[Known] = []
        self._by_postcode: dict[str, list[Known]] = {}

    def add(self, known: Known) -> None:
        """Make a premises one that later ones are compared with."""
        if known.point is not None:
            self._index.insert(len(self._known), (*known.point, *known.point))
        self._known.append(known)
        if known.postcode:
            self._by_postcode.setdefault(known.postcode, []).append(known)

    def alike(self, incoming: Known) -> Iterator[Proposal]:
        """Yield a proposal for each premises near by, or of the same postcode, of a like name.

        At most ``MOST_ALIKE`` of them, of the first ``MOST_COMPARED`` that are near.
        """
        seen: set[UUID] = set()
        proposed = 0
        for other in islice(self._near(incoming), MOST_COMPARED):
            if proposed == MOST_ALIKE:
                return
            if other.premises_id == incoming.premises_id or other.premises_id in seen:
                continue
            seen.add(other.premises_id)
            likeness = _likeness(incoming.key, other.key)
            if likeness < ALIKE:
                continue
            apart = _apart(incoming, other)
            same = incoming.postcode is not None and incoming.postcode == other.postcode
            reason = "like name, same postcode" if same else "like name, near by"
            first, second = sorted((incoming.premises_id, other.premises_id))
            proposed += 1
            yield Proposal(first, second, reason, round(likeness, 3), apart)

    def _near(self, incoming: Known) -> Iterator[Known]:
        if incoming.point is not None:
            x, y = incoming.point
            box = (x - WITHIN_M, y - WITHIN_M, x + WITHIN_M, y + WITHIN_M)
            yield from (self._known[place] for place in self._index.intersection(box))
        if incoming.postcode:
            yield from self._by_postcode.get(incoming.postcode, ())


def _likeness(first: str, second: str) -> float:
    if first == second:
        return 1.0
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    # two cheap upper bounds spare the full comparison of names that are nothing like
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def _apart(first: Known, second: Known) -> float | None:
    if first.point is None or second.point is None:
        return None
    (x1, y1), (x2, y2) = first.point, second.point
    return round(float(((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5), 1)
