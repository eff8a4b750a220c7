"""The map by itself: all premises of who asks, what is flagged, a search, and steps of time.

Officers step through published quarters, analysts through any days. Words of a search are posted,
and so are in no address, no history and no log of a proxy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template, request, url_for

from geo import released, released_map
from webmap import kind_groups, layers, map_time, quarters, wording
from webmap.access import signed_in
from webmap.audience import Audience
from webmap.base_map import review_map
from webmap.connection import current_connection
from webmap.freshness import today
from webmap.looking import saw
from webmap.narrowing import LONGEST_WORDS
from webmap.review_map import ReviewMap
from webmap.wording import Row

bp = Blueprint("map_page", __name__)

FEWEST_LETTERS = 2
OFFICER_BANDS = ((3, 5), (6, 10), (11, 20), (21, None))
MISSING_BANDS = ((1, 5), *OFFICER_BANDS[1:])  # as released.missing_square_for_analyst


@bp.get("/map")
def whole() -> str:
    """Show the map. Raises: NotFoundError for a quarter that is not published."""
    shown = about(request.args.to_dict())
    saw(sum(shown["kinds"].values()), shown["terms"])
    return page(shown)


@bp.post("/map/search")
def search() -> str:
    """Show the map with the premises that words find, by name, postcode or licence number."""
    shown = about(request.form.to_dict())
    typed = "".join(each for each in request.form.get("words", "") if each.isprintable())
    words = " ".join(typed.split())[:LONGEST_WORDS]
    rows: Sequence[Row] = ()
    total = 0
    if len(words) >= FEWEST_LETTERS:
        rows, total = released_map.found(current_connection(), _audience(), words)
    saw(total, {"words": words})
    return page(shown, words=words, found=rows, total=total, too_short=len(words) < FEWEST_LETTERS)


def about(given: dict[str, str]) -> dict[str, Any]:
    """Return what the map of who asks is about: a quarter for officers, days for analysts."""
    connection = current_connection()
    kinds = released_map.kinds(connection, _audience())
    if _audience() is Audience.OFFICER:
        return {"kinds": kinds, **_of_quarter(given.get("quarter"))}
    run = released.standing_run(connection)
    newest = (run["data_to"] if run else None) or today()
    days = map_time.asked_days(given, newest)
    counts = released.flag_counts(connection, run["run_id"]) if run else ()
    bands = sorted({row["band_m"] for row in counts})
    return {
        "kinds": kinds,
        "run": run,
        "apart": wording.apart(run, run) if run else "",
        "removed": wording.removed(run) if run else "",
        "days": days,
        "newest": newest,
        "earliest": newest - map_time.BACK,
        "bands": bands,
        "hotspots": released_map.hotspot_run(connection),
        "terms": days.query,
    }


def page(shown: dict[str, Any], **more: Any) -> str:
    """Return the page of the map about a quarter or days, and what was found."""
    officer = _audience() is Audience.OFFICER
    return render_template(
        "whole_map.html",
        officer=officer,
        groups=kind_groups.groups(shown["kinds"]),
        kind_words=kind_groups.kind_words(),
        premises=sum(shown["kinds"].values()),
        map=_map(shown).parts(),
        premises_url=premises_url(shown),
        map_time=map_time,
        officer_bands=OFFICER_BANDS,
        missing_bands=MISSING_BANDS,
        **shown,
        **more,
    )


def premises_url(shown: dict[str, Any]) -> str:
    """Return the address of a premises' page, with a number of nothing in place of its own."""
    nothing = "00000000-0000-0000-0000-000000000000"
    if _audience() is Audience.OFFICER:
        quarter = shown["asked"].name if shown["asked"] else None
        return url_for("visit_premises.premises", premises_id=nothing, quarter=quarter)
    run = shown["run"]["run_id"] if shown["run"] else None
    return url_for("premises.premises", premises_id=nothing, run=run)


def _of_quarter(name: str | None) -> dict[str, Any]:
    connection = current_connection()
    name = name or quarters.newest(connection)
    if name is None:
        return {"asked": None, "bands": (), "terms": {}}
    asked = quarters.asked(connection, name)
    return {"asked": asked, "bands": asked.row["flag_bands_m"] or (), "terms": {"quarter": name}}


def _map(shown: dict[str, Any]) -> ReviewMap:
    drawn = review_map("Map of premises")
    if _audience() is Audience.OFFICER:
        if shown["asked"]:
            quarter = shown["asked"].name
            layers.cells(url_for("visits.cells_layer", quarter=quarter)).add_to(drawn)
            layers.flagged_premises(url_for("visits.premises_layer", quarter=quarter)).add_to(drawn)
    else:
        query = shown["days"].query
        layers.missing_squares(url_for("map_points.missing_layer", **query)).add_to(drawn)
        if shown["hotspots"]:
            layers.hotspots(url_for("map_points.hotspots_layer")).add_to(drawn)
        layers.places_of_episodes(url_for("map_points.places_layer", **query)).add_to(drawn)
        if shown["run"]:
            run_id = shown["run"]["run_id"]
            layers.repeat_locations(url_for("flags.locations_layer", run_id=run_id)).add_to(drawn)
            layers.flagged_premises(url_for("flags.premises_layer", run_id=run_id)).add_to(drawn)
    first = url_for("tiles.premises", zoom=0, column=0, row=0)
    layers.all_premises(first).add_to(drawn)
    return drawn


def _audience() -> Audience:
    who = signed_in()
    assert who is not None, "access lets nobody unknown in"
    return who.audience
