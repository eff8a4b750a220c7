"""Commands of the record: nightjar audit, nightjar purpose, nightjar exports."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Any

import click

from geo.command import answering, json_option, say, show_json, show_table
from geo.console import purpose_options

if TYPE_CHECKING:
    from geo.anchors import Anchors
    from geo.settings import Settings

DAY = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"])


@click.group()
def audit() -> None:
    """Prove, anchor and read the record of who did what."""


@audit.command()
@json_option
@answering
def verify(as_json: bool) -> None:
    """Prove that the record is what it was: every entry, its end, and every signed anchor."""
    from geo import chain
    from geo.database import engine
    from geo.settings import Settings

    settings = Settings.from_environment()
    owner = engine(settings)
    found = chain.verify(owner, _anchors(settings))
    chain.note(owner, found)
    if as_json:
        show_json(
            {
                "stands": found.stands,
                "entries": found.entries,
                "last": found.last,
                "anchors": found.anchors,
                "seq": found.seq,
                "fault": found.fault,
                "cautions": found.cautions,
            }
        )
    elif found.stands:
        click.echo(
            f"the record stands: {found.entries:,} entries to number {found.last}, "
            f"{found.anchors} anchor{'' if found.anchors == 1 else 's'}"
        )
    else:
        click.echo(f"the record does not stand: entry {found.seq} {found.fault}")
    for caution in found.cautions:
        say(f"note: {caution}")
    sys.exit(0 if found.stands else 1)


@audit.command()
@json_option
@answering
def anchor(as_json: bool) -> None:
    """Sign what the record is now, in a file outside the database; keep a copy elsewhere."""
    from geo import chain
    from geo.console import who
    from geo.database import engine
    from geo.settings import Settings

    settings = Settings.from_environment()
    anchors = _anchors(settings)
    made = chain.anchor(engine(settings), anchors, who().account)
    if as_json:
        facts = {"number": made.number, "seq": made.seq, "hash": made.hash} if made else {}
        show_json({"anchored": made is not None, "file": str(anchors.path), **facts})
    elif made is None:
        click.echo("nothing was added since the last anchor")
    else:
        click.echo(f"entry {made.seq} is anchored as number {made.number} in {anchors.path}")


@audit.command("list")
@click.option("--since", type=DAY, help="From this day, or this minute of a day (UTC).")
@click.option("--actor", help="Of this account alone.")
@click.option("--action", help="Of this action alone, such as consult or export.")
@click.option("--limit", default=200, show_default=True, type=click.IntRange(1, 1_000_000))
@json_option
@answering
def entries(
    since: dt.datetime | None, actor: str | None, action: str | None, limit: int, as_json: bool
) -> None:
    """List who did what, why and with what outcome, newest first, for a reviewer of reasons."""
    from geo.database import ADMIN, engine, query
    from geo.settings import Settings

    values = {
        "since": since.replace(tzinfo=dt.UTC) if since else None,
        "actor": actor,
        "action": action,
        "at_most": limit,
    }
    with engine(Settings.from_environment(), ADMIN).connect() as connection:
        rows = [dict(row) for row in connection.execute(query("audit_entries"), values).mappings()]
    if as_json:
        show_json({"entries": rows})
        return
    show_table(
        ("seq", "at (UTC)", "who", "did", "what", "rows", "why"),
        [
            (
                row["seq"],
                f"{row['at']:%Y-%m-%d %H:%M:%S}",
                row["actor"],
                _did(row),
                row["subject"],
                row["detail"].get("rows", ""),
                _why(row),
            )
            for row in rows
        ],
    )


def _did(row: dict[str, Any]) -> str:
    return (
        f"{row['action']} (denied)" if row["detail"].get("outcome") == "denied" else row["action"]
    )


def _why(row: dict[str, Any]) -> str:
    """Say the purpose that was stated; where one belongs and none was, say that."""
    if row["purpose"] is None:
        if row["action"] in {"consult", "export"}:
            return "no purpose was stated"
        return str(row["detail"].get("reason", ""))
    stated = row["stated"]
    return ", ".join(
        str(each) for each in (row["purpose"], stated.get("case"), stated.get("reason")) if each
    )


@click.command()
@purpose_options
@json_option
@answering
def purpose(purpose: str | None, case: str | None, reason: str | None, as_json: bool) -> None:
    """State what the next commands are for; without options, show what was stated."""
    from geo.console import REMEMBERED_MIN, door
    from geo.database import query

    looks = door(purpose, case, reason)
    with looks.engine.connect() as connection:
        values = {"account": looks.who.account, "minutes": REMEMBERED_MIN}
        row = connection.execute(query("purpose_in_force"), values).one_or_none()
    if as_json:
        stated = {"task": row.task, "purpose": row.purpose, **row.detail} if row else {}
        show_json({"stated": row is not None, "account": looks.who.account, **stated})
    elif row is None:
        click.echo("no purpose is stated: --purpose with --case or --reason states one")
    else:
        told = ", ".join(filter(None, (row.detail.get("case"), row.detail.get("reason"))))
        click.echo(f"{looks.who.account} looks for {row.purpose} ({told}), as task {row.task}")


@click.command()
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 100_000))
@json_option
@answering
def exports(limit: int, as_json: bool) -> None:
    """List the files that left: who took them, until when, and which were called back."""
    from geo.database import PUBLISHER, engine, query
    from geo.settings import Settings

    with engine(Settings.from_environment(), PUBLISHER).connect() as connection:
        found = connection.execute(query("exports"), {"at_most": limit}).mappings()
        rows = [dict(row) for row in found]
    if as_json:
        show_json({"exports": rows})
        return
    show_table(
        ("export", "taken (UTC)", "by", "file", "rows", "points", "delete by", "called back"),
        [
            (
                str(row["export_id"])[:8],
                f"{row['made_at']:%Y-%m-%d %H:%M}",
                row["account"],
                row["file_name"],
                row["rows"],
                "masked" if row["masked"] else "exact",
                f"{row['expires_on']:%Y-%m-%d}",
                f"{row['recalled_at']:%Y-%m-%d}" if row["recalled_at"] else "",
            )
            for row in rows
        ],
    )


def _anchors(settings: Settings) -> Anchors:
    from geo.anchors import Anchors
    from geo.keys import Keys

    return Anchors(settings.anchor_file, Keys(settings.key_folder))
