"""What each column of a register is taken for, shown before anything of it is loaded."""

from __future__ import annotations

from typing import Any

import click

from geo.command import show_json, show_table

TOLD = {
    "name": "its name",
    "words": "words of its name",
    "contents": "what it holds",
    "given": "a profile or --map",
}


def show_proposal(shown: dict[str, Any], as_json: bool, *, by_hand: bool = True) -> None:
    """Print a proposal; ``by_hand``: its columns can be settled by the command."""
    if as_json:
        show_json(shown)
        return
    show_table(
        ("what", "is read from", "told by"),
        [(row["field"], ", ".join(row["columns"]), TOLD[row["basis"]]) for row in shown["fields"]],
    )
    if any(row["field"] == "not_kept" for row in shown["fields"]):
        click.echo("not_kept: understood and never stored, such as where people live")
    if shown["missing"]:
        click.echo(f"no column was found for: {', '.join(shown['missing'])}")
    if shown["unused"]:
        click.echo(f"not used: {', '.join(shown['unused'])}")
    for notice in shown["notices"]:
        click.echo(f"note: {notice}")
    how = "; settle a column with --map field=Column" if by_hand else ""
    click.echo(f"nothing was loaded{how}")
