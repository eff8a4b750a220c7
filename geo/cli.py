"""Commands of the database and of the keys: nightjar db, nightjar keys."""

from __future__ import annotations

import sys

import click

from geo.command import answering, fail, json_option, say, show_json


@click.group()
def db() -> None:
    """Start, stop, upgrade and check the database."""


@db.command()
@json_option
@answering
def start(as_json: bool) -> None:
    """Start the private cluster, making it and its tables first if they are not there."""
    from geo.database import private_cluster
    from geo.settings import Settings
    from geo.upgrade import ready

    settings = Settings.from_environment()
    if settings.database_url is not None:
        fail("NIGHTJAR_DATABASE_URL is set: that database is not ours to start", as_json)
    cluster = private_cluster(settings)
    ready(settings)
    if as_json:
        show_json({"running": True, "folder": str(cluster.folder), "socket": str(cluster.socket())})
    else:
        click.echo(f"running in {cluster.folder}, reached through {cluster.socket()}")


@db.command()
@answering
def stop() -> None:
    """Stop the private cluster; sessions in it end."""
    from geo.database import private_cluster
    from geo.settings import Settings

    settings = Settings.from_environment()
    if settings.database_url is not None:
        fail("NIGHTJAR_DATABASE_URL is set: that database is not ours to stop")
    click.echo("stopped" if private_cluster(settings).stop() else "was not running")


@db.command()
@json_option
@answering
def status(as_json: bool) -> None:
    """Say where the database is, whether it runs, and what it was made by."""
    from geo.settings import Settings
    from geo.standing import describe, sentences

    found = describe(Settings.from_environment())
    if as_json:
        show_json(found)
    else:
        for line in sentences(found):
            click.echo(line)


@db.command()
@answering
def upgrade() -> None:
    """Bring the database to this release, and mend what was changed of its views and rights."""
    from geo.settings import Settings
    from geo.upgrade import ready

    ready(Settings.from_environment(), mend=True)
    click.echo("the database is at this release")


@db.command()
@json_option
@answering
def check(as_json: bool) -> None:
    """Prove that the database is what the models and the release say it is."""
    from geo.check import check as differences
    from geo.database import engine
    from geo.settings import Settings

    with engine(Settings.from_environment()).connect() as connection:
        found = differences(connection)
    if as_json:
        show_json({"agrees": not found, "differences": found})
    elif not found:
        click.echo("the database agrees with the models and with this release")
    for line in found:
        say(line)
    sys.exit(1 if found else 0)


@db.command()
@click.option(
    "--login",
    type=click.Choice(["analyst", "officer", "board", "admin"]),
    required=True,
    help="As whom.",
)
@json_option
@answering
def url(login: str, as_json: bool) -> None:
    """Print the address by which psql, QGIS or a script reads what one login may read.

    It holds no password. In the private cluster it works for the account of this machine that owns
    the cluster, and for nobody else; elsewhere the server decides. Who asked for it is recorded
    before it is printed, since what is read by it is not.
    """
    from geo.console import who
    from geo.database import address_of, engine, query
    from geo.settings import Settings

    settings = Settings.from_environment()
    address = address_of(settings, f"nightjar_{login}")
    act = {"actor": who().account, "action": "give address", "detail": "{}"}
    with engine(settings).begin() as connection:
        connection.execute(query("audit_add"), {**act, "subject": f"login:nightjar_{login}"})
    if as_json:
        show_json({"login": f"nightjar_{login}", "url": address})
    else:
        click.echo(address)


@click.group()
def keys() -> None:
    """Make and show the keys that are kept outside the database."""


@keys.command()
@json_option
@answering
def make(as_json: bool) -> None:
    """Make the keys that are missing; those that are there are kept as they are."""
    from geo.keys import Keys
    from geo.server_account import refuse_anothers
    from geo.settings import Settings

    settings = Settings.from_environment()
    if settings.database_url is None:
        refuse_anothers(settings.data / "cluster")  # whose owner could not read our keys
    kept = Keys(settings.key_folder)
    made = kept.make_missing()
    if as_json:
        show_json({"folder": str(kept.folder), "made": made})
    else:
        click.echo(f"made {', '.join(made) or 'none: all are there'}, in {kept.folder}")


@keys.command("status")
@json_option
@answering
def key_status(as_json: bool) -> None:
    """Show what each key is for and a fingerprint by which copies are compared."""
    from geo.command import show_table
    from geo.errors import SetupError
    from geo.keys import PURPOSES, Keys
    from geo.settings import Settings

    kept = Keys(Settings.from_environment().key_folder)
    missing = kept.missing()
    found = {name: None if name in missing else kept.fingerprint(name) for name in PURPOSES}
    if as_json:
        show_json({"folder": str(kept.folder), "fingerprints": found})
    else:
        show_table(
            ("key", "fingerprint", "what it is for"),
            [(name, print_ or "missing", PURPOSES[name]) for name, print_ in found.items()],
        )
    if missing:
        raise SetupError(
            f"every key must be in {kept.folder}, and {', '.join(missing)} cannot be found there: "
            "restore them from where keys are kept. In a new installation, or for a key that this "
            "release is the first to need, nightjar keys make makes them."
        )
