"""The commands of snapshots: nightjar snapshot build, check, publish, list, withdraw, verify."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from geo.command import REFUSED, answering, json_option, say, show_json, show_table

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from geo.keys import Keys
    from geo.settings import Settings


def _quarter(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    from geo.errors import QuestionError
    from geo.quarters import Quarter

    if value is None:
        return None
    try:
        return str(Quarter.named(value))
    except QuestionError as error:
        raise click.BadParameter(str(error)) from error


def _period(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the two ways to say which snapshot is meant."""
    for option in (
        click.option(
            "--restate", type=click.IntRange(1970, 2099), help="The restatement of this year."
        ),
        click.option("--quarter", callback=_quarter, help="A calendar quarter, such as 2026Q3."),
    ):
        command = option(command)
    return command


def _named(quarter: str | None, restate: int | None) -> str:
    if (quarter is None) == (restate is None):
        raise click.UsageError("say which snapshot: --quarter 2026Q3, or --restate 2026")
    return quarter if quarter is not None else f"{restate}R"


@click.group()
def snapshot() -> None:
    """Publish a quarter as one page with its tables and map, fixed, signed and checked."""


@snapshot.command()
@_period
@json_option
@answering
def build(quarter: str | None, restate: int | None, as_json: bool) -> None:
    """Build the draft of a snapshot from a published quarter; the same quarter, the same bytes."""
    from geo import snapshot_store

    period = _named(quarter, restate)
    with _publisher() as (settings, connection, keys, actor):
        say(f"making the page, tables and map of {period}")
        about, files = remake(settings, connection, keys, period)
        kept, new = snapshot_store.build(connection, keys, actor, about, files)
    if as_json:
        sizes = {name: len(data) for name, data in files.items()}
        show_json({**kept.describe(), "built": new, "files": sizes})
        return
    what = "is built as a draft" if new else f"was built before ({kept.state}): the same bytes"
    click.echo(f"{kept.name} {what}; sha256 {kept.sealed.sha256}")
    if kept.state == snapshot_store.DRAFT:
        say("next: nightjar snapshot check, then nightjar snapshot publish")


@snapshot.command()
@_period
@json_option
@answering
def check(quarter: str | None, restate: int | None, as_json: bool) -> None:
    """Attack a snapshot beside all that was ever published; exit code 1 if it is blocked."""
    from geo import snapshot_check, snapshot_store

    period = _named(quarter, restate)
    say("trying what can be worked out from it and everything that was published before")
    with _publisher() as (settings, connection, keys, actor):
        kept = snapshot_store.newest(connection, period)
        judged = snapshot_store.check(
            connection, keys, actor, kept, lambda: remake(settings, connection, keys, period)[1]
        )
    stands = snapshot_check.passed(judged)
    if as_json:
        show_json(
            {
                "name": kept.name,
                "sha256": kept.sealed.sha256,
                "passed": stands,
                "findings": [each.describe() for each in judged],
            }
        )
    else:
        for each in judged:
            click.echo(str(each.finding))
            for reason in () if each.finding.passed else each.reasons:
                say(f"  {reason}")
        click.echo(f"{kept.name} {'may be published' if stands else 'is blocked'}")
    sys.exit(0 if stands else REFUSED)


@snapshot.command()
@_period
@json_option
@answering
def publish(quarter: str | None, restate: int | None, as_json: bool) -> None:
    """Publish a draft that passed its check, to the board, officers and analysts. It is final."""
    from geo import snapshot_store

    period = _named(quarter, restate)
    with _publisher() as (_, connection, keys, actor):
        kept, new = snapshot_store.publish(connection, keys, actor, period)
    if as_json:
        show_json({**kept.describe(), "already_published": not new})
        return
    again = "" if new else " (published before: nothing was changed)"
    click.echo(f"{kept.name} is published{again}; sha256 {kept.sealed.sha256}")


