"""How an analysis is asked by command, shown, written and recorded."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from geo.asking_terms import column_values, publisher, window
from geo.audit import What
from geo.command import say, show_json, show_table
from geo.console import door
from geo.partly_deleted import PARTLY_DELETED

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from geo.found import Found

MOST_SHOWN = 20
MOST_COLUMNS = 12  # of a table that has one for each period, the first and the latest are shown


def answer(name: str, given: dict[str, Any]) -> None:
    """Settle the terms, ask, show, and write the result with its manifest."""
    from geo import exports, manifests, outputs, pictures
    from geo.analysis.rounds import telling
    from geo.errors import QuestionError
    from geo.progress import bar
    from geo.workers import working_at

    output, as_json, keep = given.pop("output"), given.pop("as_json"), given.pop("keep", False)
    scheduler = given.pop("scheduler", None)
    purpose = [given.pop(each) for each in ("purpose", "case", "reason")]
    drawn = output is not None and output.suffix.lower() in pictures.FORMATS
    try:
        if output is not None and not drawn:
            outputs.check(output)
    except QuestionError as error:
        raise click.UsageError(str(error)) from error
    looks = door(*purpose, ask=output is None and not as_json)
    with publisher() as connection:
        terms = _terms(connection, name, given)
    with working_at(scheduler), bar(quiet=as_json, of="rounds") as tell, telling(tell):
        found = ask(looks, name, terms)
    exported, kept = None, _keep(terms, found) if keep else None
    if output is not None:
        what = What(f"nightjar {name}", name.replace("-", "_"), filter=_told(terms))
        if drawn:
            exported = exports.export_picture(looks, found.frame, found.drawn, output, what)
        else:
            exported = exports.export(looks, found.frame, output, what, masked=False)
        beside = manifests.write(output, manifests.manifest(name, terms, found))
    if as_json:
        file = {"output": exported.describe()} if exported else {}
        run = {"kept": kept} if kept else {}
        shown = {**found.summary, "terms": terms, "data_sha256": found.data_sha256}
        show_json({**shown, **run, **file})
        return
    _show(found)
    if kept is not None:
        say(f"kept as run {kept[:8]}: it is on the analysts' map")
    if exported is not None:
        say(
            f"written to {exported.path}, for analysts alone; {beside.name} says how to do it again"
        )


def _keep(terms: dict[str, Any], found: Found) -> str:
    """Keep hotspots for the analysts' map; return the run's number."""
    from geo import hotspot_store

    with publisher() as connection:
        return str(hotspot_store.keep(connection, terms, found))


def ask(looks: Any, name: str, terms: dict[str, Any]) -> Found:
    """Ask an analysis, and record who asked before anything is shown."""
    from geo.analyses import ANALYSES

    what = What(f"nightjar {name}", name.replace("-", "_"), filter=_told(terms))
    with looks.consulting(what) as seen, publisher() as connection:
        found = ANALYSES[name](connection, terms)
        seen.rows = len(found.frame)
    return found


def _terms(connection: Connection, name: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return the terms as plain values, the window settled. Raises: click.UsageError."""
    from geo import question
    from geo.errors import QuestionError

    try:
        only, unknown = question.as_held(
            connection, question.only_where(column_values(given.pop("only")))
        )
    except QuestionError as error:
        raise click.UsageError(str(error)) from error
    for sentence in unknown:
        say(f"note: {sentence}")
    terms: dict[str, Any] = {"only": dict(only)}
    if name != "compare":
        as_at, days = window(
            connection,
            {each: given.pop(each) for each in ("as_at", "begins", "ends", "window_days")},
        )
        terms |= {"as_at": as_at.isoformat(), "window_days": days or 365}
        begins = as_at - dt.timedelta(days=terms["window_days"] - 1)
    else:
        # days before the change, and as many from then on
        changed_on, days = dt.date.fromisoformat(given["changed_on"]), given["days"]
        begins, as_at = changed_on - dt.timedelta(days=days), changed_on + dt.timedelta(days=days)
    if question.partly_deleted(connection, begins, as_at):
        say(f"note: {PARTLY_DELETED}")
    if "cell_m" in given:
        given["cell_m"] = int(given["cell_m"])
    return terms | {each: list(v) if isinstance(v, tuple) else v for each, v in given.items()}


def _told(terms: dict[str, Any]) -> dict[str, Any]:
    return {each: value for each, value in terms.items() if value not in (None, {}, [])}


def _show(found: Found) -> None:
    table = found.frame.drop(columns="geom")
    if found.drawn in table.columns:
        if "adjusted" in table.columns:
            table = table.sort_values("adjusted", kind="stable")
        elif "density_km2" in table.columns or {"west", "q"} & {*table.columns}:
            table = table.sort_values(found.drawn, ascending=False, kind="stable")
    hidden = len(table.columns) - MOST_COLUMNS
    if hidden > 0:
        half = MOST_COLUMNS // 2
        table = table[[*table.columns[:half], *table.columns[-half:]]]
    rows = [
        [_short(each) for each in row] for row in table.head(MOST_SHOWN).itertuples(index=False)
    ]
    show_table(tuple(name.replace("_", " ") for name in table.columns), rows)
    if len(table) > MOST_SHOWN:
        click.echo(f"... and {len(table) - MOST_SHOWN:,} more: --output writes them all")
    if hidden > 0:
        click.echo(f"{hidden} columns in the middle are not shown: --output writes them all")
    for name, value in found.summary.items():
        if isinstance(value, dict):
            for each, told in value.items():
                click.echo(f"{name.replace('_', ' ')} {each}: {_in_words(told)}")
        else:
            click.echo(f"{name.replace('_', ' ')}: {_short(value)}")


def _in_words(told: Any) -> str:
    """Say what a share of the area caught, two counts, or several figures, in a line."""
    if isinstance(told, list) and told and isinstance(told[0], dict):
        return "; ".join(
            f"{each['area_percent']} % of the area caught {each['hits']} of {each['events']} "
            f"(PAI {each['pai']:.1f}, PEI {each['pei']:.2f})"
            for each in told
        )
    if isinstance(told, dict):
        return ", ".join(f"{name.replace('_', ' ')} {each}" for name, each in told.items())
    return " to ".join(str(each) for each in told) if isinstance(told, list) else str(told)


def _short(value: Any) -> Any:
    if isinstance(value, bool | dt.date | str) or value is None:
        return str(value) if not isinstance(value, str) else value
    if isinstance(value, float):
        return float(f"{value:.4g}")
    return value.item() if hasattr(value, "item") else value
