"""The layouts that episodes arrive in, and the names of their columns.

Nightjar's own inbound contract comes as one file or as two, of episodes and of their places; the
SSDA903 Missing table has no places; street-level police files stand in for episodes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from geo.errors import SourceError
from loaders.identifying import NAMED
from loaders.repeating import NO_HEADER, ONE_COLUMN, are_names, looks_like_a_value, shown
from loaders.table import key

EPISODE = {
    "episode_ref": ("episode_id", "episode_ref", "episode_reference", "episode"),
    "child_ref": ("child_pid", "child_ref", "child_id", "child_pseudonym", "pseudonym"),
    "supplier": ("supplier",),
    "authority": ("authority_code", "authority", "placing_authority", "placing_authority_code"),
    "host_authority": ("host_authority_code", "host_authority"),
    "age_band": ("age_band",),
    "sex": ("sex", "gender"),
    "category": ("category",),
    "risk": ("risk", "risk_level"),
    "started": ("start", "started_at", "start_at", "started"),
    "ended": ("end", "ended_at", "end_at", "ended"),
    "time_quality": ("time_quality",),
    "placement_type": ("placement_type",),
    "cse_concern": ("cse_concern",),
    "trafficking_indicator": ("trafficking_indicator", "trafficking"),
    "return_interview_offered": ("rhi_offered", "return_interview_offered"),
    "return_interview_at": ("rhi_completed_at", "return_interview_at"),
    "supplier_class": ("supplier_class",),
}
PLACE = {
    "role": ("role", "place_role", "location_role", "role_of_place"),
    "easting": ("easting", "x"),
    "northing": ("northing", "y"),
    "longitude": ("longitude", "lon", "long"),
    "latitude": ("latitude", "lat"),
    "crs": ("crs", "srid", "epsg"),
    "precision_m": ("precision_m", "precision"),
    "place_kind": (
        *("place_kind", "kind", "kind_of_place", "place_type", "type_of_place"),
        *("location_kind", "location_type", "type_of_location", "venue_type", "venue_kind"),
    ),
    "source_kind": ("source_kind", "source"),
    "confidence": ("confidence",),
    "grading": ("grading", "grade"),
}
CONTRACT = EPISODE | PLACE

SSDA903: dict[str, tuple[str, ...]] = {
    "child_ref": ("CHILD",),
    "category": ("MISSING",),
    "started": ("MIS_START",),
    "ended": ("MIS_END",),
    "authority": ("LA",),
    "year": ("YEAR",),
    "age_band": ("AGE_BAND",),
}

STREET: dict[str, tuple[str, ...]] = {
    "crime_id": ("Crime ID",),
    "month": ("Month",),
    "reported_by": ("Reported by",),
    "falls_within": ("Falls within",),
    "longitude": ("Longitude",),
    "latitude": ("Latitude",),
    "location": ("Location",),
    "lsoa_code": ("LSOA code",),
    "lsoa_name": ("LSOA name",),
    "crime_type": ("Crime type",),
    "outcome": ("Last outcome category",),
    "context": ("Context",),
}

FEWEST_KNOWN = 2  # names in a header; one alone, Missing, is a value as well
NEEDED = {
    "episodes": ("episode_ref", "started"),
    "places": ("episode_ref", "role"),
    "ssda903": ("child_ref", "category", "started"),
    "street": ("month", "longitude", "latitude", "crime_type"),
}


def names(layout: str) -> dict[str, tuple[str, ...]]:
    """Return the names that a layout's columns go by."""
    if layout == "ssda903":
        return SSDA903
    return STREET if layout == "street" else CONTRACT


def recognise(header: Sequence[str], file: str) -> str:
    """Return which layout a header is of: episodes, places, ssda903 or street.

    A file of the contract with both episodes and places is ``episodes``. Raises: SourceError
    naming what is missing.
    """
    present = {key(each) for each in header}
    if _has(present, "street") and not present & _OF_CONTRACT:
        return "street"
    if _has(present, "ssda903"):
        return "ssda903"
    if _has(present, "episodes"):
        return "episodes"
    if _has(present, "places") and not present & _OF_EPISODES:
        return "places"
    lacks_some = [each for each in NEEDED if _lacking(present, each)]
    nearest = min(lacks_some, key=lambda each: (len(_lacking(present, each)), each))
    lacking = " and ".join(repr(names(nearest)[each][0]) for each in _lacking(present, nearest))
    raise SourceError(
        f"{file} must be a file of episodes and has no column {lacking}: {_said(header)}. "
        "docs/files.md lists the layouts that are read."
    )


def _said(header: Sequence[str]) -> str:
    if len(header) == 1:
        return ONE_COLUMN
    if not is_header(header):
        return NO_HEADER
    return f"its header is {', '.join(shown(header, every_name())[:12])}"


@cache
def every_name() -> frozenset[str]:
    """Return the key of each name that a column of any layout has."""
    return frozenset(key(alias) for layout in NEEDED for alias in knows(layout))


_OURS = {
    key(alias): ours
    for layout in (STREET, SSDA903, CONTRACT)
    for ours, aliases in layout.items()
    for alias in aliases
}


def as_called(columns: Mapping[str, str], name: str) -> str:
    """Return a column's name in a file, by a name that it has in its layout.

    ``columns``: the file's own names by ours. What the file has not keeps its name.
    """
    ours = _OURS.get(key(name), name)
    # degrees may stand in the columns of metres
    instead = {"longitude": "easting", "latitude": "northing"}.get(ours, ours)
    return columns.get(ours) or columns.get(instead) or name


# what the contract says of an episode and never of a place
_OF_EPISODES = frozenset(
    key(name) for ours in ("category", "ended", "risk") for name in EPISODE[ours]
)
# what says of a row that it is no crime, however many columns of crimes stand beside it: read as
# one, it would have the role and the kind of a street and not its own
_OF_CONTRACT = frozenset(
    key(name)
    for ours in ("episode_ref", "child_ref", "role", "place_kind")
    for name in CONTRACT[ours]
)


def is_header(cells: Sequence[str]) -> bool:
    """Whether a first line can be a header: one that holds values is an episode already."""
    telling = {
        key(cell)
        for cell in cells
        if not looks_like_a_value(cell) and any(form.search(key(cell)) for form, _ in NAMED)
    }
    return are_names(cells, every_name() | telling, FEWEST_KNOWN)


def _lacking(present: Collection[str], layout: str) -> list[str]:
    known = names(layout)
    return [
        each for each in NEEDED[layout] if not {key(alias) for alias in known[each]} & set(present)
    ]


def _has(present: Collection[str], layout: str) -> bool:
    return not _lacking(present, layout)


def knows(layout: str) -> list[str]:
    """Return every name that a layout's columns may have without being looked at further."""
    return [alias for aliases in names(layout).values() for alias in aliases]
