"""The command of the drill of a busy day: nightjar drill load."""

from __future__ import annotations

import sys

import click

from geo.command import answering, json_option, say, show_json


@click.command("load")
@click.option("--officers", default=40, show_default=True, type=click.IntRange(1, 500))
@click.option(
    "--tiles",
    default=50.0,
    show_default=True,
    type=click.FloatRange(0, 10_000),  # fewer than none were asked without end
    help="For each second.",
)
@click.option("--seconds", default=600.0, show_default=True, type=click.FloatRange(1, 100_000))
@click.option(
    *("--thinks", "thinks"),
    default=7.0,
    show_default=True,
    type=click.FloatRange(0.1, 600),
    help="How long an officer reads a page before the next, on average, in seconds (as TPC-W).",
)
@json_option
@answering
def load(*, officers: int, tiles: float, seconds: float, thinks: float, as_json: bool) -> None:
    """Ask a server of the invented county as a busy day would, and say how long answers took.

    Exit code 1 if a list took over 800 ms or a tile over 150 ms (each at the 95th percentile), or
    anything was not answered, or memory grew by 5 % in an hour or more. The asking is done on this
    machine as well.
    """
    from geo.settings import Settings
    from webmap.load_drill import LIST_P95_MS, TILE_P95_MS, drill

    settings = Settings.from_environment()
    done = drill(settings, officers=officers, tiles=tiles, seconds=seconds, thinks=thinks)
    if as_json:
        show_json(done)
    else:
        for kind, most in (("list", LIST_P95_MS), ("tile", TILE_P95_MS), ("health", None)):
            found = done[kind]
            against = "" if most is None else f" (at most {most:.0f})"
            click.echo(
                f"{kind}: {found['answered']:,} answered, half within {found['p50_ms']} ms, "
                f"95 % within {found['p95_ms']} ms{against}, the slowest {found['most_ms']} ms"
            )
        memory = done["server_memory_mb"]
        click.echo(
            f"memory of the server: {memory['before']} MB before, {memory['warm']} MB warm, "
            f"{memory['after']} MB after: {memory['growth_percent']} % more than warm"
        )
        for fault, number in done["faults"].items():
            say(f"not answered as it should be: {fault}, {number} times")
    sys.exit(0 if done["passed"] else 1)
