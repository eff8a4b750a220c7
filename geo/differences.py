"""How two texts differ, word by word: what both have, what one has, what the other has."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A run of words; ``of`` is "both", "theirs" (in the newest alone) or "yours"."""

    of: str
    words: str


def differences(theirs: str, yours: str) -> list[Part]:
    """Return the parts of two texts in order; joined by side they are the texts again."""
    a, b = (re.findall(r"\S+\s*|\s+", text) for text in (theirs, yours))
    found: list[Part] = []
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Part("both", "".join(a[a1:a2])))
            continue
        if a2 > a1:
            found.append(Part("theirs", "".join(a[a1:a2])))
        if b2 > b1:
            found.append(Part("yours", "".join(b[b1:b2])))
    return found