@snapshot.command("list")
@_period
@json_option
@answering
def list_(quarter: str | None, restate: int | None, as_json: bool) -> None:
    """List the snapshots: drafts, published and withdrawn."""
    from geo import snapshot_store

    period = _named(quarter, restate) if quarter or restate else None
    with _publisher() as (_, connection, _keys, _actor):
        found = [each for each in snapshot_store.every(connection) if period in {None, each.period}]
    if as_json:
        show_json({"snapshots": [each.describe() for each in found]})
        return
    show_table(
        ("snapshot", "state", "built (UTC)", "published (UTC)", "check", "noted", "sha256"),
        [
            (
                each.name,
                each.state,
                f"{each.built_at:%Y-%m-%d %H:%M}",
                f"{each.published_at:%Y-%m-%d %H:%M}" if each.published_at else "",
                {None: "none", True: "passed", False: "failed"}[each.passed],
                each.notes,
                each.sealed.sha256[:12],
            )
            for each in found
        ],
    )


@snapshot.command()
@_period
@click.option("--reason", required=True, help="Why, in ten characters or more; readers see it.")
@json_option
@answering
def withdraw(quarter: str | None, restate: int | None, reason: str, as_json: bool) -> None:
    """Withdraw a published snapshot: it stays on file and in the list, with the reason."""
    from geo import snapshot_store

    period = _named(quarter, restate)
    with _publisher() as (_, connection, _keys, actor):
        kept = snapshot_store.withdraw(connection, actor, period, reason)
    if as_json:
        show_json({"name": kept.name, "state": snapshot_store.WITHDRAWN, "reason": reason})
        return
    click.echo(f"{kept.name} is withdrawn; nightjar snapshot build makes the next edition")
    say("copies that were passed round stay with whoever has them: tell the board")


@snapshot.command()
@_period
@json_option
@answering
def verify(quarter: str | None, restate: int | None, as_json: bool) -> None:
    """Check every stored file by hash and signature; exit code 1 if one is not as signed."""
    from geo import snapshot_store

    period = _named(quarter, restate) if quarter or restate else None
    with _publisher() as (_, connection, keys, _actor):
        found = snapshot_store.faults(connection, keys, period)
    wrong = {name: fault for name, fault in found.items() if fault}
    if as_json:
        show_json({"stands": not wrong, "snapshots": found})
    else:
        for fault in wrong.values():
            click.echo(fault)
        click.echo(f"{len(found) - len(wrong)} of {len(found)} snapshots are as they were signed")
    sys.exit(REFUSED if wrong else 0)


def remake(
    settings: Settings, connection: Connection, keys: Keys, period: str
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Make the files of a period from what is published. Raises: PublicationError.

    A quarter's are made by the board's own login, and can hold nothing that it may not read.
    """
    from geo.database import BOARD, engine
    from geo.errors import NotFoundError, PublicationError
    from geo.quarters import today
    from geo.restatement import restate
    from webmap import snapshot_page

    if period.endswith("R"):
        return snapshot_page.of_restatement(restate(connection, keys, int(period[:4]), today()))
    board = engine(settings, BOARD)
    try:
        with board.connect() as reading:
            return snapshot_page.of_quarter(reading, period)
    except NotFoundError as error:
        raise PublicationError(
            f"{period} must be published before a snapshot is made of it, and is not: nightjar "
            f"cells publish --quarter {period}"
        ) from error
    finally:
        board.dispose()


@contextmanager
def _publisher() -> Iterator[tuple[Settings, Connection, Keys, str]]:
    """Open a transaction of the publisher's, in the name of whoever runs the command."""
    from geo.console import who
    from geo.database import PUBLISHER
    from geo.keys import Keys
    from geo.settings import Settings
    from geo.upgrade import ready_engine

    settings = Settings.from_environment()
    made = ready_engine(settings, PUBLISHER)
    with made.begin() as connection:
        yield settings, connection, Keys(settings.key_folder), who().account
    made.dispose()
