"""What a taxi licence's status means: of a driver or an operator, a suspension is a sanction."""

from __future__ import annotations

import re

from loaders import meaning

# a licence that has ended was not only suspended, whichever came first
_ENDED = frozenset({"revoked", "surrendered", "expired"})
# what a cell of a date may say in its place
TOLD_BY_A_DATE = frozenset({*_ENDED, "suspended", "withdrawn", "lapsed", "refused"})
_SUSPENDED = re.compile(r"\bsuspen\w*|wedi'i hatal|\bataliwyd|^\W*susp?\W*$", re.IGNORECASE)
_NO_LONGER = re.compile(
    r"\b(not|never|un)\W?suspend|\b(lifted|removed|ended|overturned|quashed|reinstated)\b",
    re.IGNORECASE,
)


def status(stated: str | None) -> str:
    """Return what a status word means."""
    said = stated or ""
    if not _SUSPENDED.search(said):
        return meaning.status(stated)
    if _NO_LONGER.search(said):
        return "unknown"  # in force, or ended since: the words do not tell
    rest = meaning.status(_SUSPENDED.sub(" ", said))
    return rest if rest in _ENDED else "suspended"
