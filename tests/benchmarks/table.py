"""The table of a benchmark run: each job beside its peers, as ratios."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Line:
    """One job beside one peer; ``peak_mb`` is ours, above the interpreter's own."""

    job: str
    size: str
    ours_s: float
    peer: str
    peer_s: float | None
    ratio: float | None
    peak_mb: float


class Table:
    """The lines of a run, shown at its end and written where the run was asked to."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.slopes: list[str] = []

    def add(self, job: str, size: str, ours: list[Any], peer: str, theirs: list[Any]) -> Line:
        """Add a line from the runs of both, by the medians of their seconds."""
        ours_s, peer_s = (sorted(each["seconds"] for each in runs) for runs in (ours, theirs))
        middle, other = ours_s[len(ours_s) // 2], peer_s[len(peer_s) // 2]
        peak = max(each["peak_mb"] for each in ours)
        times = round(middle, 3), peer, round(other, 3), round(other / middle, 1)
        line = Line(job, size, *times, round(peak))
        self.lines.append(line)
        return line

    def alone(self, job: str, size: str, ours: list[Any], why: str) -> None:
        """Add a line beside nothing, and why: at L some peers need more memory than there is."""
        seconds = sorted(each["seconds"] for each in ours)
        peak = max(each["peak_mb"] for each in ours)
        middle = round(seconds[len(seconds) // 2], 3)
        self.lines.append(Line(job, size, middle, why, None, None, round(peak)))

    def slope(self, job: str, sizes: tuple[str, str], rows: tuple[int, int], took: Any) -> float:
        """Add how cost grows from a size to another: as the rows to this power."""
        power = math.log(took[1] / took[0]) / math.log(rows[1] / rows[0])
        grown = f"{rows[1] / rows[0]:.0f} times the rows, {took[1] / took[0]:.0f} times as long"
        self.slopes.append(f"{job}, {sizes[0]} to {sizes[1]}: {grown}, slope {power:.2f}")
        return power

    def text(self) -> str:
        """Return the lines as a table of text, and the slopes under it."""
        rows = [list(asdict(line).values()) for line in self.lines]
        cells = [list(Line.__dataclass_fields__), *([_told(cell) for cell in row] for row in rows)]
        widths = [max(len(row[at]) for row in cells) for at in range(len(cells[0]))]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in cells
        ) + "".join(f"\n{each}" for each in self.slopes)

    def json(self) -> str:
        """Return the lines as JSON."""
        return json.dumps([asdict(line) for line in self.lines], indent=1)


def _told(cell: object) -> str:
    return "-" if cell is None else str(cell)


def run(job: str, *arguments: object) -> Any:
    """Run a job in a process of its own and return what it measured."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.work", job]
        + [str(each) for each in arguments],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
