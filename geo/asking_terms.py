"""The terms of a question as commands take them, and how they are settled and told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.command import say
from geo.partly_deleted import PARTLY_DELETED

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from geo.question import Question

DAY = click.DateTime(["%Y-%m-%d"])
scheduler_option = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Let the workers of a dask scheduler do the work: tls://HOST:PORT. The same answer.",
)


def question_terms(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that both commands share."""
    for option in reversed(
        (
            click.option("--as-at", type=DAY, help="The last day that is counted."),
            click.option("--from", "begins", type=DAY, help="The first day that is counted."),
            click.option("--to", "ends", type=DAY, help="The last day that is counted."),
            click.option("--window-days", type=int, help="How many days are counted."),
            click.option("--rule", default="standard", show_default=True, help="A stored rule."),
            click.option("--min-episodes", "minimum_episodes", type=int),
            click.option(
                "--min-children",
                "minimum_children",
                callback=children_or_off,
                help="'off' (or 0) for data without pseudonyms: such an answer is never released.",
            ),
            click.option("--merge-m", type=float, help="0: only equal points are one place."),
            click.option("--only", multiple=True, help="Column=value, such as 'Category=missing'."),
            click.option(
                "--output",
                type=click.Path(dir_okay=False, path_type=Path),
                help="Write the answer to a .csv, .geojson, .gpkg or .xlsx file.",
            ),
            click.option(
                "--exact/--masked",
                "exact",
                default=None,
                help="Write each point, day and distance, for a stated purpose and not for "
                "passing on; or 250 m squares and bands, as is done if neither is said.",
            ),
        )
    ):
        command = option(command)
    return command


def settled(connection: Connection, terms: dict[str, Any]) -> Question:
    """Settle the terms: a rule's, and what was set by hand. Raises: click.UsageError."""
    from geo import question
    from geo.errors import QuestionError

    as_at, window_days = window(connection, terms)
    try:
        only = question.only_where(column_values(terms["only"]))
        by_rule = question.by_rule(connection, terms["rule"], as_at)
        names = ("minimum_episodes", "minimum_children", "merge_m", "radius_m", "kinds")
        given = {name: terms.get(name) for name in names}
        only, unknown = question.as_held(connection, only)
        asked = question.settle(
            by_rule, {**given, "window_days": window_days, "only": only or None}
        )
    except QuestionError as error:
        raise click.UsageError(str(error)) from error
    for sentence in unknown:
        say(f"note: {sentence}")
    if question.partly_deleted(connection, asked.begins, asked.as_at):
        say(f"note: {PARTLY_DELETED}")
    return asked


def window(connection: Connection, terms: dict[str, Any]) -> tuple[dt.date, int | None]:
    """Return the last day and how many days are counted, if it was said. Raises: UsageError."""
    from geo import question

    begins, ends = terms["begins"], terms["ends"] or terms["as_at"]
    if terms["ends"] and terms["as_at"]:
        raise click.UsageError("--as-at and --to say the same thing: give one of them")
    if begins and terms["window_days"] is not None:
        raise click.UsageError("--from and --window-days say the same thing: give one of them")
    if ends is None:
        horizon = question.data_horizon(connection)
        if horizon is None:
            raise click.UsageError("give --as-at or --to: no episodes are held to tell the day by")
        as_at = horizon
    else:
        as_at = ends.date()
    if begins is None:
        return as_at, terms["window_days"]
    days = (as_at - begins.date()).days + 1
    if days < 1:
        raise click.UsageError("--from must not be after --to")
    return as_at, days


def described(asked: Question) -> dict[str, Any]:
    """Return the terms of a question as plain values, for JSON."""
    return {
        "from": asked.begins,
        "to": asked.as_at,
        "window_days": asked.window_days,
        "minimum_episodes": asked.minimum_episodes,
        "minimum_children": asked.minimum_children,
        "merge_m": asked.merge_m,
        "radius_m": asked.radius_m,
        "kinds": list(asked.kinds) if asked.kinds else None,
        "only": dict(asked.only),
        "rule": asked.rule,
        "releasable": asked.minimum_children >= 2,
    }


def as_filter(asked: Question) -> dict[str, Any]:
    """Return the terms of a question as the record of audit keeps them."""
    return {name: value for name, value in described(asked).items() if value is not None}


def publisher() -> Any:
    """Return a transaction of the login that asks, on a database that is at this release."""
    from geo.database import PUBLISHER
    from geo.settings import Settings
    from geo.upgrade import ready_engine

    return ready_engine(Settings.from_environment(), PUBLISHER).begin()


def column_values(given: Sequence[str]) -> dict[str, str]:
    """Return the conditions of --only by column. Raises: click.UsageError."""
    found = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"--only must be Column=value, found {each!r}")
        if name.strip() in found:
            raise click.UsageError(f"--only can ask of {name.strip()!r} once, found it twice")
        found[name.strip()] = value.strip()
    return found


def children_or_off(_: click.Context, __: click.Parameter, value: str | None) -> int | None:
    """Read --min-children: a number, or "off" (0) to switch that rule off by name."""
    if value is None:
        return None
    if value.lower() == "off":
        return 0
    if not value.isdecimal():
        raise click.BadParameter(f"must be a whole number or 'off', found {value!r}")
    return int(value)
