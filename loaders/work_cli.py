"""The command that checks and loads what was sent by a page: nightjar work."""

from __future__ import annotations

import logging
import os
import sys

import click

from geo.command import answering, json_option, say, show_json


@click.command()
@click.option("--once", is_flag=True, help="Work on what waits, and end.")
@click.option("--parent", type=int, hidden=True, help="End with the process of this number.")
@json_option
@answering
def work(*, once: bool, parent: int | None, as_json: bool) -> None:
    """Check and load what was sent by a page; nightjar serve starts one of these itself."""
    from geo import logs
    from geo.settings import Settings
    from geo.upgrade import ready
    from loaders import cage
    from loaders.worker import Worker

    if parent is not None:
        cage.die_with_parent(parent)
    settings = Settings.from_environment()
    if settings.log == "json" or (settings.log == "auto" and not sys.stderr.isatty()):
        logs.begin(requests=False)
    else:
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if parent is None:
        ready(settings)
    worker = Worker(settings)
    try:
        if once:
            done = worker.work_all()
            if as_json:
                show_json({"worked_on": done})
            else:
                say(f"worked on {done} uploads and questions")
            return
        say(f"working on what is sent by a page, as process {os.getpid()} (Ctrl-C stops it)")
        worker.run()
    finally:
        worker.close()
