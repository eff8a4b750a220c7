"""Whoever works on the server itself: their name, and what they are looking for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import click

from geo.audit import CONSOLE, PURPOSES, Door, Purpose, Who
from geo.command import say
from geo.errors import QuestionError

REMEMBERED_MIN = 15  # a task's length: asked more often, people type anything


def who() -> Who:
    """Return the account of the operating system that runs the command.

    By its number: a name in the environment is whatever one sets it to.
    """
    import pwd

    number = os.geteuid()
    try:
        name = pwd.getpwuid(number).pw_name
    except KeyError:
        name = str(number)
    return Who(f"console:{name}", CONSOLE)


def purpose_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options by which a command is told what it is for; one statement lasts a task."""
    for option in reversed(
        (
            click.option(
                "--purpose",
                type=click.Choice(tuple(PURPOSES)),
                help=f"What for; remembered for {REMEMBERED_MIN} minutes.",
            ),
            click.option("--case", help="The case it is for, by its reference."),
            click.option("--reason", help="Why, in ten characters or more, naming no child."),
        )
    ):
        command = option(command)
    return command


def door(purpose: str | None, case: str | None, reason: str | None, *, ask: bool = False) -> Door:
    """Return the door of a command: with the purpose that was given, remembered or asked for.

    Whoever states none is let through, and the record shows that none was stated.
    Raises: click.UsageError, AuditError.
    """
    from geo.database import PUBLISHER, query
    from geo.settings import Settings
    from geo.upgrade import ready_engine

    stated = None
    if purpose is None and (case or reason):
        purpose = "analysis"
    if purpose is not None:
        if not case and not reason:
            raise click.UsageError("--purpose needs --case or --reason beside it")
        stated = _purpose(purpose, case, reason)
    made = Door(ready_engine(Settings.from_environment(), PUBLISHER), who())
    if stated is not None:
        made.state(stated)
        return made
    values = {"account": made.who.account, "minutes": REMEMBERED_MIN}
    with made.engine.connect() as connection:
        found = connection.execute(query("purpose_in_force"), values).one_or_none()
    if found is not None:
        made.task = int(found.task)
    elif ask and all(each.isatty() for each in (sys.stdin, sys.stdout, sys.stderr)):
        stated = _asked()
        if stated is not None:
            made.state(stated)
    return made


def _purpose(code: str, case: str | None, reason: str | None) -> Purpose:
    try:
        return Purpose(code, case, reason)
    except QuestionError as error:
        raise click.UsageError(str(error)) from error


def _asked() -> Purpose | None:
    """Ask the person at a terminal, once a task; who answers nothing states nothing."""
    for code, meaning in PURPOSES.items():
        say(f"  {code}: {meaning}")
    code = click.prompt("what is this for", default="", show_default=False, err=True)
    if not code:
        return None
    reason = click.prompt("why, or for which case (ten characters or more)", err=True)
    return _purpose(code, None, reason)
