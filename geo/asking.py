"""The commands that ask: nightjar repeat-locations, and nightjar flag, which keeps the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.audit import Door, What
from geo.command import answering, json_option, say, show_json, show_table
from geo.console import door, purpose_options

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from sqlalchemy import Connection

    from geo.exports import Exported
    from geo.question import Question

DAY = click.DateTime(["%Y-%m-%d"])


def _children(_: click.Context, __: click.Parameter, value: str | None) -> int | None:
    """Read --min-children: a number, or "off" (0) to switch that rule off by name."""
    if value is None:
        return None
    if value.lower() == "off":
        return 0
    if not value.isdecimal():
        raise click.BadParameter(f"must be a whole number or 'off', found {value!r}")
    return int(value)


def _terms(command: Callable[..., Any]) -> Callable[..., Any]:
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
                callback=_children,
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
                "--masked",
                is_flag=True,
                help="Write 250 m squares and bands, for passing on.",
            ),
        )
    ):
        command = option(command)
    return command


@click.command("repeat-locations")
@_terms
@purpose_options
@json_option
@answering
def repeat_locations(
    output: Path | None,
    masked: bool,
    purpose: str | None,
    case: str | None,
    reason: str | None,
    as_json: bool,
    **terms: Any,
) -> None:
    """Find the places where episodes recur."""
    from geo import exports, masking, question

    _check_output(output, masked=masked)
    looks = door(purpose, case, reason, ask=output is None and not as_json)
    with _connection() as connection:
        asked = _question(connection, terms)
        what = What("nightjar repeat-locations", "repeat_locations", filter=_filter(asked))
        with looks.consulting(what) as seen:
            found = question.repeat_locations(connection, asked)
            horizon = question.data_horizon(connection)
            seen.rows = len(found)
    exported = None
    if output is not None:
        shown = masking.locations(found) if masked else found
        days = (asked.begins, asked.as_at)
        exported = exports.export(looks, shown, output, what, masked=masked, covers=days)
    summary = {
        "locations": len(found),
        "episodes": int(found["episodes"].sum()),
        **_described(asked),
        "data_to": horizon,
        **({"output": exported.describe()} if exported else {}),
    }
    if as_json:
        show_json(summary)
        return
    _show_locations(found)
    click.echo(
        f"{len(found):,} repeat locations with {summary['episodes']:,} episodes, "
        f"{asked.begins:%-d %B %Y} to {asked.as_at:%-d %B %Y}"
    )
    _caution(asked, horizon)
    _say_exported(exported)


@click.command()
@_terms
@click.option("--radius-m", type=float, help="How near a premises is near.")
@click.option("--kind", "kind", help="Kinds of premises, separated by commas; all if not given.")
@purpose_options
@json_option
@answering
def flag(
    output: Path | None,
    masked: bool,
    purpose: str | None,
    case: str | None,
    reason: str | None,
    as_json: bool,
    kind: str | None,
    **terms: Any,
) -> None:
    """Flag the premises near places where episodes recur, and keep the answer."""
    from geo import flags, saturation, unusual

    _check_output(output, masked=masked)
    if kind is not None:
        terms["kinds"] = tuple(each.strip() for each in kind.split(",") if each.strip())
    looks = door(purpose, case, reason)
    with _connection() as connection:
        asked = _question(connection, terms)
        run = flags.raise_flags(connection, asked)
    exported = _export_flags(looks, asked, output, masked=masked) if output is not None else None
    summary = {
        **run.describe(),
        **_described(asked),
        **({"output": exported.describe()} if exported else {}),
    }
    if as_json:
        show_json(summary)
        return
    show_table(
        ("authority", "premises flagged"), [(name, n) for name, n in run.by_authority.items()]
    )
    facts = run.facts
    again = " (raised before: nothing was changed)" if run.already_raised else ""
    click.echo(
        f"{facts['premises']:,} premises near {facts['repeat_locations_with_premises']:,} of "
        f"{facts['repeat_locations']:,} repeat locations, in {facts['pairs']:,} pairs, out of "
        f"{facts['premises_tested']:,} premises; run {str(run.run_id)[:8]}{again}"
    )
    click.echo(unusual.found(run.test or {}))
    click.echo("near is all that a flag says: it is not evidence against a premises")
    if many := saturation.warning(facts["premises"], facts["premises_tested"]):
        click.echo(f"note: {many}")
    _caution(asked, facts["data_to"])
    _say_exported(exported)


def _export_flags(looks: Door, asked: Question, output: Path, *, masked: bool) -> Exported:
    """Write the flags to a file: every pair with its distance, or measured from 250 m squares."""
    from geo import exports, masking, question

    what = What("nightjar flag", "flagged_premises", filter=_filter(asked))
    with looks.consulting(what) as seen, _connection() as connection:
        if masked:
            found = masking.flags(question.flagged_premises_by_cell(connection, asked))
        else:
            found = question.flagged_premises(connection, asked)
        seen.rows = len(found)
    days = (asked.begins, asked.as_at)
    return exports.export(looks, found, output, what, masked=masked, covers=days)


def _filter(asked: Question) -> dict[str, Any]:
    """Return the terms of a question as the record of audit keeps them."""
    return {name: value for name, value in _described(asked).items() if value is not None}


def _say_exported(exported: Exported | None) -> None:
    if exported is not None:
        how = "masked to 250 m squares" if exported.masked else "with exact points"
        say(
            f"written to {exported.path}, {how}: export {str(exported.export_id)[:8]}, to be "
            f"deleted by {exported.expires_on:%-d %B %Y}"
        )


def _connection() -> Any:
    from geo.database import PUBLISHER
    from geo.settings import Settings
    from geo.upgrade import ready_engine

    return ready_engine(Settings.from_environment(), PUBLISHER).begin()


def _question(connection: Connection, terms: dict[str, Any]) -> Question:
    """Settle the terms: a rule's, and what was set by hand. Raises: click.UsageError."""
    from geo import question
    from geo.errors import QuestionError

    as_at, window_days = _window(connection, terms)
    try:
        only = question.only_where(_pairs(terms["only"]))
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
    return asked


