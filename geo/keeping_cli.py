"""Commands of keeping: nightjar erase, nightjar hold, nightjar retain."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from geo.cluster import OWNER
from geo.command import answering, json_option, say, show_json, show_table

DAY = click.DateTime(["%Y-%m-%d"])


def _child(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the ways to name a child; a file or standard input leaves no trace in a history."""
    for option in reversed(
        (
            click.option("--child-ref", help="The supplier's pseudonym; '-' reads standard input."),
            click.option(
                "--child-ref-file",
                type=click.Path(exists=True, dir_okay=False, path_type=Path),
                help="A file that holds the pseudonym and nothing else.",
            ),
        )
    ):
        command = option(command)
    return command


def _named(child_ref: str | None, file: Path | None) -> str | None:
    """Return the pseudonym that a command was given. Raises: click.UsageError."""
    if child_ref is not None and file is not None:
        raise click.UsageError("--child-ref and --child-ref-file say the same: give one of them")
    if file is not None:
        return file.read_text(encoding="utf-8-sig").strip()
    if child_ref == "-":
        return sys.stdin.readline().strip()
    if child_ref is not None:
        say("note: the reference is now in your shell's history; '-' or a file keeps it out")
    return child_ref


@click.command()
@_child
@click.option("--reason", required=True, help="Why, in ten characters or more, naming no child.")
@click.option("--ahead", is_flag=True, help="Turn the child away in future although none is held.")
@json_option
@answering
def erase(
    child_ref: str | None, child_ref_file: Path | None, reason: str, ahead: bool, as_json: bool
) -> None:
    """Erase all that is held of a child, and turn the child's rows away from now on."""
    from geo import erasure
    from geo.console import who
    from geo.keys import Keys
    from geo.settings import Settings
    from geo.spool import Spool
    from geo.upgrade import ready_engine

    named = _named(child_ref, child_ref_file)
    if named is None:
        raise click.UsageError("name the child by --child-ref or --child-ref-file")
    settings = Settings.from_environment()
    keys = Keys(settings.key_folder)
    owner = ready_engine(settings, OWNER)
    done = erasure.erase(owner, keys, who().account, named, reason, ahead=ahead)
    for upload in done["uploads_discarded"]:
        Spool.of(settings).forget(UUID(upload))
    if as_json:
        show_json(done)
        return
    if unread := len(done["uploads_discarded"]):
        many = "1 delivery" if unread == 1 else f"{unread} deliveries"
        click.echo(
            f"discarded: {many} of episodes, sent by a page and not loaded yet, which may hold "
            "this child; whoever sent it reads that it can be sent again"
        )
    if not done["erased"]:
        click.echo(f"this child was erased on {done['erased_before'][:10]}: nothing is held")
        return
    click.echo(
        f"erased: {done['episodes']:,} episodes, {done['places']:,} places, "
        f"{done['corrections']:,} corrections, {done['points']:,} points that nothing else "
        f"referred to; removal {done['removal'][:8]}, in {done['seconds']:.1f} s"
    )
    if done["flag_locations"]:
        click.echo(
            f"{done['flag_locations']:,} repeat locations of {done['flag_runs']:,} runs had "
            f"counted this child and were removed, with {done['flags']:,} flags: run nightjar "
            "flag again"
        )
    if done["hotspots"]:
        click.echo(
            f"{done['hotspots']:,} hotspots had counted this child and were removed: run nightjar "
            "hotspots --keep again"
        )
    for each in done["recalled"]:
        click.echo(
            f"ask {each['account']} to delete {each['file_name']} (export "
            f"{each['export_id'][:8]}): it may count this child"
        )
    if done["snapshots_noted"]:
        click.echo(
            f"noted on {done['snapshots_noted']} published snapshots, which stay as they are"
        )
    click.echo(
        "figures that were published stay; backups hold the child until they are overwritten"
    )


@click.group()
def hold() -> None:
    """Hold back a child or a span of days from erasure and retention."""


