"""The analyst's commands of where episodes crowd, and in whose company: hotspots, colocation."""

from __future__ import annotations

from typing import Any

import click

from geo.analysis_answers import answer
from geo.analysis_options import (
    PERIOD,
    SEED,
    NumberRange,
    grid_options,
    output_options,
    window_options,
)
from geo.asking_terms import children_or_off, scheduler_option

METHODS = (
    *("overview", "grid", "hexagon", "kde", "dual-kde", "gi", "moran", "dbscan", "st-dbscan"),
    *("emerging", "location-quotient", "by-area"),
)
DENOMINATOR = click.Choice(("addresses", "premises"))
AREAS = click.Choice(("ward", "lsoa", "authority"))


@click.command()
@click.option("--method", type=click.Choice(METHODS), default="overview", show_default=True)
@window_options
@grid_options
@PERIOD
@click.option(
    "--false-discovery",
    type=NumberRange(0.001, 0.2),
    default=0.05,
    show_default=True,
    help="What share of false hotspots is borne.",
)
@click.option(
    "--denominator",
    type=DENOMINATOR,
    default="addresses",
    show_default=True,
    help="dual-kde, location-quotient: what events are set against.",
)
@click.option(
    "--least-km2",
    type=NumberRange(0.1),
    default=100.0,
    show_default=True,
    help="dual-kde: where there are fewer to divide by, nothing is said.",
)
@click.option(
    "--reach-m",
    type=NumberRange(1, 5000),
    default=150.0,
    show_default=True,
    help="dbscan, st-dbscan: how near a neighbour is.",
)
@click.option(
    "--reach-days",
    type=click.IntRange(0, 366),
    default=28,
    show_default=True,
    help="st-dbscan: how near in days.",
)
@click.option(
    "--least",
    type=click.IntRange(2, 1000),
    default=5,
    show_default=True,
    help="dbscan, st-dbscan: how many neighbours make a core, itself among them.",
)
@click.option(
    "--areas",
    type=AREAS,
    default="ward",
    show_default=True,
    help="location-quotient, by-area: the newest boundaries of this kind.",
)
@click.option(
    "--every",
    type=click.Choice(("month", "quarter", "year")),
    default="quarter",
    show_default=True,
    help="by-area: how long the periods are that are counted apart.",
)
@click.option("--keep", is_flag=True, help="Keep the hotspots, for the analysts' map.")
@scheduler_option
@output_options
@click.pass_context  # fmt: skip
def hotspots(context: click.Context, /, method: str, scheduler: str | None, **given: Any) -> None:
    """Find where episodes crowd: by cell, density, cluster or area, and beyond chance."""
    if given["keep"] and method != METHODS[0]:
        raise click.UsageError(f"--keep is of --method {METHODS[0]}, found {method}: leave one out")
    terms = {"method": method, **_of_method(context, method, given)}
    answer("hotspots", {**terms, "scheduler": scheduler})


@click.command()
@click.option("--kind", required=True, help="A kind of premises, such as takeaway.")
@window_options
@click.option(
    "--min-episodes", "minimum_episodes", type=click.IntRange(1), default=3, show_default=True
)
@click.option(
    "--min-children",
    "minimum_children",
    callback=children_or_off,
    default="2",
    show_default=True,
    help="'off' (or 0) for data without pseudonyms.",
)
@click.option("--merge-m", type=NumberRange(0, 1000), default=50.0, show_default=True)
@click.option(
    "--neighbours",
    type=click.IntRange(1, 100),
    default=10,
    show_default=True,
    help="How many of the nearest premises are looked at.",
)
@click.option("--false-discovery", type=NumberRange(0.001, 0.2), default=0.1, show_default=True)
@click.option("--shuffles", type=click.IntRange(19, 99_999), default=9999, show_default=True)
@SEED
@output_options  # fmt: skip
def colocation(**given: Any) -> None:
    """Ask whether a kind of premises lies by repeat locations more than premises of all kinds."""
    answer("colocation", given)


def _of_method(context: click.Context, method: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return the terms that a method takes. Raises: UsageError for one that was given in vain."""
    from click.core import ParameterSource

    from geo.hotspots import TERMS

    every = {name for names in TERMS.values() for name in names}
    taken = TERMS[method]
    vain = [
        name
        for name in sorted(every - {*taken})
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    ]
    if vain:
        words = ", ".join(f"--{name.replace('_', '-')}" for name in vain)
        raise click.UsageError(f"--method {method} has no use for {words}: leave it out")
    return {name: value for name, value in given.items() if name in taken or name not in every}
