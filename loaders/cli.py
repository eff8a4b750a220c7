"""Commands that load files: nightjar load premises | episodes | taxi | food | ... and loads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import click

from geo.command import answering, json_option, say, show_json
from geo.errors import AuditError
from geo.settings import Settings
from loaders.listing_cli import loads, profiles
from loaders.proposing import show_proposal
from loaders.report import NOTHING_READ
from loaders.work_cli import work

__all__ = ["jobs", "load", "loads", "profiles", "work", "work_all"]

LONGEST_NAME = 100
FILE = click.Path(exists=False, dir_okay=False, path_type=Path)


def _accounting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a command whose JSON is an account, also of a file that was refused unread."""
    return answering(command, NOTHING_READ)


def jobs() -> ModuleType:
    """Return the jobs that the commands run, for a command of another package to run."""
    from loaders import jobs

    return jobs


def work_all(settings: Settings) -> int:
    """Check and load what was sent by a page and waits; how many uploads that were."""
    from loaders.worker import Worker

    worker = Worker(settings)
    try:
        return worker.work_all()
    finally:
        worker.close()


@click.group()
def load() -> None:
    """Load a file that an agency holds, with an account of every row."""


def _rejects_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--rejects",
        type=FILE,
        help="Write the rows that were turned away to this CSV file.",
    )(command)


def _propose_option(command: Callable[..., Any]) -> Callable[..., Any]:
    says = "Show what each column is taken for; load nothing."
    return click.option("--propose", is_flag=True, help=says)(command)


