"""Rows of children who were erased: turned away, so that no delivery brings a child back."""

from __future__ import annotations

import numpy as np

from geo.marks import Erased
from loaders import arrays
from loaders.arrays import Mask, Strings
from loaders.episode_rows import Episodes, Places
from loaders.numbering import NumberMap, first_of_each, hash_rows
from loaders.staging import text_bytes

COLUMN, REASON = "child_pid", "erased_before"


class TurnedAway:
    """Marks the rows of erased children as faults; each pseudonym of a load is asked of once."""

    def __init__(self, erased: Erased) -> None:
        self._erased = erased
        self._known = NumberMap()  # a pseudonym's hash: 1 if the child was erased, else 0
        self._episode_refs: set[str] = set()

    def episodes(self, rows: Episodes) -> None:
        """Turn away the episodes of erased children."""
        if not self._erased or rows.child_refs is None:
            return
        bad = self._of_erased(rows.child_refs)
        if bad.any():
            rows.faults.add(bad, COLUMN, REASON)
            self._episode_refs.update(arrays.take(rows.refs, bad).to_pylist())

    def places(self, rows: Places) -> None:
        """Turn away the places of episodes that were turned away."""
        if self._episode_refs:
            bad = [ref in self._episode_refs for ref in rows.refs.to_pylist()]
            rows.faults.add(np.array(bad, bool), "episode_id", REASON)

    def _of_erased(self, refs: Strings) -> Mask:
        keys = hash_rows(*text_bytes(refs))
        found = self._known.find(keys)[:, 0]
        if (unmet := found == -1).any():
            rows = np.flatnonzero(unmet)
            first, group = first_of_each(keys[rows])
            words = refs.take(arrays.whole(rows[first])).to_pylist()
            told = np.array(self._erased.among([word or "" for word in words]), np.int64)
            self._known.add(keys[rows[first]], told)
            found[rows] = told[group]
        erased: Mask = found == 1
        return erased
