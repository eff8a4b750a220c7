"""The commands of visits: nightjar visits list, nightjar visits export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.ceiling import answering_under
from geo.command import answering, json_option, say, show_json, show_table
from geo.console import door, purpose_options

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

    from geo.audit import Door, What

# what may be passed on: no day, no officer's name, and no words that somebody wrote
MASKED = (
    *("premises_name", "kind", "authority", "month", "status", "outcome", "measure"),
    "awareness",
)
FULL = (
    *("visit_id", "premises_id", "premises_name", "kind", "postcode", "authority", "quarter"),
    *("planned_for", "assigned_name", "status", "reason", "visited_on", "visited_name", "outcome"),
    *("measure", "measure_text", "awareness", "note", "reply"),
)

# a heading is what a person reads; a file and JSON keep the columns' own names, for programs
HEADINGS = {
    "premises_name": "premises",
    "measure": "advice or conditions",
    "status": "state",
    "visit_id": "visit",
    "premises_id": "premises' number",
    "quarter": "from the list of",
    "planned_for": "planned for",
    "assigned_name": "given to",
    "reason": "why called off",
    "visited_on": "visited on",
    "visited_name": "visited by",
    "measure_text": "which",
}
STATES = {"planned": "planned", "done": "made", "cancelled": "called off"}


@click.group()
def visits() -> None:
    """List or export the visits that licensing officers planned and made."""


def which(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options by which visits are chosen, and whether they are told in full."""
    for option in reversed(
        (
            click.option("--from", "first_day", type=click.DateTime(["%Y-%m-%d"]), help="From."),
            click.option("--to", "last_day", type=click.DateTime(["%Y-%m-%d"]), help="To."),
            click.option("--authority", help="Of one authority, by its code."),
            click.option(
                "--full",
                is_flag=True,
                help="With days, officers' names, notes and replies: not to be passed on.",
            ),
            purpose_options,
            json_option,
        )
    ):
        command = option(command)
    return command


@visits.command("list")
@which
@answering
def list_(
    *,
    first_day: dt.datetime | None,
    last_day: dt.datetime | None,
    authority: str | None,
    full: bool,
    purpose: str | None,
    case: str | None,
    reason: str | None,
    as_json: bool,
) -> None:
    """Show visits, the earliest first."""
    looks = door(purpose, case, reason, ask=not as_json)
    what = _what("nightjar visits list", first_day, last_day, authority, full=full)
    columns, rows = _read(looks, what, first_day, last_day, authority, full=full)
    if as_json:
        show_json({"visits": [dict(zip(columns, row, strict=True)) for row in rows], "full": full})
        return
    told = [[_plainly(*each) for each in zip(columns, row, strict=True)] for row in rows]
    headings = [HEADINGS.get(name, name) for name in columns]
    if full:
        _show_each(headings, told)
    else:
        show_table(headings, told)
    click.echo("1 visit" if len(rows) == 1 else f"{len(rows):,} visits")


@visits.command()
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file to write, .csv; its marking is in a text beside it.",
)
@which
@answering
@answering_under
def export(
    *,
    output: Path,
    first_day: dt.datetime | None,
    last_day: dt.datetime | None,
    authority: str | None,
    full: bool,
    purpose: str | None,
    case: str | None,
    reason: str | None,
    as_json: bool,
) -> None:
    """Write visits to a file that leaves, marked and recorded."""
    from geo import exports
    from geo.exports import Told

    if output.suffix.lower() != ".csv" or not output.absolute().parent.is_dir():
        raise click.UsageError("--output must end in .csv, in a folder that is there")
    looks = door(purpose, case, reason)
    what = _what("nightjar visits export", first_day, last_day, authority, full=full)
    columns, rows = _read(looks, what, first_day, last_day, authority, full=full)
    told = [tuple(_word(value) for value in row) for row in rows]
    said = Told(points="none are in it")
    made = exports.export_table(looks, columns, told, output, what, masked=not full, told=said)
    if as_json:
        show_json(made.describe())
        return
    click.echo(f"{made.path}: {made.rows:,} visits, {'in full' if full else 'masked'}")
    say(f"export {str(made.export_id)[:8]}, to be deleted by {made.expires_on:%-d %B %Y}")


def _what(
    command: str,
    first_day: dt.datetime | None,
    last_day: dt.datetime | None,
    authority: str | None,
    *,
    full: bool,
) -> What:
    from geo.audit import What

    terms = {
        "from": None if first_day is None else first_day.date().isoformat(),
        "to": None if last_day is None else last_day.date().isoformat(),
        "authority": authority,
        "full": full,
    }
    return What(command, "visits", filter={name: each for name, each in terms.items() if each})


def _read(
    looks: Door,
    what: What,
    first_day: dt.datetime | None,
    last_day: dt.datetime | None,
    authority: str | None,
    *,
    full: bool,
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Return the columns and rows that may be told, once the look is recorded."""
    from geo import released_outcomes
    from geo.database import ANALYST, engine
    from geo.settings import Settings

    reading = engine(Settings.from_environment(), ANALYST)
    begins = None if first_day is None else first_day.date()
    ends = None if last_day is None else last_day.date()
    with looks.consulting(what) as seen, reading.connect() as connection:
        found = released_outcomes.visits(connection, begins, ends, authority)
        seen.rows = len(found)
    reading.dispose()
    columns = FULL if full else MASKED
    return columns, _rows(found, columns)


def _rows(found: Sequence[RowMapping], columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    told = []
    for row in found:
        on_day = row["visited_on"] or row["planned_for"]
        values = {**row, "month": f"{on_day:%Y-%m}"}
        told.append(tuple(values[name] for name in columns))
    return told


def _word(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, list) else str(value)


def _plainly(column: str, value: Any) -> str:
    """Return a value in the words that the officers' pages have for it."""
    from geo.visits import AWARENESS, MEASURES, OUTCOMES

    words = {"outcome": OUTCOMES, "measure": MEASURES, "status": STATES, "awareness": AWARENESS}
    told = words.get(column, {})
    if isinstance(value, dt.date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, list):
        return ", ".join(told.get(each, each) for each in value)
    return told.get(value, _word(value))


def _show_each(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a visit below the other: side by side, nineteen columns would leave none readable."""
    for row in rows:
        for heading, value in zip(headings, row, strict=True):
            if value:
                click.echo(f"{heading}: {value}")
        click.echo()
    if not rows:
        say("there is none")
