"""The Missing table of the annual return on looked-after children, without dates of birth."""

import datetime as dt
from pathlib import Path

from .files import Note, write_csv
from .recording import Episode

_YEAR = dt.date(2025, 4, 1), dt.date(2026, 3, 31)
_CODE = {"missing": "M", "away_from_placement": "A"}


def write_missing_table(out: Path, episodes: list[Episode]) -> Note:
    """One row for each episode of a looked-after child that began in the year to March 2026."""
    rows: list[list[str]] = []
    for episode in episodes:
        day = episode.start.date()
        if episode.child.looked_after and episode.category in _CODE and _YEAR[0] <= day <= _YEAR[1]:
            code = _CODE[episode.category]
            end = episode.end.date() if episode.end and episode.end.date() <= _YEAR[1] else None
            lower = len(rows) % 37 == 5
            rows.append([episode.child.pid, code.lower() if lower else code, _uk(day), _uk(end)])
    lower_case = sum(row[1].islower() for row in rows)
    faults: list[dict[str, str | int]] = []
    for number, column, value, reason in (
        (40, 2, "", "564 start blank while code present"),
        (80, 1, "", "565 date without code"),
        (120, 2, "05/04/2026", "571 outside the year"),
        (160, 3, "31/06/2025", "1005 end not a date"),
        (200, 1, "X", "unknown value"),
    ):
        rows[number][column] = value
        if reason.startswith("571"):
            rows[number][3] = ""
        name = ("CHILD", "MISSING", "MIS_START", "MIS_END")[column]
        faults.append({"line": number + 2, "column": name, "reason": reason})
    write_csv(out / "missing_903.csv", ("CHILD", "MISSING", "MIS_START", "MIS_END"), rows)
    return Note(
        "missing_903.csv",
        "The annual return's Missing table (SSDA903), year to 31 March 2026, for looked-after "
        "children. It has no places. CHILD is the same keyed pseudonym.",
        "CHILD, MISSING (M missing, A away without authorisation), MIS_START, MIS_END (dd/mm/yyyy)",
        len(rows),
        faults=[
            ("MISSING in lower case: accepted", lower_case),
            ("MIS_END blank: still missing at the year's end, or not recorded",
             sum(not row[3] for row in rows)),
            *((str(fault["reason"]), 1) for fault in faults),
        ],
        expected={"accepted": len(rows) - len(faults), "rejected": len(faults), "rejects": faults},
    )  # fmt: skip


def _uk(day: dt.date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""
