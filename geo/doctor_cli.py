"""The command that says what is wrong and what to do: nightjar doctor."""

from __future__ import annotations

import sys

import click

from geo.command import answering, json_option, show_json

SIGNS = {"well": "ok  ", "attend": "look", "wrong": "BAD "}


@click.command()
@json_option
@answering
def doctor(as_json: bool) -> None:
    """Say in plain words what is wrong with this installation, and what to do about it.

    Exit code 1 if something is wrong. Nothing is started or changed.
    """
    from geo.doctor import examine
    from geo.examined import WRONG
    from geo.settings import Settings

    lines = examine(Settings.from_environment())
    wrong = [line for line in lines if line.state == WRONG]
    if as_json:
        show_json({"well": not wrong, "checks": [line.describe() for line in lines]})
    else:
        for line in lines:
            click.echo(f"{SIGNS[line.state]}  {line.check}: {line.found}")
            if line.do and line.state != "well":
                click.echo(f"      do: {line.do}")
    sys.exit(1 if wrong else 0)
