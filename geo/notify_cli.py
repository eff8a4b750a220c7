"""The command that tells people by e-mail what waits for them: to be run each morning."""

from __future__ import annotations

import click

from geo.cluster import OWNER
from geo.command import answering, json_option, show_json


@click.command()
@json_option
@answering
def notify(as_json: bool) -> None:
    """Tell people by e-mail, once each, that something waits for them: a subject and a link."""
    from geo import notices
    from geo.console import who
    from geo.settings import Settings
    from geo.upgrade import ready_engine

    settings = Settings.from_environment()
    done = notices.send(ready_engine(settings, OWNER), settings, who().account)
    if as_json:
        show_json(done)
        return
    click.echo(
        f"{done['sent']:,} people were told of {done['things']:,} things; {done['failed']:,} could "
        "not be told, and are at the next run"
    )
