"""Where episodes are found to have led: town centres, parks and each child's own haunts."""

from itertools import accumulate

from .businesses import Business
from .children import Child
from .coast import Point
from .draw import Draw
from .institutions import Institution
from .map_points import MapPoint, metres
from .settlements import LORRIMOUTH, TOWNS

_OF_INSTITUTIONS_M, _OF_PLANTED_M = 120, 130
_CENTRE_M = 330
_WINDOW_DAYS = 90
_KIND_OF_BUSINESS = {
    "takeaway": "takeaway", "hotel": "hotel", "pub": "licensed", "bar": "licensed",
    "nightclub": "licensed", "restaurant": "licensed", "off_licence": "other",
}  # fmt: skip


class Haunts:
    """Draws the map points of counting places that nobody planted.

    In the null authority every map point is as likely as another, whatever stands near it, and
    none is drawn a third time within 90 days: no rule of three can find anything there. In the
    others a point is the likelier the nearer it is to the market place, as in any town.
    """

    def __init__(
        self,
        points: list[MapPoint],
        fixed: list[Institution],
        planted: list[Point],
        found: list[Business],
    ) -> None:
        free = [
            point for point in points
            if all(metres(point.at, other.at) > _OF_INSTITUTIONS_M for other in fixed)
            and all(metres(point.at, other) > _OF_PLANTED_M for other in planted)
        ]  # fmt: skip
        self.null = [point for point in free if point.authority == LORRIMOUTH]
        self._used: dict[Point, list[int]] = {}
        self._towns: dict[str, tuple[list[MapPoint], list[float]]] = {}
        for town in TOWNS:
            here = [point for point in free if point.place == town.name]
            self._towns[town.name] = here, list(accumulate(_weight(point) for point in here))
        self._country = [p for p in free if not p.place and p.authority != LORRIMOUTH]
        self._kinds = {point.at: _kinds(point, found) for point in free}
        self._is_country = {point.at for point in free if not point.place}

    def usual(self) -> list[Point]:
        """Points outside the null authority, each as often as it is visited."""
        found = []
        for town in TOWNS:
            points, _ = self._towns[town.name]
            if town.authority != LORRIMOUTH:
                found += [p.at for p in points for _ in range(round(20 * _weight(p)))]
        return found

    def point(self, child: Child, day: int, draw: Draw) -> Point:
        """Where a counting place of a child's episode falls."""
        if child.haunts and draw.chance(0.3):
            return draw.pick(child.haunts)
        town = child.town
        if draw.chance(0.22):
            town = draw.weighted([t.name for t in TOWNS], [t.addresses for t in TOWNS])
        if any(t.name == town and t.authority == LORRIMOUTH for t in TOWNS):
            return self._null_point(day, draw)
        if draw.chance(0.07):
            return draw.pick(self._country).at
        points, totals = self._towns[town]
        return points[draw.along(totals)].at

    def kind(self, at: Point, draw: Draw) -> str:
        """What kind of place the record says it was."""
        return draw.pick(self._kinds[at])

    def is_country(self, at: Point) -> bool:
        """Whether it lies outside every settlement."""
        return at in self._is_country

    def may_recur(self, at: Point, day: int) -> bool:
        """Note a visit to a point of the null authority, unless it would be the third."""
        days = self._used.setdefault(at, [])
        if sum(abs(other - day) < _WINDOW_DAYS for other in days) >= 2:
            return False
        days.append(day)
        return True

    def _null_point(self, day: int, draw: Draw) -> Point:
        while True:
            at = draw.pick(self.null).at
            if self.may_recur(at, day):
                return at


def _weight(point: MapPoint) -> float:
    draws = 3.0 if point.kind != "street" else 1.0
    return draws * (0.04 + 1 / (1 + (point.centre_m / _CENTRE_M) ** 2))


def _kinds(point: MapPoint, found: list[Business]) -> list[str]:
    """The kinds that a place at a point may be of: what stands near it, and the street itself."""
    if point.kind != "street":
        return [point.kind, point.kind, "other"]
    near = [
        _KIND_OF_BUSINESS[business.kind]
        for business in found
        if business.kind in _KIND_OF_BUSINESS and metres(business.at, point.at) < 90
    ]
    return ["other", "unknown", "vehicle", "open_space", *near]
