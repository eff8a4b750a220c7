"""The commands of cells: nightjar cells build, nightjar cells publish, nightjar cells status."""

from __future__ import annotations

import click

from geo.command import answering, json_option, say, show_json, show_table


@click.group()
def cells() -> None:
    """Divide the map into cells, and publish quarters to officers and the board."""


@cells.command()
@json_option
@answering
def build(as_json: bool) -> None:
    """Divide into cells, by their addresses, the squares that are not divided yet."""
    from geo.database import PUBLISHER, engine
    from geo.errors import PublicationError
    from geo.ladder import build_cells
    from geo.policy import in_force
    from geo.quarters import today
    from geo.settings import Settings

    with engine(Settings.from_environment(), PUBLISHER).begin() as connection:
        policy = in_force(connection, "officer", today())
        squares, rows = build_cells(connection, policy.k_addr or 0)
    if not rows:
        raise PublicationError(
            "residential addresses must be loaded before cells are built of them, and none are: "
            "nightjar load addresses FILE, all of your area's at once"
        )
    if as_json:
        show_json({"squares": squares, "cells": rows})
        return
    show_table(
        ("size in m", "shown", "cells", "addresses", "fewest in one"),
        [
            (
                r["level_m"],
                "yes" if r["shown"] else "never",
                r["cells"],
                r["addresses"],
                r["fewest"],
            )
            for r in rows
        ],
    )
    click.echo(
        f"{squares:,} squares of 4 km were divided; those divided before were left as they are"
    )
    say("a square once divided stays so: addresses that are loaded later do not change its cells")


@cells.command()
@click.option("--quarter", required=True, help="A calendar quarter that is over, such as 2026Q3.")
@json_option
@answering
def publish(quarter: str, as_json: bool) -> None:
    """Publish a quarter: cells and flags to officers, wards to the board. It is then final."""
    from geo.database import PUBLISHER
    from geo.keys import Keys
    from geo.publication import publish as publish_quarter
    from geo.publication import require_wards
    from geo.quarters import Quarter, today
    from geo.settings import Settings
    from geo.upgrade import ready_engine

    settings = Settings.from_environment()
    named = Quarter.named(quarter)
    with ready_engine(settings, PUBLISHER).begin() as connection:
        done = publish_quarter(connection, Keys(settings.key_folder), named, today())
        if not done.already_published:
            require_wards(connection)  # a refusal here takes back all that was written
    facts = done.describe()
    if as_json:
        show_json(facts)
        return
    again = " (published before: nothing was changed)" if done.already_published else ""
    click.echo(
        f"{quarter}: {facts['cells']:,} cells and {facts['premises']:,} premises near them for "
        f"officers, {facts['wards']:,} wards and {facts['numbers_by_authority']:,} numbers by "
        f"authority for the board{again}"
    )
    for line in not_published(facts):
        say(line)


@cells.command()
@json_option
@answering
def status(as_json: bool) -> None:
    """Show which quarters are published."""
    from geo.database import PUBLISHER, engine, query
    from geo.settings import Settings

    with engine(Settings.from_environment(), PUBLISHER).connect() as connection:
        rows = [dict(row) for row in connection.execute(query("cell_publications")).mappings()]
    if as_json:
        show_json({"quarters": rows})
        return
    show_table(
        ("quarter", "published on", "cells", "premises", "wards", "sha256"),
        [
            (
                row["quarter"],
                f"{row['published_at']:%-d %B %Y}",
                row["cells"],
                row["premises"],
                row["wards"],
                row["result_sha256"][:12],
            )
            for row in rows
        ],
    )


def not_published(facts: dict[str, int]) -> list[str]:
    """Say what was left out of a publication, to the publisher alone."""
    lines = []
    for name, why in (
        ("episodes_without_child", "carry no pseudonym: such data are never published"),
        ("episodes_without_cell", "are where no cell is built: load addresses, then cells build"),
        ("episodes_never_shown", "are where too few addresses are: never shown"),
    ):
        if facts[name]:
            lines.append(f"left out: {facts[name]:,} episodes {why}")
    if facts["sets_of_pseudonyms"] > 1:
        lines.append(
            f"left out: suppliers hash with {facts['sets_of_pseudonyms']:,} keys, so that a child "
            "may have a pseudonym of each: where several tell of an area, the one with the most "
            "children is counted alone. Ask them to share one key."
        )
    return lines
