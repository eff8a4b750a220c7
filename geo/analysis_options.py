"""The options that the analyst's commands share: days, cells, where an answer goes."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from geo.asking_terms import DAY
from geo.ceiling import answering_under
from geo.command import answering, json_option
from geo.console import purpose_options


class NumberRange(click.FloatRange):
    """A range of numbers, in which what is no number ("nan") does not lie.

    Every comparison with it is false, so that it passes for neither too small nor too large.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number. Raises: click.BadParameter."""
        found = super().convert(value, param, ctx)
        if math.isnan(found):
            self.fail(f"must be a number, found {value}", param, ctx)
        return found


CELLS = click.Choice(("100", "250", "500", "1000"))


def window_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say which episodes are counted, and where the answer goes."""
    for option in reversed(
        (
            click.option("--as-at", type=DAY, help="The last day that is counted."),
            click.option("--from", "begins", type=DAY, help="The first day that is counted."),
            click.option("--to", "ends", type=DAY, help="The last day that is counted."),
            click.option("--window-days", type=click.IntRange(1, 36_600), help="How many days."),
        )
    ):
        command = option(command)
    return command


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of where an answer goes and what for; faults become sentences."""
    for option in reversed(
        (
            click.option("--only", multiple=True, help="Column=value, such as 'Category=missing'."),
            click.option(
                "--output",
                type=click.Path(dir_okay=False, path_type=Path),
                help="Write a .csv, .geojson, .gpkg, .xlsx, .svg or .png, a manifest beside it.",
            ),
            purpose_options,
            json_option,
        )
    ):
        command = option(command)
    return answering(answering_under(command))


def grid_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of cells, their neighbours and the kernel."""
    for option in reversed(
        (
            click.option("--cell-m", type=CELLS, default="250", show_default=True),
            click.option("--reach-cells", type=click.IntRange(1, 5), default=1, show_default=True),
            click.option("--bandwidth-m", type=NumberRange(1, 5000), default=300.0,
                         show_default=True),
            click.option("--kernel", type=click.Choice(("quartic", "gaussian")), default="quartic",
                         show_default=True),
        )
    ):  # fmt: skip
        command = option(command)
    return command


SHUFFLES = click.option("--shuffles", type=click.IntRange(19, 9999), default=999, show_default=True)
SEED = click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
PERIOD = click.option("--period-days", type=click.IntRange(1, 366), default=28, show_default=True)
