"""The nightjar command: the commands of every package under one name."""

from __future__ import annotations

import click

import geo
from geo import asking
from geo import cli as geo_cli
from loaders import cli as loaders_cli


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(geo.__version__, prog_name="nightjar")
def main() -> None:
    """Nightjar: premises near places where children's missing and exploitation episodes recur."""


main.add_command(geo_cli.db)
main.add_command(asking.repeat_locations)
main.add_command(asking.flag)
main.add_command(loaders_cli.load)