@hold.command()
@_child
@click.option("--from", "begins", type=DAY, help="The first day that is held back.")
@click.option("--to", "ends", type=DAY, help="The last day that is held back.")
@click.option("--reason", required=True, help="Why, in ten characters or more, naming no child.")
@json_option
@answering
def add(
    child_ref: str | None,
    child_ref_file: Path | None,
    begins: dt.datetime | None,
    ends: dt.datetime | None,
    reason: str,
    as_json: bool,
) -> None:
    """Hold back a child, or the days --from to --to."""
    from geo import holds
    from geo.console import who
    from geo.keys import Keys
    from geo.settings import Settings
    from geo.upgrade import ready_engine

    if (begins is None) != (ends is None):
        raise click.UsageError("--from and --to belong together")
    days = (begins.date(), ends.date()) if begins and ends else None
    named = _named(child_ref, child_ref_file)
    settings = Settings.from_environment()
    with ready_engine(settings, OWNER).begin() as connection:
        keys = Keys(settings.key_folder)
        hold_id = holds.place(connection, keys, who().account, reason, named, days)
    if as_json:
        show_json({"hold": hold_id, "names": "child" if named is not None else "days"})
    else:
        click.echo(f"hold {hold_id[:8]} is in force until nightjar hold end {hold_id[:8]}")


@hold.command()
@click.argument("hold_id", metavar="HOLD")
@click.option("--reason", required=True, help="Why it ends, in ten characters or more.")
@json_option
@answering
def end(hold_id: str, reason: str, as_json: bool) -> None:
    """End a hold, named by the beginning of its number."""
    from geo import holds
    from geo.console import who
    from geo.settings import Settings
    from geo.upgrade import ready_engine

    with ready_engine(Settings.from_environment(), OWNER).begin() as connection:
        ended = holds.end(connection, who().account, hold_id, reason)
    if as_json:
        show_json({"hold": ended, "ended": True})
    else:
        click.echo(f"hold {ended[:8]} has ended: what it held back may go from now on")


@hold.command("list")
@click.option("--all", "every", is_flag=True, help="Those that have ended too.")
@json_option
@answering
def list_holds(every: bool, as_json: bool) -> None:
    """List the holds; a child's is told by its number alone."""
    from geo import holds
    from geo.settings import Settings
    from geo.upgrade import ready_engine

    with ready_engine(Settings.from_environment(), OWNER).connect() as connection:
        found = holds.listed(connection, in_force=not every)
    rows = [
        {
            "hold": str(row["hold_id"]),
            "names": "child" if row["mark"] else f"{row['begins_on']} to {row['ends_on']}",
            "reason": row["reason"],
            "placed_at": row["placed_at"],
            "placed_by": row["placed_by"],
            "ended_at": row["ended_at"],
            "end_reason": row["end_reason"],
        }
        for row in found
    ]
    if as_json:
        show_json({"holds": rows})
        return
    show_table(
        ("hold", "names", "placed (UTC)", "by", "why", "ended"),
        [
            (
                row["hold"][:8],
                row["names"],
                f"{row['placed_at']:%Y-%m-%d}",
                row["placed_by"],
                row["reason"],
                f"{row['ended_at']:%Y-%m-%d}" if row["ended_at"] else "",
            )
            for row in rows
        ],
    )


@click.command()
@click.option("--as-at", type=DAY, help="As if this were today.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and delete nothing.")
@json_option
@answering
def retain(as_at: dt.datetime | None, dry_run: bool, as_json: bool) -> None:
    """Delete what is past its time, keep its counts, and leave alone what is held back."""
    from geo import retention
    from geo.anchors import Anchors
    from geo.clock import today
    from geo.console import who
    from geo.keys import Keys
    from geo.settings import Settings
    from geo.upgrade import ready_engine

    settings = Settings.from_environment()
    keys = Keys(settings.key_folder)
    done = retention.retain(
        ready_engine(settings, OWNER),
        keys,
        Anchors(settings.anchor_file, keys),
        who().account,
        as_at.date() if as_at else today(),
        dry_run=dry_run,
    )
    if as_json:
        show_json(done)
        return
    went = done["episodes"]
    would = "would be" if dry_run else "were"
    click.echo(
        f"{went['episodes']:,} episodes from before {done['kept_from']['episodes']} {would} "
        f"deleted, with {went['places']:,} places, {went['children']:,} children and "
        f"{went['flag_locations']:,} stored repeat locations and {went['hotspots']:,} hotspots; "
        f"{went['counts_kept']:,} counts kept"
    )
    click.echo(
        f"{done['rejects']:,} rejected rows, {done['exports']:,} exports in the register, "
        f"{done['sessions']:,} sessions, {done['visits']:,} visits with what was said of flags, "
        f"{done['cases']:,} closed cases and {done['audit']:,} audit entries past their time "
        f"{would} deleted"
    )
