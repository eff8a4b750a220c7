"""The area that a supplier serves, by the authorities of its episodes: no place lies outside it."""

from __future__ import annotations

from sqlalchemy import Connection

from geo.database import query
from loaders.episode_numbers import MapPoints
from loaders.episode_rows import Episodes

MOST_NAMED = 5


class ServesMore(Exception):
    """A batch named authorities that places before it were turned away without."""

    def __init__(self, authorities: frozenset[str]) -> None:
        """Tell which authorities were named so far."""
        super().__init__()
        self.authorities = authorities


class AreaServed:
    """The authorities that are named while a load goes on, and what their area is checked by."""

    def __init__(self, points: MapPoints, expected: frozenset[str]) -> None:
        """``expected``: authorities that are known to be named before a row is read."""
        self._points, self._expected = points, expected
        self._served: frozenset[str] | None = None

    @property
    def authorities(self) -> frozenset[str]:
        """The authorities that were named so far."""
        return self._served or self._expected

    def widen(self, named: frozenset[str]) -> None:
        """Widen the area by the authorities that a batch is of. Raises: ServesMore."""
        if self._served is not None and named <= self._served:
            return
        self._served = (self._served or self._expected) | named
        if self._points.serve(sorted(self._served)) and self._points.turned_away:
            raise ServesMore(self._served)

    def unchecked(self, connection: Connection) -> str:
        """Say what places were not checked against, and why; empty if there is nothing to say."""
        if not self._points.area:
            if not self._served:
                return "no authority is named: places were not checked against an area"
            return (
                "no boundary of the supplier's authorities is loaded: places were not checked "
                "against its area"
            )
        if not self._points.turned_away:
            return ""
        found = connection.scalars(
            query("authorities_without_area"), {"authorities": sorted(self.authorities)}
        ).all()
        if not found:
            return ""
        more = [f"{len(found) - MOST_NAMED} more"] if len(found) > MOST_NAMED else []
        # what is turned away for want of a boundary may be where it should be
        return (
            "places outside the area were turned away, and no boundary is loaded of authorities "
            f"that rows name: {', '.join([*found[:MOST_NAMED], *more])}; if places are theirs, "
            "take this load back (nightjar loads undo), load those boundaries, and load the file "
            "again"
        )


def named_authorities(rows: Episodes) -> frozenset[str]:
    """Return the authorities that a batch names."""
    return frozenset(code for code in rows.coded["authority"].used() if code)
