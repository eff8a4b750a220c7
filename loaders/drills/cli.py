"""The drills that do harm on purpose, in a database that is made for it and removed."""

from __future__ import annotations

import sys
from itertools import chain

import click

from geo.command import answering, json_option, say, show_json, show_table


@click.command()
@click.option("--only", metavar="WORD", help="Send only the files whose name has this word.")
@json_option
@answering
def hostile(*, only: str | None, as_json: bool) -> None:
    """Send hostile files through the closed process that reads what is sent by a page.

    In a database that is made for it and removed: nothing that is held is touched. Most must be
    refused; of each that may be read it is said why. Exit code 1 if a file does harm.
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
            ("file", "harm", "s", "MB", "what was said", "may be read because", ""),
            [
                (
                    *(repr(each.file)[1:-1][:30], each.harm, each.seconds, each.memory_mb),
                    *(each.said[:90], each.read_because, "; ".join(each.faults) or "passed"),
                )
                for each in outcomes
            ],
        )
    refused = sum(each.refused for each in outcomes)
    say(
        f"{len(outcomes) - failed} of {len(outcomes)} hostile files did no harm: {refused} were "
        f"refused, {len(outcomes) - refused} were read, each for the reason that is said of it"
    )
    sys.exit(1 if failed or not outcomes else 0)


@click.command()
@click.option("--times", default=20, show_default=True, type=click.IntRange(1, 1000))
@click.option("--server-times", default=10, show_default=True, type=click.IntRange(1, 1000))
@click.option(
    "--rows",
    default=100_000,
    show_default=True,
    type=click.IntRange(100_000, 10_000_000),
    help="Episodes of the large load.",
)
@click.option("--seed", default=1, show_default=True, help="Of the moments, and of the order.")
@json_option
@answering
def crash(*, times: int, server_times: int, rows: int, seed: int, as_json: bool) -> None:
    """Kill the loader, the publisher and the database server in the middle of their work.

    --times for the first two, --server-times for the server, at moments of their transactions that
    --seed draws: while they read, copy, make indexes and commit. Also lost connections, a restart,
    a disk that is full (as root, who may mount one), and deliveries that are truncated, repeated,
    overlapping and out of order. In a database server that is made for it and removed: nothing that
    is held is touched. Takes some minutes. Exit code 1 if anything is lost, doubled or half done,
    or if the server was not ready again within 10 s.
    """
    from geo.cluster import Cluster
    from geo.postgis import provide
    from geo.scratch import scratch
    from geo.settings import Settings
    from loaders.drills import disks
    from loaders.drills.crash import Drill, Plan
    from loaders.drills.ground import Ground

    settings, findings = Settings.from_environment(), []
    with scratch(settings) as inside:
        cluster = Cluster(inside.data / "cluster", provide(settings.data))
        folder = inside.data / "files"
        folder.mkdir()
        ground = Ground(inside, cluster, folder)
        begun = Drill.begin(ground, Plan(times, server_times, rows), seed)
        say("loaded and published undisturbed")
        for finding in chain(begun.run(), disks.drills(begun)):
            findings.append(finding)
            say(f"{finding.drill}: {finding.verdict}")
    failed = sum(not each.passed for each in findings)
    if as_json:
        found = [each.describe() for each in findings]
        show_json({"drill": "crash", "passed": not failed, "seed": seed, "findings": found})
    else:
        show_table(
            ("drill", "times", "interrupted", "at", "ready again, s", ""),
            [
                (
                    *(each.drill, each.times, each.interrupted),
                    ", ".join(f"{stage} {count}" for stage, count in each.stages.items()),
                    f"{max(each.ready_s):.1f}" if each.ready_s else "",
                    each.verdict,
                )
                for each in findings
            ],
        )
    sys.exit(1 if failed else 0)