def _name(_context: click.Context, _option: click.Parameter, given: str) -> str:
    """Return a name without spaces round it. Raises: click.BadParameter."""
    name = " ".join(given.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise click.BadParameter(f"must be a name of 1 to {LONGEST_NAME} characters")
    return name


@load.command()
@click.argument("file", type=FILE)
@click.option(
    "--authority",
    "authorities",
    multiple=True,
    required=True,
    help="ONS code of the council whose register it is; 'stated' takes each row's own word.",
)
@click.option("--profile", help="Use the saved layout of this name, or save the proposed one.")
@click.option("--map", "mapped", multiple=True, help="field=Column: settle a column by hand.")
@_propose_option
@_rejects_option
@json_option
@_accounting
def premises(
    file: Path,
    authorities: Sequence[str],
    profile: str | None,
    mapped: Sequence[str],
    propose: bool,
    rejects: Path | None,
    as_json: bool,
) -> None:
    """Load a council's register of premises: CSV, XLSX, GeoJSON or GeoPackage."""
    from loaders import jobs
    from loaders.premises_layout import not_asked_for

    fixed = _pairs(mapped, "--map")
    if said := not_asked_for(fixed):
        raise click.UsageError(said)
    if propose:
        shown = jobs.propose_premises(file, profile, fixed)
        show_proposal(shown, as_json)
        return
    with _loading(as_json, rejects) as progress:
        reports = jobs.load_premises(file, authorities, profile, fixed, progress)
    _account(reports, rejects, as_json)


@load.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option(
    "--supplier", required=True, callback=_name, help="The agency or system that sent them."
)
@click.option("--profile", help="A name for this delivery's layout, kept with the load.")
@click.option("--only", multiple=True, help="Column=value: leave out rows with another value.")
@_rejects_option
@json_option
@_accounting
def episodes(
    files: Sequence[Path],
    supplier: str,
    profile: str | None,
    only: Sequence[str],
    rejects: Path | None,
    as_json: bool,
) -> None:
    """Load anonymised episodes: the inbound contract, SSDA903 Missing, or street-level files."""
    from loaders import jobs

    conditions = {name: values[0] for name, values in _pairs(only, "--only").items()}
    with _loading(as_json, rejects) as progress:
        reports = jobs.load_episodes(files, supplier, profile, conditions, progress)
    _account(reports, rejects, as_json)


@load.command()
@click.argument("file", type=FILE)
@click.option("--authority", required=True, help="ONS code of the council that sent it.")
@click.option(
    "--kind",
    required=True,
    type=click.Choice(("national", "operators", "vehicles", "drivers", "ranks")),
    help="The national database's upload, or a council's own register.",
)
@_propose_option
@_rejects_option
@json_option
@_accounting
def taxi(
    file: Path, authority: str, kind: str, propose: bool, rejects: Path | None, as_json: bool
) -> None:
    """Load taxi and private hire licences, or ranks."""
    from loaders import jobs

    if propose:
        show_proposal(jobs.propose_taxi(file, kind), as_json, by_hand=False)
        return
    with _loading(as_json, rejects) as progress:
        reports = jobs.load_taxi(file, authority, kind, progress)
    _account(reports, rejects, as_json)


@load.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
@_rejects_option
@json_option
@_accounting
def food(files: Sequence[Path], rejects: Path | None, as_json: bool) -> None:
    """Load food businesses: the Food Hygiene Rating Scheme's XML, or the same as CSV."""
    from loaders import jobs

    with _loading(as_json, rejects) as progress:
        reports = jobs.load_food(files, progress)
    _account(reports, rejects, as_json)


@load.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option(
    "--kind", required=True, type=click.Choice(("authority", "ward", "lsoa", "force", "land"))
)
@click.option("--vintage", type=click.IntRange(1974, 2100), help="The year of the codes.")
@_rejects_option
@json_option
@_accounting
def boundaries(
    files: Sequence[Path], kind: str, vintage: int | None, rejects: Path | None, as_json: bool
) -> None:
    """Load areas: GeoJSON, GeoPackage or a shapefile."""
    from loaders import jobs

    with _loading(as_json, rejects) as progress:
        reports = jobs.load_boundaries(files, kind, vintage, progress)
    _account(reports, rejects, as_json)


@load.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
@_rejects_option
@json_option
@_accounting
def postcodes(files: Sequence[Path], rejects: Path | None, as_json: bool) -> None:
    """Load postcodes: OS Code-Point Open, or the ONS Postcode Directory."""
    from loaders import jobs

    with _loading(as_json, rejects) as progress:
        reports = jobs.load_postcodes(files, progress)
    _account(reports, rejects, as_json)


@load.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
@_rejects_option
@json_option
@_accounting
def addresses(files: Sequence[Path], rejects: Path | None, as_json: bool) -> None:
    """Load residential addresses: OS Open UPRN."""
    from loaders import jobs

    with _loading(as_json, rejects) as progress:
        reports = jobs.load_addresses(files, progress)
    _account(reports, rejects, as_json)


@load.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
@_rejects_option
@json_option
@_accounting
def roads(files: Sequence[Path], rejects: Path | None, as_json: bool) -> None:
    """Load roads for the base map: GeoJSON, GeoPackage or a shapefile."""
    from loaders import jobs

    with _loading(as_json, rejects) as progress:
        reports = jobs.load_roads(files, progress)
    _account(reports, rejects, as_json)


def _pairs(given: Sequence[str], option: str) -> dict[str, list[str]]:
    """Read name=value pairs. Raises: click.UsageError."""
    fixed: dict[str, list[str]] = {}
    for each in given:
        name, equals, column = each.partition("=")
        if not equals or not name.strip() or not column.strip():
            raise click.UsageError(f"{option} must be name=value, found {each!r}")
        fixed.setdefault(name.strip(), []).append(column.strip())
    return fixed


@contextmanager
def _loading(as_json: bool, rejects: Path | None) -> Iterator[Any]:
    """Show progress, within a ceiling of memory; of a file that is refused, write its rejects."""
    from geo import ceiling
    from geo.progress import bar
    from loaders.accounts import require_writable
    from loaders.loading import Refused

    if rejects is not None:
        given = click.get_current_context().params
        require_writable(rejects, given.get("files") or [given["file"]])
    most = ceiling.most_mb(Settings.from_environment())
    try:
        with ceiling.under(most), bar(quiet=as_json) as progress:
            yield progress
    except Refused as refused:
        _write(rejects, [refused.report])
        raise


def _account(reports: Sequence[Any], rejects: Path | None, as_json: bool) -> None:
    """Print what became of every row."""
    from loaders import analysing, jobs, recurring
    from loaders.accounts import sentences
    from loaders.report import total

    if kinds := analysing.large(reports):
        analysing.analyse(jobs.database(), kinds)
    if any(each.kind == "episodes" for each in reports):
        recurring.tell(jobs.database(), reports)

    if as_json:
        show_json(total(list(reports)))
    else:
        for line in sentences(list(reports)):
            click.echo(line)
    _write(rejects, reports)


def _write(rejects: Path | None, reports: Sequence[Any]) -> None:
    """Write the rejects; whether a load stands does not hang on them, nor does its exit code."""
    from loaders.accounts import write_rejects

    if rejects is None:
        return
    try:
        write_rejects(rejects, reports)
        if any(each.rejects for each in reports):
            say(f"the rows that were turned away are in {rejects}")
        else:
            say(f"no row was turned away: {rejects} has its headings alone")
    except OSError as error:
        why = (error.strerror or "it cannot be written").lower()
        say(f"the rows that were turned away are not in {rejects}: {why}")
    except AuditError as error:
        say(f"the rows that were turned away are not in {rejects}: {error}")
