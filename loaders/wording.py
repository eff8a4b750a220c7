"""Words that a back office ran together, taken apart: LIC_PERS, InForce, LA2003_Personal."""

from __future__ import annotations

import re

_JOINED = re.compile(r"_+|(?<=[a-z])(?=[A-Z])")


def words_apart(text: str) -> str:
    """Return a text with spaces for underlines, and before a capital inside a word."""
    return _JOINED.sub(" ", text)
