"""Commands that show what was loaded: nightjar loads, loads show, profiles."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from geo.audit import What
from geo.command import answering, json_option, say, show_json, show_table
from geo.console import door, purpose_options

FILE = click.Path(exists=False, dir_okay=False, path_type=Path)


@click.group(invoke_without_command=True)
@click.option(
    "--limit",
    default=50,
    show_default=True,
    type=click.IntRange(1, 100_000),
    help="How many loads to list.",
)
@json_option
@click.pass_context
@answering
def loads(context: click.Context, limit: int, as_json: bool) -> None:
    """List what was loaded, newest first."""
    if context.invoked_subcommand is not None:
        return
    rows = _rows("held_loads", {"at_most": limit})
    if as_json:
        show_json({"loads": rows})
        return
    show_table(
        ("load", "kind", "file", "read", "accepted", "rejected", "held", "loaded"),
        [
            (
                str(row["load"])[:8],
                row["kind"],
                row["file"],
                row["read"],
                row["accepted"],
                row["rejected"],
                row["already_held"],
                f"{row['loaded_at']:%Y-%m-%d %H:%M}",
            )
            for row in rows
        ],
    )


@loads.command()
@click.argument("load")
@click.option("--rejects", type=FILE, help="Write the rows that were turned away to a CSV file.")
@purpose_options
@json_option
@answering
def show(
    load: str,
    rejects: Path | None,
    purpose: str | None,
    case: str | None,
    reason: str | None,
    as_json: bool,
) -> None:
    """Show one load: its account, and the rows it turned away."""
    from geo import exports
    from geo.errors import NotFoundError
    from loaders.accounts import explain

    looks = door(purpose, case, reason, ask=rejects is None and not as_json)
    prefix = load.lower()
    numbered = re.fullmatch(r"[0-9a-f-]{1,36}", prefix) is not None
    found = _rows("find_load_by_prefix", {"prefix": prefix}) if numbered else []
    if len(found) != 1:
        raise NotFoundError(
            f"a load must be named by the beginning of its number that no other has: "
            f"{load[:36]!a} is the beginning of {len(found) or 'none'}; nightjar loads lists "
            "them"
        )
    what = What("nightjar loads show", "load", str(found[0]["load"]))
    with looks.consulting(what) as seen:
        turned_away = _rows("rejects_of_load", {"load_id": found[0].pop("load_id")})
        seen.rows = len(turned_away)
    for row in turned_away:
        row["must"] = explain(row["reason"])
    if rejects is not None:
        columns = ("row", "column", "reason", "what must be so", "found")
        names = ("row", "column", "reason", "must", "found")
        rows = [tuple(row[name] for name in names) for row in turned_away]
        exports.export_table(looks, columns, rows, rejects, what)
    if as_json:
        show_json({**found[0]["report"], "rejects": turned_away})
        return
    _show(found[0], turned_away)
    if rejects is not None:
        say(f"the rows that were turned away are in {rejects}")


def _show(load: dict[str, Any], turned_away: list[dict[str, Any]]) -> None:
    from loaders.accounts import explain

    account = load["report"]
    click.echo(f"load {load['load']}: {load['kind']} from {load['file']}")
    click.echo(f"loaded {load['loaded_at']:%-d %B %Y at %H:%M} UTC in {load['seconds']:.1f} s")
    click.echo(
        f"{account['read']:,} rows read = {account['accepted']:,} accepted + "
        f"{account['rejected']:,} rejected + {account['already_held']:,} already held; "
        f"{account['blank']:,} blank"
    )
    for issue in account["issues"]:
        why = f"{issue['column']}: {explain(issue['reason'])}"
        click.echo(f"  accepted with a fault {issue['rows']:,}: {why}")
    for notice in account["notices"]:
        click.echo(f"  note: {notice}")
    if turned_away:
        show_table(
            ("row", "column", "what must be so", "found"),
            [(row["row"], row["column"], row["must"], row["found"]) for row in turned_away[:200]],
        )
    if len(turned_away) > 200:
        click.echo(f"... and {len(turned_away) - 200:,} more: --rejects writes them all")


@loads.command()
@click.argument("load")
@click.option("--reason", required=True, help="Why, in ten characters or more; it is kept.")
@json_option
@answering
def undo(load: str, reason: str, as_json: bool) -> None:
    """Take a load back within 7 days: what it brought goes, what it changed is as before."""
    from geo.accounts import commander
    from geo.keys import Keys
    from geo.settings import Settings
    from loaders import undoing
    from loaders.jobs import database

    keys = Keys(Settings.from_environment().key_folder)
    with database().begin() as connection:
        done = undoing.undo(connection, keys, commander(), load, reason)
    if as_json:
        show_json(done)
        return
    click.echo(
        f"load {done['load'][:8]} of {done['file']} is taken back: its {done['accepted']:,} rows "
        "are no longer held, and the same file can be loaded again"
    )


@click.command()
@json_option
@answering
def profiles(as_json: bool) -> None:
    """List the saved layouts of registers."""
    rows = _rows("profiles", {})
    if as_json:
        show_json({"profiles": rows})
        return
    show_table(
        ("profile", "for", "made", "columns"),
        [
            (
                row["name"],
                row["kind"],
                f"{row['made_at']:%Y-%m-%d}",
                "; ".join(f"{ours}: {', '.join(named)}" for ours, named in row["mapping"].items()),
            )
            for row in rows
        ],
    )


def _rows(name: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    from geo.database import query
    from loaders.jobs import database

    with database().connect() as connection:
        return [dict(row) for row in connection.execute(query(name), values).mappings()]
