"""Look for planted canaries in all that is answered and logged, as every role, on every route."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from geo.assurance import Finding, at_least, at_most
from geo.attacks import nearness
from geo.attacks.canaries import FAR, FAR_NAME, REF, Shape, hits
from geo.attacks.nearness import Place
from geo.logs import OURS, JsonLines
from webmap.attacks.forms import around, sent
from webmap.attacks.site import NOBODY, Site
from webmap.attacks.taking import taken
from webmap.base_map import BOUNDARIES, TILED

LAYERS = tuple(sorted({*BOUNDARIES, *TILED, "ranks", "lsoa", "episodes"}))  # the last two are none
KEPT_FROM = {
    # places that count may be shown to analysts, as they are; where children live to nobody
    "analyst": (False,),
    **dict.fromkeys(("officer", "board", "admin", NOBODY), (False, True)),
}

_REQUEST = re.compile(r'"request": "[0-9a-f]+"')


@dataclass
class Told:
    """What came back to a role that must not."""

    words: int = 0
    places: int = 0
    foreign: int = 0
    count: int = 0


def run(site: Site, shapes: Sequence[Shape], points: Sequence[Place]) -> list[Finding]:
    """Crawl, as every role; ``points``: many places of which the exact ones are kept from most."""
    told = {role: Told() for role in site.clients}
    left = forms = shown = 0
    with logged() as lines:
        for role in site.clients:
            answers = {each: said(site, role, each[1], each[0]) for each in paths(site, role)}
            files = files_of(site, role)
            left += len(files)
            _look(told[role], role, [*answers.items(), *files.items()], shapes, points)
            if role == "analyst":
                shown = len(points_told(answers.items(), [each for each in points if each.counts]))
        for role in site.clients:  # what is sent changes what there is, and so comes last
            sent = list(sent_by(site, role, shapes))
            forms += len(sent)
            _look(told[role], role, sent, shapes, points)
        log = as_text(lines)
        in_log = len(hits(log, shapes)) + len(nearness.told(log, points))
    asked = sum(each.count for each in told.values())
    tried = (
        f"{asked} answers as {len(site.clients)} roles: pages, layers, errors, headers, {forms} "
        f"forms with what they ask for, {left} files that left; a child's home, care setting, "
        "pseudonym and reference, a grading, notes of another council, names of a neighbour's "
        "register and of drivers"
    )
    return [
        at_most("canaries that came back", tried, sum(each.words for each in told.values()), 0),
        at_least("files that could be taken and looked into", "every form of a file", left, 1),
        at_least("lines of the server's log", f"{asked} answers, one line each", len(lines), asked),
        at_most("canaries in the server's log", f"{len(lines)} lines of log", in_log, 0),
        at_most(
            "places of episodes told to whom they are not for, as exact points or rounded ones",
            f"{len(points)} planted places, half of them children's homes: any two numbers of an "
            f"answer within {nearness.REACH_M:.0f} m of one, in degrees or metres of the grid",
            sum(each.places for each in told.values()),
            0,
        ),
        at_least(
            "places that count, found by the same search in what analysts are shown",
            "half of those places",
            shown,
            sum(each.counts for each in points),
        ),
        at_most(
            "foreign premises listed, drawn or named for an officer",
            "a premises of an authority far away, in every answer to an officer",
            told["officer"].foreign,
            0,
        ),
    ]


def _look(
    told: Told,
    role: str,
    answers: Sequence[tuple[tuple[str, str], str]],
    shapes: Sequence[Shape],
    points: Sequence[Place],
) -> None:
    kept = [point for point in points if point.counts in KEPT_FROM[role]]
    told.count += len(answers)
    told.places += len(points_told(answers, kept))
    for _, said_here in answers:
        told.words += len(hits(said_here, shapes, role))
        told.foreign += FAR_NAME in said_here or FAR in said_here


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


def sent_by(
    site: Site, role: str, shapes: Sequence[Shape]
) -> Iterator[tuple[tuple[str, str], str]]:
    """Return what every form that a role sends is answered with, without what it typed."""
    corners = around(*shapes[0]) if shapes else ""
    for path, fields, answer in sent(site, role, corners):
        whole = f"{answer.headers}{answer.text}"
        yield ("POST", path), whole.replace(corners, "") if fields else whole


def points_told(
    answers: Iterable[tuple[tuple[str, str], str]], points: Sequence[Place]
) -> list[int]:
    """Return which places the answers tell, to 100 m. Roads have bends where they have."""
    whole = "\n".join(
        {
            told
            for (_, path), told in answers
            if "roads" not in path and not path.startswith("/static/")
        }
    )
    return nearness.told(whole, points)


def as_text(lines: Iterable[str]) -> str:
    """Return lines of a log without the numbers of requests: chance may write any number there."""
    return _REQUEST.sub("", "\n".join(lines))


@contextmanager
def logged() -> Iterator[list[str]]:
    """Collect what a server that writes each request would log, written as it writes it."""
    lines: list[str] = []
    catching = logging.Handler()
    catching.setFormatter(JsonLines())
    catching.emit = lambda record: lines.append(catching.format(record))  # type: ignore[method-assign]
    of_ours = [logging.getLogger(name) for name in (*OURS, "webmap.request_log")]
    before = [each.level for each in of_ours]
    for each in of_ours:
        each.setLevel(logging.INFO)
    root = logging.getLogger()
    root.addHandler(catching)
    try:
        yield lines
    finally:
        root.removeHandler(catching)
        for each, level in zip(of_ours, before, strict=True):
            each.setLevel(level)
