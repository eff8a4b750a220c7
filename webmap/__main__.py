"""Run the command: as nightjar where it is installed, or as python -m webmap."""

from __future__ import annotations

import sys

STOPPED = 130


def run() -> None:
    """Run the command; Ctrl-C while it is still being imported ends it as it does later."""
    try:
        from webmap.cli import main

        main(prog_name="nightjar")
    except KeyboardInterrupt:
        sys.exit(STOPPED)


if __name__ == "__main__":
    run()
