"""The drills that do harm on purpose, in a database that is made for it and removed."""

from __future__ import annotations

import sys

import click

from geo.command import answering, json_option, say, show_json, show_table


@click.command()
@click.option("--only", metavar="WORD", help="Send only the files whose name has this word.")
@json_option
@answering
def hostile(*, only: str | None, as_json: bool) -> None:
    """Send hostile files through the closed process that reads what is sent by a page.

    In a database that is made for it and removed: nothing that is held is touched. Exit code 1 if a
    file does harm.
    """
    import tempfile
    from pathlib import Path

    from geo.scratch import scratch
    from geo.settings import Settings
    from loaders import cage, landlock
    from loaders.drills import hostile as drilled

    if not landlock.version():
        say(cage.NO_LANDLOCK)
    with scratch(Settings.from_environment()) as inside, tempfile.TemporaryDirectory() as folder:
        words = "" if only is None else only
        outcomes = list(drilled.drill(inside, Path(folder), say, lambda each: words in each.name))
    failed = sum(bool(each.faults) for each in outcomes)
    if as_json:
        show_json(
            {
                "drill": "hostile",
                "passed": not failed and bool(outcomes),
                "landlock": landlock.version(),
                "files": [each.describe() for each in outcomes],
            }
        )
    else:
        show_table(
            ("file", "harm", "s", "MB", "what was said", ""),
            [
                (
                    *(repr(each.file)[1:-1][:30], each.harm, each.seconds, each.memory_mb),
                    *(each.said[:90], "; ".join(each.faults) or "passed"),
                )
                for each in outcomes
            ],
        )
    say(f"{len(outcomes) - failed} of {len(outcomes)} hostile files did no harm")
    sys.exit(1 if failed or not outcomes else 0)
