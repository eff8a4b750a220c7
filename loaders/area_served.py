"""The area that a supplier serves, by the authorities of its episodes: no place lies outside it."""

from __future__ import annotations

from loaders.episode_numbers import MapPoints
from loaders.episode_rows import Episodes


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

    @property
    def unchecked(self) -> str:
        """Why places were not checked against an area, empty if they were."""
        if self._points.area:
            return ""
        if not self._served:
            return "no authority is named: places were not checked against an area"
        return (
            "no boundary of the supplier's authorities is loaded: places were not checked against "
            "its area"
        )


def named_authorities(rows: Episodes) -> frozenset[str]:
    """Return the authorities that a batch names."""
    return frozenset(code for code in rows.coded["authority"].used() if code)
