"""Look for planted canaries in all that is answered and logged, as every role, on every route."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Row

from geo.assurance import Finding, at_least, at_most
from geo.attacks.canaries import FAR, FAR_NAME, REF, Shape, hits
from webmap.attacks.site import Site
from webmap.attacks.taking import taken

Point = Row[tuple[float, float, int, int]]  # in degrees, and in metres of the grid
LAYERS = ("authority", "ward", "force", "land", "ranks", "roads", "lsoa", "episodes")
POINTS_KEPT_FROM = ("officer", "board", "admin")
PAIR = re.compile(r"(-?\d+\.\d{4,}),\s*(-?\d+\.\d{4,})")


def run(site: Site, shapes: Sequence[Shape], points: Sequence[Point]) -> list[Finding]:
    """Crawl, as every role; ``points``: exact points of repeat locations, which few may see."""
    asked, left, found, told, foreign = 0, 0, 0, 0, 0
    with _log() as logged:
        for role in site.clients:
            answers = {each: said(site, role, each[1], each[0]) for each in paths(site, role)}
            files = files_of(site, role)
            left += len(files)
            answers |= files
            asked += len(answers)
            found += sum(len(hits(each, shapes, role)) for each in answers.values())
            if role in POINTS_KEPT_FROM:
                told += len(points_told(answers, points))
            if role == "officer":
                foreign = sum(FAR_NAME in each or FAR in each for each in answers.values())
        in_log = len(hits("\n".join(logged), shapes))
    tried = (
        f"{asked} answers as {len(site.clients)} roles: pages, layers, errors, headers, {left} "
        "files that left; a child's home, care setting, pseudonym and reference, a grading, notes "
        "of another council, names of a neighbour's register and of drivers"
    )
    return [
        at_most("canaries that came back", tried, found, 0),
        at_least("files that could be taken and looked into", "every form of a file", left, 1),
        at_most("canaries in the server's log", f"{len(logged)} lines of log", in_log, 0),
        at_most(
            "exact points of repeat locations told to officers, board or administrator",
            f"{len(points)} points, in degrees and metres of the grid",
            told,
            0,
        ),
        at_most(
            "foreign premises listed, drawn or named for an officer",
            "a premises of an authority far away, in every answer to an officer",
            foreign,
            0,
        ),
    ]


def paths(site: Site, role: str) -> list[tuple[str, str]]:
    """Return what a role asks: every route, every unknown one, all that it met, and layers."""
    asked = {
        (address.method, path)
        for address in site.addresses
        for path in (address.path, address.unknown)
        if path and (address.method, path) != ("POST", "/sign-out")
    }
    asked |= {("GET", path) for path in site.met[role]}
    asked |= {("GET", f"/base/{layer}.geojson") for layer in LAYERS}
    asked |= {
        ("GET", f"{address.path}?words={REF}&page=0&run=x&on=x")
        for address in site.addresses
        if address.method == "GET" and (role != "analyst" or not address.is_for(role))
    }
    return sorted(asked)


def files_of(site: Site, role: str) -> dict[tuple[str, str], str]:
    """Return what is written in every file that a role can take, with its headers."""
    return {
        ("POST", path): f"{answer.headers}{answer.text}"
        for path, answer in taken(site, role)
        if answer.status == 200
    }


def said(site: Site, role: str, path: str, method: str = "GET") -> str:
    """Return all that is answered, without what whoever asked had typed into a field."""
    answer = site.ask(role, path, method)
    whole = f"{answer.headers}{answer.text}".replace(f"words={REF}", "")
    return whole.replace(f'value="{REF}"', "").replace(f"“{REF}”", "")


def points_told(answers: Mapping[tuple[str, str], str], points: Sequence[Point]) -> list[Point]:
    """Return the exact points that answers tell, to a metre. Roads have bends where they have."""
    whole = "".join(
        told
        for (_, path), told in answers.items()
        if "roads" not in path and not path.startswith("/static/")
    )
    pairs = {(round(float(x), 5), round(float(y), 5)) for x, y in PAIR.findall(whole)}
    return [
        point
        for point in points
        if (round(point.longitude, 5), round(point.latitude, 5)) in pairs
        or re.search(rf"\b{point.easting}\b.{{0,40}}\b{point.northing}\b", whole)
    ]


@contextmanager
def _log() -> Iterator[list[str]]:
    """Collect whatever this process logs."""
    lines: list[str] = []
    catching = logging.Handler()
    catching.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    root = logging.getLogger()
    root.addHandler(catching)
    try:
        yield lines
    finally:
        root.removeHandler(catching)
