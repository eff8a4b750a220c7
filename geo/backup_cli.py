"""Commands that keep what is held from being lost: nightjar backup, nightjar restore."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from geo.command import answering, json_option, say, show_json

FILE = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=click.Path())
@click.option("--keep", type=click.IntRange(1, 10_000), help="Of a folder: keep so many.")
@click.option("--check", is_flag=True, help="Read a backup to its end and prove that it is whole.")
@json_option
@answering
def backup(file: str, keep: int | None, check: bool, as_json: bool) -> None:
    """Write a sealed backup to FILE, or under a name of its own into the folder FILE.

    It holds what was loaded, raised, published and recorded, and none of the keys: without the key
    backup.key nobody can open it. Keep copies of the folder of keys where the backups are not.
    """
    from geo.backup import back_up, named, prove, remove_older
    from geo.console import who
    from geo.keys import Keys
    from geo.settings import Settings

    if not file:  # a variable of a script that was not set: the folder one is in is not meant
        raise click.UsageError("FILE must name a file or a folder, and is empty")
    settings = Settings.from_environment()
    keys = Keys(settings.key_folder)
    given = Path(file)
    if check:
        _show_check(given, prove(given, keys), as_json)
        return
    if keep is not None and not given.is_dir():
        raise click.UsageError(f"--keep is of a folder, and {file!r} is none: make it first")
    if _is_meant_as_a_folder(file) and not given.is_dir():
        raise click.UsageError(f"{file!r} must be a folder, and there is none: make it first")
    path = named(given) if given.is_dir() else given
    told = back_up(settings, keys, who().account, path)
    removed = remove_older(given, keep) if keep is not None else []
    if as_json:
        show_json({**told, "removed": [str(each) for each in removed]})
        return
    click.echo(
        f"{told['file']}: {told['rows']:,} rows in {told['bytes']:,} bytes, {told['seconds']:.1f} s"
    )
    for each in removed:
        say(f"deleted {each}")


@click.command()
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="Put it in the place of a database with content.")
@click.option("--without-keys", is_flag=True, help="Also where a key is lost for good.")
@json_option
@answering
def restore(file: Path, replace: bool, without_keys: bool, as_json: bool) -> None:
    """Restore the backup in FILE, proved before it takes the place of anything.

    Stop the server and the worker first. The keys of the time of the backup must be in place.
    """
    from geo.console import who
    from geo.keys import Keys
    from geo.restoring import restore as run
    from geo.settings import Settings

    settings = Settings.from_environment()
    keys = Keys(settings.key_folder)
    done = run(settings, keys, who().account, file, replace=replace, without_keys=without_keys)
    if as_json:
        show_json(done.describe())
        return
    click.echo(f"restored as of {done.manifest.taken_at}, {done.seconds:.1f} s")
    if done.erased_again:
        click.echo(f"{done.erased_again} children were erased since, and are erased again")
    for caution in done.cautions:
        say(f"note: {caution}")
    if done.anchors_set_aside:
        say(f"note: anchors made since are kept as evidence in {done.anchors_set_aside}")


def _is_meant_as_a_folder(file: str) -> bool:
    """Tell whether no file can have this name; a path forgets the slash that it ended with."""
    return os.path.basename(file) in {"", os.curdir, os.pardir}  # noqa: PTH119 - for that slash


def _show_check(file: Path, manifest: Any, as_json: bool) -> None:
    from geo.contents import rows_of

    facts = {
        "file": str(file),
        "whole": True,
        "backup": manifest.backup_id,
        "taken_at": manifest.taken_at,
        "release": manifest.release,
        "rows": rows_of(manifest.tables),
    }
    if as_json:
        show_json(facts)
    else:
        click.echo(
            f"{file} is whole: {facts['rows']:,} rows of {manifest.taken_at}, {manifest.release}"
        )
