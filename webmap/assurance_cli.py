"""The commands of assurance: nightjar assure, nightjar dpia."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geo.command import answering, json_option, say, show_json, show_table

if TYPE_CHECKING:
    from geo.assurance import Section
    from geo.settings import Settings

output_option = click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write one page, as HTML."
)


@click.command()
@output_option
@json_option
@answering
def assure(output: Path | None, as_json: bool) -> None:
    """Try to get at what is protected, and show what was found against which threshold.

    Reads the database that Nightjar uses and changes nothing in it; what plants secrets and sends
    harm runs in an invented county, in a database that is made for it and removed. Takes some
    minutes. Exit code 1 if a check does not pass, or could not be run.
    """
    from geo.settings import Settings
    from webmap import report

    if output is not None:
        report.check(output)
    settings = Settings.from_environment()
    sections = []
    for section in _sections(settings):
        sections.append(section)
        say(f"{section.title}: {'passed' if section.passed else 'NOT PASSED'}")
    findings = [finding for section in sections for finding in section.findings]
    if output is not None:
        report.write(output, _page(settings, sections))
    if as_json:
        show_json([finding.describe() for finding in findings])
    else:
        show_table(
            ("check", "found", "must be", ""),
            [
                (each.check, each.said, each.threshold, "passed" if each.passed else "FAILED")
                for each in findings
            ],
        )
    failed = sum(not each.passed for each in findings)
    say(f"{len(findings) - failed} of {len(findings)} checks passed")
    sys.exit(1 if failed else 0)


def _sections(settings: Settings) -> Iterator[Section]:
    from geo.upgrade import ready
    from webmap.attacks import county, installation

    ready(settings)
    yield from installation.sections(settings, say)
    yield from county.made(settings, say)


def _page(settings: Settings, sections: list[Section]) -> str:
    import datetime as dt

    from geo.standing import data
    from webmap.formats import day, moment
    from webmap.report import render

    about = data(settings)
    about["horizon"] = day(about["horizon"]) if about["horizon"] else None
    findings = [finding for section in sections for finding in section.findings]
    return render(
        "assurance",
        sections=sections,
        data=about,
        made_at=moment(dt.datetime.now(dt.UTC)),
        checks=len(findings),
        failed=sum(not each.passed for each in findings),
    )


@click.command()
@output_option
@json_option
@answering
def dpia(output: Path | None, as_json: bool) -> None:
    """Write the annex of the impact assessment: fields and purposes, rights, and the flow of data.

    All of it is read from the database and the application. Exit code 1 if a field is held that
    nobody has said the purpose or the end of.
    """
    from geo.errors import QuestionError
    from geo.settings import Settings
    from webmap import annex, report

    if output is None and not as_json:
        raise QuestionError("dpia writes a page: give --output FILE.html, or --json")
    if output is not None:
        report.check(output)
    settings = Settings.from_environment()
    found = annex.of(settings)
    if output is not None:
        report.write(output, found.page())
    if as_json:
        show_json(found.describe())
    else:
        say(f"{found.fields} fields of {len(found.inventory.tables)} tables, in {output}")
    for each in found.inventory.unexplained:
        say(f"nobody has said what for, or until when: {each}")
    sys.exit(1 if found.inventory.unexplained else 0)
