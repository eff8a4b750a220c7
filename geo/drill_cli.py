"""Drills that an operator runs before the day on which it counts: nightjar drill."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from geo.command import answering, json_option, say, show_json


@click.group()
def drill() -> None:
    """Try what must work on the worst day, on a database of its own that is then removed."""


@drill.command("restore")
@click.option(
    "--file",
    type=click.Path(path_type=Path, exists=True),
    help="A backup that there is, or the folder of which the newest is; else one is made.",
)
@json_option
@answering
def restore(file: Path | None, as_json: bool) -> None:
    """Back up, restore into a cluster of its own, and compare every table; prints the seconds."""
    from geo.console import who
    from geo.restore_drill import drill as run
    from geo.settings import Settings

    done = run(Settings.from_environment(), who().account, file)
    if as_json:
        show_json(done)
    else:
        for line in done["differences"]:
            say(line)
        verdict = "everything came back" if done["passed"] else "not everything came back"
        took = done["seconds"]
        made = "" if took["backup"] is None else f"backup {took['backup']:.1f} s, "
        click.echo(
            f"{verdict}: {done['rows']:,} rows, {done['tables_compared']} tables compared row for "
            f"row; {made}restore {took['restore']:.1f} s"
        )
    sys.exit(0 if done["passed"] else 1)
