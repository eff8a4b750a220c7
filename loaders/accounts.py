"""A load's account for a person to read, and its rejects as a file that is safe to open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from geo import exports
from geo.audit import What
from geo.console import door
from geo.errors import SourceError
from geo.reasons import explain
from loaders.report import Reject, Report, total

__all__ = ["explain", "require_writable", "sentences", "write_rejects"]

HEADER = ("file", "part", "row", "column", "reason", "what must be so", "found")
MOST_COLUMNS = 4
HOW = {
    "uprn": "by UPRN",
    "stated": "by stated coordinates",
    "grid_reference": "by grid reference",
    "postcode": "by postcode",
    "ward only": "by ward only",
    "none": "without a place",
}


def sentences(reports: list[Report]) -> list[str]:
    """Say what became of every row of a load."""
    account = total(reports)
    files = ", ".join(report.file for report in reports)
    lines = [
        f"{files}: {account['read']:,} rows read = {account['accepted']:,} accepted + "
        f"{account['rejected']:,} rejected + {account['already_held']:,} already held"
        + (f" ({account['blank']:,} blank rows beside)" if account["blank"] else "")
    ]
    for reason, rows in account["reasons"].items():
        lines.append(f"  rejected {rows:,}: {explain(reason)}{_where(reason, reports)}")
    for report in reports:
        for (column, reason), rows in sorted(report.issues.items()):
            lines.append(f"  accepted with a fault {rows:,}: {column}: {explain(reason)}")
    if account.get("placed"):
        placed = ", ".join(
            f"{rows:,} {HOW.get(how, how)}" for how, rows in account["placed"].items()
        )
        lines.append(f"  placed: {placed}")
    lines += [f"  note: {notice}" for notice in account["notices"]]
    for report in reports:
        if report.load:
            lines.append(f"  load {report.load[:8]}: nightjar loads show {report.load[:8]}")
    return lines


def _where(reason: str, reports: Sequence[Report]) -> str:
    """Name the columns that rows were turned away for, where a reason does not say it itself."""
    columns = sorted(
        {
            each.column
            for report in reports
            for each in report.rejects
            if each.reason == reason and each.column
        }
    )
    shown = ", ".join(columns[:MOST_COLUMNS])
    more = f" and {len(columns) - MOST_COLUMNS} more" if len(columns) > MOST_COLUMNS else ""
    return f" ({shown}{more})" if shown else ""


def require_writable(path: Path, inputs: Sequence[Path] = ()) -> None:
    """Refuse to load where the rejects could not be written, or would take a file's own place.

    Raises: SourceError.
    """
    there = path.exists()
    if there and any(each.exists() and path.samefile(each) for each in inputs):
        raise SourceError(
            f"--rejects must name another file than the one that is loaded, found {path} for "
            "both; nothing was loaded."
        )
    try:
        with path.open("a"):
            pass
    except OSError as error:
        why = (error.strerror or "it cannot be written").lower()
        raise SourceError(
            f"--rejects {path} cannot be written: {why}; nothing was loaded."
        ) from error
    if not there:
        path.unlink()


def write_rejects(path: Path, reports: Sequence[Report]) -> None:
    """Write the rows that were turned away, by file, line, column and reason."""
    rows = [(report.file, *_told(reject)) for report in reports for reject in report.rejects]
    exports.export_table(
        door(None, None, None),
        HEADER,
        rows,
        path,
        What("nightjar load", "load_reject"),
    )


def _told(reject: Reject) -> tuple[Any, ...]:
    return (
        reject.part,
        reject.line,
        reject.column,
        reject.reason,
        explain(reject.reason),
        reject.found,
    )
