"""What may leave by a page, as frames and rows: by the rules of each audience, no row too many.

The database holds the rules (``held.export_rule``) and refuses what they do not allow; they are
asked for here so that nothing is offered, or gathered, that would be refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Connection

from geo import masking, released_officer, released_outcomes, searching
from geo.database import query
from geo.errors import QuestionError
from geo.frames import frame, whole_numbers
from geo.policy import Band
from geo.released import Filters

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

VISITS = (
    *("quarter", "name", "kind", "address", "postcode", "within_m", "areas", "episodes"),
    *("part_of_day", "area_m", "still_in_business", "still_in_place"),
)

FEEDBACK = (
    *("quarter", "premises_id", "name", "kind", "authority", "authority_name", "listed"),
    *("within_m", "verdict", "reason", "said_on", "visited_on", "outcome"),
)


@dataclass(frozen=True)
class Rule:
    """A format that something may be taken in, whether exactly, and with how many rows."""

    format: str
    exact: bool
    most_rows: int


def rules(connection: Connection, what: str) -> list[Rule]:
    """Return how whoever asks may take something; none if they may not."""
    rows = connection.execute(query("export_rules"), {"object": what})
    return [Rule(row.format, row.exact, row.most_rows) for row in rows]


def flags(
    connection: Connection, run_id: UUID, filters: Filters, rule: Rule, *, exact: bool
) -> GeoDataFrame:
    """Return the flags of a run: each pair with its distance, or from 250 m squares in bands.

    CRS: EPSG:27700. Raises: QuestionError for more rows than the rule allows.
    """
    values = {"run_id": run_id, **asdict(filters), "at_most": rule.most_rows + 1}
    if filters.words is not None:
        values["words"] = searching.pattern(filters.words)
    found = frame(connection, "exact_flags" if exact else "masked_flags", values)
    check_rows(len(found), rule)
    return whole_numbers(found) if exact else masking.flags(found.drop(columns="near_by"))


def locations(connection: Connection, run_id: UUID, rule: Rule, *, exact: bool) -> GeoDataFrame:
    """Return the repeat locations of a run: their points, or the 250 m squares they lie in.

    CRS: EPSG:27700. Raises: QuestionError for more rows than the rule allows.
    """
    values = {"run_id": run_id, "at_most": rule.most_rows + 1}
    found = frame(connection, "exact_locations" if exact else "masked_locations", values)
    check_rows(len(found), rule)
    return found if exact else masking.locations(found)


def visits(
    connection: Connection, quarter: str, filters: Filters, rule: Rule
) -> list[tuple[Any, ...]]:
    """Return an officer's visits as rows of ``VISITS``, in the order of the list.

    How near is a band measured from the middle of an area; episodes are the nearest area's band.
    Raises: QuestionError for more rows than the rule allows.
    """
    listed, _ = released_officer.flags(connection, quarter, filters, rule.most_rows + 1)
    check_rows(len(listed), rule)
    return [
        (
            *(quarter, each.name, each.kind, each.address, each.postcode),
            *(each.reasons[0].within_m, len(each.reasons), _band(each.reasons[0].episodes)),
            *(each.reasons[0].part_of_day, each.reasons[0].level_m),
            *("yes" if each.in_business else "no", "yes" if each.in_place else "no"),
        )
        for each in listed
    ]


def areas(connection: Connection, quarter: str, rule: Rule) -> GeoDataFrame:
    """Return the published areas of an officer's authority, with their bands.

    CRS: EPSG:27700, from the shapes that the map draws. Raises: QuestionError for too many rows.
    """
    import geopandas

    features: Sequence[Any] = released_officer.cell_features(connection, quarter)["features"]
    check_rows(len(features), rule)
    names = ("is_rest", "level_m", "episodes", "part_of_day")
    rows = []
    for each in features:
        said = each["properties"]
        told = {
            "quarter": quarter,
            **{name: said[name] for name in names},
            "episodes": _band(Band(said["band_from"], said["band_to"])),
        }
        rows.append({"geometry": each["geometry"], "properties": told})
    columns = ["geometry", "quarter", *names]
    made = geopandas.GeoDataFrame.from_features(rows, crs=4326, columns=columns)
    return made.to_crs(27700).rename_geometry("geom")


def feedback(connection: Connection, quarter: str, rule: Rule) -> list[tuple[Any, ...]]:
    """Return what was said and found of premises as rows of ``FEEDBACK``, without what was written.

    Raises: QuestionError for more rows than the rule allows.
    """
    found = released_outcomes.of_quarter(connection, quarter)
    check_rows(len(found), rule)
    return [
        (
            *(quarter, str(each["premises_id"]), each["name"], each["kind"], each["authority"]),
            *(each["authority_name"], "yes" if each["is_listed"] else "no", each["within_m"]),
            *(each["verdict"], each["reason"]),
            each["said_at"].date() if each["verdict"] and each["said_at"] else None,
            *(each["visited_on"], each["outcome"]),
        )
        for each in found
    ]


def _band(episodes: Band) -> str:
    """Write a band in words: a spreadsheet takes 3-5 for a day in May."""
    if episodes.band_to is None:
        return f"{episodes.band_from} or more"
    return f"{episodes.band_from} to {episodes.band_to}"


def check_rows(rows: int, rule: Rule) -> None:
    """Refuse more rows than a rule allows. Raises: QuestionError."""
    if rows > rule.most_rows:
        raise QuestionError(
            f"a file that leaves by a page must have at most {rule.most_rows:,} rows, and this one "
            "has more: narrow it by a filter, or ask for it at the command line"
        )
