"""Feed the parsers of columns what reaches new code of theirs, for a fixed time.

    .venv/bin/python -m tests.fuzz.guided --seconds 30
    .venv/bin/python -m tests.fuzz.guided --seconds 600 --only instants --only contract

Begins with the seeds. What breaks a parser is written to a file and named: mend the parser, and put
the file among its seeds. Needs atheris, which there is for Linux on x86-64 and Python 3.11 to 3.14.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

import atheris

# what is imported in here is rewritten so that it tells which of its code was reached
with atheris.instrument_imports(include=["loaders"]):
    from tests.fuzz import of_columns
    from tests.fuzz.parsers import PARSERS, seeds

LONGEST_BYTES = 400
LONGEST_S = 10
MEMORY_MB = 1_500


def main() -> None:
    """Run until the time is over, or something breaks."""
    asked = argparse.ArgumentParser(prog="tests.fuzz.guided")
    asked.add_argument("--seconds", type=int, default=30)
    asked.add_argument("--only", action="append", choices=sorted(PARSERS), default=None)
    asked.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir()))
    terms = asked.parse_args()
    names = sorted(terms.only or of_columns.PARSERS)
    with tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate(names):
            for seed in seeds(name):
                # the first byte says whose it is
                path = Path(folder) / f"{name}-{seed.name}"
                path.write_bytes(bytes([number]) + seed.read_bytes())
        atheris.Setup(_line(terms, folder), _one(names))
        atheris.Fuzz()  # which ends the process


def _line(terms: Any, folder: str) -> list[str]:
    return [
        sys.argv[0],
        folder,
        f"-max_total_time={terms.seconds}",
        f"-max_len={LONGEST_BYTES}",
        f"-timeout={LONGEST_S}",
        f"-rss_limit_mb={MEMORY_MB}",
        f"-artifact_prefix={terms.kept}/",
        "-seed=1",
        "-print_final_stats=1",
    ]


def _one(names: list[str]) -> Any:
    def test_one(data: bytes) -> None:
        if data:
            name = names[data[0] % len(names)]
            try:
                PARSERS[name](data[1:])
            except Exception:
                print(f"broken: {name}", file=sys.stderr)
                raise

    return test_one


if __name__ == "__main__":
    main()
