"""The commands that ask: nightjar repeat-locations, and nightjar flag, which keeps the answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.asking_terms import (
    as_filter,
    described,
    publisher,
    question_terms,
    scheduler_option,
    settled,
)
from geo.audit import Door, What
from geo.ceiling import answering_under
from geo.command import answering, json_option, say, show_json, show_table
from geo.console import door, purpose_options

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geo.exports import Exported
    from geo.question import Question


@click.command("repeat-locations")
@question_terms
@scheduler_option
@purpose_options
@json_option
@answering
@answering_under
def repeat_locations(
    output: Path | None,
    exact: bool | None,
    purpose: str | None,
    case: str | None,
    reason: str | None,
    as_json: bool,
    scheduler: str | None,
    **terms: Any,
) -> None:
    """Find the places where episodes recur."""
    from geo import exports, masking, question
    from geo.progress import bar
    from geo.workers import working_at

    _check_output(output, exact=exact)
    looks = door(purpose, case, reason, ask=bool(exact) or (output is None and not as_json))
    _check_purpose(looks, exact=exact)
    with publisher() as connection, working_at(scheduler):
        asked = settled(connection, terms)
        what = What("nightjar repeat-locations", "repeat_locations", filter=as_filter(asked))
        with looks.consulting(what) as seen, bar(quiet=as_json, of="steps"):
            found = question.repeat_locations(connection, asked)
            episodes = question.episodes_at(connection, asked, found)
            shown = found
            if output is not None and not exact:
                shown = masking.locations(question.with_squares(connection, asked, found))
            horizon = question.data_horizon(connection)
            seen.rows = len(found)
    exported = None
    if output is not None:
        days = (asked.begins, asked.as_at)
        exported = exports.export(looks, shown, output, what, masked=not exact, covers=days)
    summary = {
        "locations": len(found),
        "episodes": episodes,
        **described(asked),
        "data_to": horizon,
        **({"output": exported.describe()} if exported else {}),
    }
    if as_json:
        show_json(summary)
        return
    _show_locations(found)
    click.echo(
        f"{len(found):,} repeat locations with {episodes:,} episodes, "
        f"{asked.begins:%-d %B %Y} to {asked.as_at:%-d %B %Y}"
    )
    _caution(asked, horizon)
    _say_exported(exported)


@click.command()
@question_terms
@click.option("--radius-m", type=float, help="How near a premises is near.")
@click.option("--kind", "kind", help="Kinds of premises, separated by commas; all if not given.")
@click.option("--network", is_flag=True, help="Walking distances too, along the roads held.")
@scheduler_option
@purpose_options
@json_option
@answering
@answering_under
def flag(
    output: Path | None,
    exact: bool | None,
    purpose: str | None,
    case: str | None,
    reason: str | None,
    as_json: bool,
    kind: str | None,
    network: bool,
    scheduler: str | None,
    **terms: Any,
) -> None:
    """Flag the premises near places where episodes recur, and keep the answer."""
    from geo import flags, saturation, unusual, walking
    from geo.analysis.rounds import telling
    from geo.progress import bar
    from geo.workers import working_at

    _check_output(output, exact=exact)
    if network and output is not None and not exact:
        raise click.UsageError("--network is measured from points: its file needs --exact")
    if kind is not None:
        terms["kinds"] = tuple(each.strip() for each in kind.split(",") if each.strip())
    looks = door(purpose, case, reason, ask=bool(exact))
    _check_purpose(looks, exact=exact)
    with working_at(scheduler), publisher() as connection:
        asked = settled(connection, terms)
        with bar(quiet=as_json, of="steps") as tell, telling(tell):
            run = flags.raise_flags(connection, asked)
    walked: dict[str, Any] = {}
    exported = None
    if network:
        exported, walked = _walked(looks, asked, output)
    elif output is not None:
        exported = _export_flags(looks, asked, output, exact=bool(exact))
    summary = {
        **run.describe(),
        **described(asked),
        **({"network": walked} if network else {}),
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
    if network:
        click.echo(walking.in_words(walked))
    click.echo("near is all that a flag says: it is not evidence against a premises")
    if many := saturation.warning(facts["premises"], facts["premises_tested"]):
        click.echo(f"note: {many}")
    _caution(asked, facts["data_to"])
    _say_exported(exported)


def _walked(
    looks: Door, asked: Question, output: Path | None
) -> tuple[Exported | None, dict[str, Any]]:
    """Measure every pair on foot; what came of it, and the file with the pairs if one is asked."""
    from geo import exports, question, walking
    from geo.frames import whole_numbers

    what = What("nightjar flag", "flagged_premises", filter={**as_filter(asked), "network": True})
    with looks.consulting(what) as seen, publisher() as connection:
        pairs = question.flagged_premises(connection, asked)
        places = question.repeat_locations(connection, asked)
        found, told = walking.beside_flags(connection, pairs, places)
        seen.rows = len(found)
    if output is None:
        return None, told
    days = (asked.begins, asked.as_at)
    written = whole_numbers(found)
    return exports.export(looks, written, output, what, masked=False, covers=days), told


def _export_flags(looks: Door, asked: Question, output: Path, *, exact: bool) -> Exported:
    """Write the flags to a file: every pair with its distance, or measured from 250 m squares."""
    from geo import exports, masking, question
    from geo.frames import whole_numbers

    what = What("nightjar flag", "flagged_premises", filter=as_filter(asked))
    with looks.consulting(what) as seen, publisher() as connection:
        if exact:
            found = whole_numbers(question.flagged_premises(connection, asked))
        else:
            found = masking.flags(question.flagged_premises_by_cell(connection, asked))
        seen.rows = len(found)
    days = (asked.begins, asked.as_at)
    return exports.export(looks, found, output, what, masked=not exact, covers=days)


def _say_exported(exported: Exported | None) -> None:
    if exported is not None:
        how = "masked to 250 m squares" if exported.masked else "with exact points"
        say(
            f"written to {exported.path}, {how}: export {str(exported.export_id)[:8]}, to be "
            f"deleted by {exported.expires_on:%-d %B %Y}"
        )


def _check_output(output: Path | None, *, exact: bool | None) -> None:
    """Refuse a file that cannot be written before the question is asked."""
    from geo import outputs
    from geo.errors import QuestionError

    if exact is not None and output is None:
        how = "--exact" if exact else "--masked"
        raise click.UsageError(f"{how} says how a file is written: give --output beside it")
    try:
        if output is not None:
            outputs.check(output)
    except QuestionError as error:
        raise click.UsageError(str(error)) from error


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


def _check_purpose(looks: Door, *, exact: bool | None) -> None:
    """Refuse points for nobody knows what, before the question is asked. Raises: UsageError."""
    if exact and looks.task is None:
        raise click.UsageError(
            "--exact writes where children were, for a stated purpose alone: give --purpose with "
            "--case or --reason, or leave --exact out and the file is masked"
        )