def _window(connection: Connection, terms: dict[str, Any]) -> tuple[dt.date, int | None]:
    from geo import question

    begins, ends = terms["begins"], terms["ends"] or terms["as_at"]
    if terms["ends"] and terms["as_at"]:
        raise click.UsageError("--as-at and --to say the same thing: give one of them")
    if begins and terms["window_days"]:
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


def _pairs(given: Sequence[str]) -> dict[str, str]:
    found = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"--only must be Column=value, found {each!r}")
        if name.strip() in found:
            raise click.UsageError(f"--only can ask of {name.strip()!r} once, found it twice")
        found[name.strip()] = value.strip()
    return found


def _check_output(output: Path | None, *, masked: bool) -> None:
    """Refuse a file that cannot be written before the question is asked."""
    from geo import outputs
    from geo.errors import QuestionError

    if masked and output is None:
        raise click.UsageError("--masked says how a file is written: give --output beside it")
    try:
        if output is not None:
            outputs.check(output)
    except QuestionError as error:
        raise click.UsageError(str(error)) from error


def _described(asked: Question) -> dict[str, Any]:
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


def _caution(asked: Question, horizon: Any) -> None:
    if horizon is not None and str(asked.as_at) > str(horizon):
        click.echo(f"note: data end on {horizon}: what happened after is not known")
    if asked.minimum_children < 2:
        click.echo("note: the rule of two children is off: this may not be released to others")


def _show_locations(found: GeoDataFrame) -> None:
    centre = found.geometry.centroid
    numbers = ("location_no", "episodes", "children")
    rows = list(
        zip(
            *(found[name].astype(int).tolist() for name in numbers),
            *(found[name].astype(str) for name in ("first_on", "last_on")),
            *(axis.round().astype(int).tolist() for axis in (centre.x, centre.y)),
            strict=True,
        )
    )
    headings = ("no", "episodes", "children", "first", "last", "easting", "northing")
    show_table(headings, rows[:50])
    if len(rows) > 50:
        click.echo(f"... and {len(rows) - 50:,} more: --output writes them all")
