"""The analyst's commands: near-repeat, scan, evaluate, compare and rerun."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from geo.analysis_answers import answer, ask
from geo.analysis_options import (
    SEED,
    SHUFFLES,
    NumberRange,
    grid_options,
    output_options,
    window_options,
)
from geo.asking_terms import DAY, scheduler_option
from geo.ceiling import answering_under
from geo.command import answering, json_option, show_json
from geo.console import door, purpose_options


@click.command("near-repeat")
@window_options
@click.option(
    "--distance-m",
    "distances_m",
    type=click.IntRange(1, 2000),
    multiple=True,
    default=(100, 200, 400),
    show_default=True,
    help="Where bands end; repeat it.",
)
@click.option(
    "--days",
    "intervals_days",
    type=click.IntRange(1, 366),
    multiple=True,
    default=(7, 14, 28),
    show_default=True,
    help="Where bands end; repeat it.",
)
@SHUFFLES
@SEED
@scheduler_option
@output_options  # fmt: skip
def near_repeat(**given: Any) -> None:
    """Ask whether episodes follow episodes near them more than chance has it."""
    for name in ("distances_m", "intervals_days"):
        given[name] = sorted(set(given[name]))
    answer("near-repeat", given)


@click.command()
@window_options
@click.option(
    "--radius-m",
    "radii_m",
    type=click.IntRange(0, 5000),
    multiple=True,
    default=(100, 250, 500, 1000),
    show_default=True,
    help="Repeat it for several.",
)
@click.option("--longest-days", type=click.IntRange(1, 366), default=28, show_default=True)
@click.option("--period-days", type=click.IntRange(1, 366), default=7, show_default=True)
@SHUFFLES
@SEED
@scheduler_option
@output_options  # fmt: skip
def scan(**given: Any) -> None:
    """Find where and when more happened than the place's and the time's shares explain."""
    given["radii_m"] = sorted(set(given["radii_m"]))
    answer("scan", given)


@click.command()
@window_options
@click.option(
    "--later-days",
    type=click.IntRange(1, 3660),
    default=28,
    show_default=True,
    help="How many of the last days are kept to judge by.",
)
@click.option("--rounds", type=click.IntRange(1, 26), default=1, show_default=True,
              help="How many such spans of days, each before the other.")  # fmt: skip
@grid_options
@output_options
def evaluate(**given: Any) -> None:
    """Ask how well hotspots of some days foretold the days that followed (PAI and PEI)."""
    answer("evaluate", given)


@click.command()
@click.option("--changed-on", type=DAY, required=True, help="The first day of the change.")
@click.option(
    "--days",
    type=click.IntRange(1, 3660),
    default=90,
    show_default=True,
    help="How many days before, and as many from then on.",
)
@click.option("--target", required=True, metavar="E,N,RADIUS", help="Where something was done.")
@click.option("--control", required=True, metavar="E,N,RADIUS", help="A place like it.")
@click.option(
    "--ring-m",
    type=NumberRange(0, 5000),
    default=250.0,
    show_default=True,
    help="How wide the ring about each is; 0 for none.",
)
@output_options  # fmt: skip
def compare(**given: Any) -> None:
    """Ask whether it changed after a day, beside a control, and whether it moved next door."""
    for name in ("target", "control"):
        given[name] = _circle(name, given[name])
    changed = given["changed_on"].date()
    span = dt.timedelta(days=given["days"])
    if changed - dt.date.min < span or dt.date.max - changed < span:
        raise click.UsageError(
            f"the days before and after must be in the years 1 to 9999, found {changed}"
        )
    given["changed_on"] = changed.isoformat()
    answer("compare", given)


@click.command()
@click.argument("manifest", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@purpose_options
@json_option
@answering
@answering_under
def rerun(
    manifest: Path, purpose: str | None, case: str | None, reason: str | None, as_json: bool
) -> None:
    """Compute a result again from its manifest, and check that it comes out the same."""
    from geo import manifests
    from geo.analyses import ANALYSES
    from geo.errors import QuestionError

    made = manifests.read(manifest)
    if made["analysis"] not in ANALYSES:
        raise QuestionError(f"{manifest.name} is of an analysis that this release does not know")
    looks = door(purpose, case, reason, ask=not as_json)
    found = ask(looks, made["analysis"], made["terms"])
    again = manifests.digest(found.frame)
    same_data = found.data_sha256 == made["data_sha256"]
    same = again == made["result_sha256"]
    if as_json:
        show_json({"same_data": same_data, "same_result": same, "result_sha256": again})
    elif same:
        click.echo(f"the same: {again[:16]}")
    if not same:
        why = (
            "over the same data: the release or a library is another"
            if same_data
            else "and the data are not what they were: something was loaded or erased since"
        )
        raise QuestionError(f"the result does not come out the same, {why}")


def _circle(name: str, words: str) -> list[float]:
    parts = words.split(",")
    try:
        east, north, radius = (float(each) for each in parts)
    except ValueError:
        raise click.UsageError(
            f"--{name} must be easting, northing and radius in metres, such as "
            f"300000,410000,250; found {len(parts)} parts or no numbers"
        ) from None
    from geo.crs import on_grid

    if not on_grid(east, north) or not 1 <= radius <= 20_000:
        raise click.UsageError(f"--{name} must lie on the National Grid, its radius 1 to 20,000 m")
    return [east, north, radius]
