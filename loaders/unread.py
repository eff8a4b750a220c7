"""What a register says in words or codes that are not understood: counted, and never passed over.

A licence whose status cannot be read is held as if it stood, since nothing says that it ended;
whoever loads the register must be told, or what ended years ago would be listed without a word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from loaders import meaning
from loaders.report import Report

# short enough to be nobody's name, and to be asked about
_CODE = re.compile(r"[A-Za-z0-9]{1,5}")
_IN_A_LEGEND = re.compile(
    r"(?<![\w/])([A-Za-z0-9]{1,5})\s*(?:[=:]|\s[-–]\s)\s*([A-Za-z][A-Za-z ]{2,30}?)\s*"
    r"(?=[,;|()\n./]|\s[A-Za-z0-9]{1,5}\s*(?:[=:]|\s[-–]\s)|$)"
)
MOST_TOLD = 8
LONGEST_LINE = 500  # characters


def legend(lines: Iterable[str]) -> dict[str, str]:
    """Return the codes that lines beside a table explain, and the words of a status for each.

    C = Current, L = Lapsed; a code of which two things are said is left out.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        for code, said in _IN_A_LEGEND.findall(line[:LONGEST_LINE]):
            if meaning.status(said) != "unknown":
                found[code.lower()].add(said.strip())
    return {code: said.pop() for code, said in found.items() if len(said) == 1}


def explained(stated: str | None, legends: Mapping[str, str]) -> str | None:
    """Return a status with what a legend says of its code, where it says nothing by itself."""
    if stated and meaning.status(stated) == "unknown" and (said := legends.get(stated.lower())):
        return f"{stated} ({said})"
    return stated


class Unread:
    """Counts statuses and lists of activities that nothing was understood of."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._statuses: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def status(self, column: str, stated: str) -> None:
        """Count a status that was not understood."""
        self._report.issues[column, "status_not_understood"] += 1
        code = stated.strip()
        self._statuses[column][code if _CODE.fullmatch(code) else ""] += 1

    def tell(self) -> None:
        """Say of each column what was not understood, and what became of those licences."""
        for column, said in self._statuses.items():
            codes = [f"{code} ({rows:,})" for code, rows in said.most_common() if code]
            other = [f"other words ({said['']:,})"] if said[""] else []
            more = [f"{len(codes) - MOST_TOLD} more"] if len(codes) > MOST_TOLD else []
            one = said.total() == 1
            of = "1 licence stands" if one else f"{said.total():,} licences stand"
            self._report.notices.append(
                f"column {column!r} does not say in words that are known how {of}: "
                f"{', '.join([*codes[:MOST_TOLD], *more, *other])}; "
                f"{'it is' if one else 'they are'} held as if in force unless a date says that "
                f"{'it' if one else 'they'} ended: ask what is meant, write Current, Surrendered "
                "or the like in its place, and load the file again"
            )
