"""The nightjar command: the commands of every package under one name."""

from __future__ import annotations

import click

import geo
from geo import (
    analysis_cli,
    asking_cli,
    audit_cli,
    backup_cli,
    cells_cli,
    doctor_cli,
    drill_cli,
    hotspot_cli,
    keeping_cli,
    notify_cli,
    user_cli,
    visits_cli,
)
from geo import cli as geo_cli
from geo.command import answering, say
from loaders import cli as loaders_cli
from loaders.drills import cli as drills_cli
from webmap import assurance_cli
from webmap.evidence_cli import evidence
from webmap.load_drill_cli import load as load_drill
from webmap.snapshot_cli import snapshot


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(geo.__version__, prog_name="nightjar")
def main() -> None:
    """Nightjar: premises near places where children's missing and exploitation episodes recur."""


@main.command()
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", help="Another address to listen on; needs accounts and NIGHTJAR_ADDRESS.")
@click.option("--no-worker", is_flag=True, help="Start no worker: nightjar work runs elsewhere.")
@answering
def serve(*, port: int, host: str | None, no_worker: bool) -> None:
    """Serve the pages to those who have accounts, on this machine's own address."""
    from geo.settings import Settings
    from geo.upgrade import ready
    from webmap.serving import serve as run

    settings = Settings.from_environment()
    ready(settings)
    run(settings, port, host, with_worker=not no_worker)


@main.command()
@click.option("--no-serve", is_flag=True, help="Do all but serve.")
@click.option("--no-worker", is_flag=True, help="Start no worker: nightjar work runs elsewhere.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535))
@answering
def demo(*, no_serve: bool, no_worker: bool, port: int) -> None:
    """Load the invented sample county, flag its premises, and serve it to its sample people."""
    from geo.settings import Settings
    from geo.upgrade import ready
    from webmap.demo import prepare, refuse_real_people

    settings = Settings.from_environment()
    ready(settings)
    refuse_real_people(settings)
    prepare(settings)
    if no_serve:
        say("./nightjar demo shows it")
        return
    from webmap.serving import serve_demo

    serve_demo(settings, port, with_worker=not no_worker)


drill_cli.drill.add_command(load_drill)
for command in (
    geo_cli.db,
    geo_cli.keys,
    user_cli.user,
    loaders_cli.load,
    loaders_cli.loads,
    loaders_cli.profiles,
    loaders_cli.work,
    asking_cli.repeat_locations,
    asking_cli.flag,
    evidence,
    visits_cli.visits,
    hotspot_cli.hotspots,
    hotspot_cli.colocation,
    analysis_cli.near_repeat,
    analysis_cli.scan,
    analysis_cli.evaluate,
    analysis_cli.compare,
    analysis_cli.rerun,
    cells_cli.cells,
    snapshot,
    audit_cli.purpose,
    audit_cli.audit,
    audit_cli.exports,
    keeping_cli.erase,
    keeping_cli.hold,
    keeping_cli.retain,
    notify_cli.notify,
    backup_cli.backup,
    backup_cli.restore,
    drill_cli.drill,
    doctor_cli.doctor,
    assurance_cli.assure,
    assurance_cli.dpia,
):
    main.add_command(command)

for command in (drills_cli.hostile, drills_cli.crash):
    drill_cli.drill.add_command(command)
