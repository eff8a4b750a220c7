"""The command of evidence packs: nightjar evidence."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from geo.ceiling import answering_under
from geo.command import answering, json_option, say, show_json
from geo.console import door, purpose_options


@click.command()
@click.option(
    "--run",
    required=True,
    help="The run that flagged them: its number, or the beginning of it that nightjar flag prints.",
)
@click.option(
    "--premises",
    type=click.UUID,
    multiple=True,
    required=True,
    help="The number of a premises, from its page or the list; several times for a set.",
)
@click.option(
    "--build",
    type=click.Choice(("restricted", "public")),
    required=True,
    help="restricted: the full evidence; public: from published figures alone.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file to write, .html or .pdf.",
)
@purpose_options
@json_option
@answering
@answering_under
def evidence(
    run: str,
    premises: tuple[UUID, ...],
    build: str,
    output: Path,
    purpose: str | None,
    case: str | None,
    reason: str | None,
    as_json: bool,
) -> None:
    """Write an evidence pack about premises, from one run: it says near, and never linked."""
    from geo import exports, released
    from geo.audit import What
    from geo.database import ANALYST, engine
    from geo.errors import QuestionError
    from geo.exports import Told
    from geo.settings import Settings
    from webmap import evidence as packs

    try:
        exports.check_document(output)
    except QuestionError as error:
        raise click.UsageError(str(error)) from error
    looks = door(purpose, case, reason)
    terms = {"premises": [str(each) for each in premises], "build": build}
    reading = engine(Settings.from_environment(), ANALYST)
    with reading.connect() as connection:
        run_id = released.run_named(connection, run)
    what = What("nightjar evidence", packs.THINGS[build], str(run_id), terms)
    with looks.consulting(what) as seen, reading.connect() as connection:
        facts = packs.read(connection, build, run_id, premises)
        seen.rows = len(facts.premises)
    reading.dispose()
    made = packs.write(looks, facts, output, what, Told())
    if as_json:
        show_json({**made.describe(), "build": build, "facts_sha256": facts.sha256})
        return
    click.echo(f"{made.path}: {build} build, facts sha256 {facts.sha256[:12]}")
    say(
        f"export {str(made.export_id)[:8]}, to be deleted by {made.expires_on:%-d %B %Y}; near is "
        "all that it says"
    )
