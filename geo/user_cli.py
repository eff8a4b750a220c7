"""Commands of accounts: nightjar user."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import click
from sqlalchemy import Connection, RowMapping

from geo.command import answering, json_option, say, show_json, show_table
from geo.errors import QuestionError

RIGHTS = click.Choice(["analyst", "officer", "board", "admin"])
right_option = click.option("--right", "audience", type=RIGHTS, help="What the person may be.")
authority_option = click.option(
    "--authority", metavar="CODE", help="An officer's authority, such as E08000003."
)
WAITS = (
    "an analyst's right needs two people: it has been asked for, and an administrator who is "
    "signed in must grant it on the page Accounts"
)
STATES = {
    "ready": "may sign in",
    "one_time": "has a password for one use",
    "one_time_ran_out": "password for one use ran out",
    "none": "a sample person",
    "ended": "ended",
}


@click.group()
def user() -> None:
    """Add people, and say what each may see."""


@user.command()
@click.argument("name")
@click.option("--right", "audience", type=RIGHTS, required=True, help="What the person may be.")
@authority_option
@click.option("--called", metavar="TEXT", help="The person's name as pages show it.")
@click.option("--email", help="Where `nightjar notify` tells the person that something waits.")
@click.option("--subject", help="The person's subject at the identity provider, for sign-in there.")
@click.option("--provider", help="Which identity provider, by its key, where there are several.")
@json_option
@answering
def add(
    name: str,
    audience: str,
    authority: str | None,
    called: str | None,
    email: str | None,
    subject: str | None,
    provider: str | None,
    as_json: bool,
) -> None:
    """Add an account with the sign-in name NAME and give it a right.

    It gets a password for one use within three days; at the first sign-in its holder chooses a
    password and sets up an authenticator app.
    """
    from geo.accounts import NewAccount, Register, commander, real_people
    from geo.providers import chosen
    from geo.settings import Settings

    settings = Settings.from_environment()
    issuer = chosen(settings, provider).issuer if subject else None
    with _owner() as connection:
        first = not real_people(connection)
        register = Register(connection, commander())
        display_name = called or name.replace(".", " ").title()
        account_id, password = register.add(NewAccount(name, display_name, email, issuer, subject))
        right_id = register.ask_right(account_id, audience, authority)
    facts: dict[str, Any] = {
        "account_id": account_id,
        "sign_in_name": name.lower(),
        "right_id": right_id,
        "audience": audience,
        "authority": authority,
        "granted": audience != "analyst",
        "one_time_password": password,
    }
    if as_json:
        show_json(facts)
    else:
        click.echo(f"added {name.lower()}, {audience}{f' of {authority}' if authority else ''}")
        if password:
            click.echo(f"password for one use, within three days: {password}")
    if audience == "analyst":
        say(WAITS)
    if first:
        say("from now on the demonstration's sample people cannot sign in to this database")


@user.command("list")
@json_option
@answering
def list_(as_json: bool) -> None:
    """Show the accounts and what each may be now."""
    from geo.accounts import accounts, rights

    with _owner() as connection:
        found = accounts(connection)
        now = [each for each in rights(connection) if each["ended_at"] is None]
    held = {each["account_id"]: [_plain(r) for r in _of(now, each["account_id"])] for each in found}
    if as_json:
        show_json({"accounts": [{**each, "rights": held[each["account_id"]]} for each in found]})
        return
    show_table(
        ("sign-in name", "name", "may be", "state", "last seen"),
        [
            (
                each["sign_in_name"],
                each["display_name"],
                ", ".join(_words(right) for right in held[each["account_id"]]) or "nothing",
                "locked for a while" if _locked(each) else STATES[each["state"]],
                each["last_seen"].strftime("%Y-%m-%d %H:%M UTC") if each["last_seen"] else "never",
            )
            for each in found
        ],
    )


@user.command()
@click.argument("name")
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Only rights in force on this day."
)
@json_option
@answering
def rights(name: str, day: dt.datetime | None, as_json: bool) -> None:
    """Show what NAME may and might see: every right, who asked, granted and ended it, and when."""
    from geo.accounts import account_named
    from geo.accounts import rights as history

    with _owner() as connection:
        account_id: UUID = account_named(connection, name)["account_id"]
        found = history(connection, account_id, on=day.date() if day else None)
    if as_json:
        facts = [_plain(each) for each in found]
        on = day.date() if day else None
        show_json({"sign_in_name": name.lower(), "on": on, "rights": facts})
        return
    parts = ("asked_by", "asked_at", "granted_by", "granted_at", "ended_by", "ended_at")
    show_table(
        ("right", "asked for by", "at", "granted by", "at", "ended by", "at"),
        [(_words(each), *(_cell(each[part]) for part in parts)) for each in found],
    )
    if not found and day:
        say(f"{name.lower()} had no right on {day:%Y-%m-%d}")


@user.command()
@click.argument("name")
@click.option("--right", "audience", type=RIGHTS, required=True, help="What the person may be.")
@authority_option
@json_option
@answering
def grant(name: str, audience: str, authority: str | None, as_json: bool) -> None:
    """Give NAME a right, or grant one that an administrator asked for."""
    from geo.accounts import Register, account_named, commander
    from geo.accounts import rights as history

    with _owner() as connection:
        account_id: UUID = account_named(connection, name)["account_id"]
        register = Register(connection, commander())
        waiting = [
            each
            for each in history(connection, account_id, waiting=True)
            if each["audience"] == audience
        ]
        if waiting:
            register.grant_right(waiting[0]["right_id"])
            right_id, granted = waiting[0]["right_id"], True
        else:
            right_id = register.ask_right(account_id, audience, authority)
            granted = audience != "analyst"
    if as_json:
        show_json({"sign_in_name": name.lower(), "right_id": right_id, "granted": granted})
    else:
        click.echo(f"{name.lower()}: {audience} {'granted' if granted else 'asked for'}")
    if not granted:
        say(WAITS)


@user.command()
@click.argument("name")
@right_option
@authority_option
@json_option
@answering
def end(name: str, audience: str | None, authority: str | None, as_json: bool) -> None:
    """End one right of NAME, or the whole account if no right is named; sessions end with it."""
    from geo.accounts import Register, account_named, commander
    from geo.accounts import rights as history

    with _owner() as connection:
        account_id: UUID = account_named(connection, name)["account_id"]
        register = Register(connection, commander())
        if audience is None:
            register.end(account_id)
            ended = "the account"
        else:
            found = [
                each
                for each in history(connection, account_id)
                if each["ended_at"] is None
                and each["audience"] == audience
                and authority in {None, each["authority"]}
            ]
            if len(found) != 1:
                raise QuestionError(
                    f"{name.lower()} must have one right of that kind and has {len(found)}: "
                    "see them by nightjar user rights, and name the authority if there are several"
                )
            register.end_right(found[0]["right_id"])
            ended = f"the right {_words(found[0])}"
    if as_json:
        show_json({"sign_in_name": name.lower(), "ended": ended})
    else:
        click.echo(f"{name.lower()}: {ended} has ended")


@user.command()
@click.argument("name")
@json_option
@answering
def reset(name: str, as_json: bool) -> None:
    """Give NAME a new password for one use and forget the authenticator app.

    An analyst's right ends with it and is asked for again: whoever resets an account could use it.
    """
    from geo.accounts import Register, account_named, commander
    from geo.accounts import rights as history

    with _owner() as connection:
        account_id: UUID = account_named(connection, name)["account_id"]
        password = Register(connection, commander()).reset(account_id)
        waiting = history(connection, account_id, waiting=True)
    if as_json:
        show_json({"sign_in_name": name.lower(), "one_time_password": password})
    else:
        click.echo(f"password for one use, within three days: {password}")
    if waiting:
        say(WAITS)


@contextmanager
def _owner() -> Iterator[Connection]:
    """A transaction of the database's owner: whose operating-system account owns it may do this."""
    from geo.database import engine
    from geo.settings import Settings
    from geo.upgrade import ready

    settings = Settings.from_environment()
    ready(settings)
    owner = engine(settings)
    try:
        with owner.begin() as connection:
            yield connection
    finally:
        owner.dispose()


def _of(rights: Sequence[RowMapping], account_id: UUID) -> list[RowMapping]:
    return [each for each in rights if each["account_id"] == account_id]


def _plain(right: RowMapping) -> dict[str, Any]:
    left_out = {"account_id", "sign_in_name", "display_name", "asked_by_actor"}
    return {name: value for name, value in right.items() if name not in left_out}


def _words(right: Any) -> str:
    of = f" of {right['authority_name'] or right['authority']}" if right["authority"] else ""
    waits = "" if right["granted_at"] else " (asked for)"
    return f"{right['audience']}{of}{waits}"


def _cell(value: Any) -> str | None:
    return f"{value:%Y-%m-%d %H:%M} UTC" if isinstance(value, dt.datetime) else value


def _locked(account: RowMapping) -> bool:
    until = account["locked_until"]
    return until is not None and until > dt.datetime.now(dt.UTC)
