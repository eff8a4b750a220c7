"""Write the sample layers: python sample_layers/generate.py [--out FOLDER] [--seed N]."""

import argparse
from pathlib import Path

from county.build import build

SEED = 2026


def main() -> None:
    """Read the arguments and write every layer."""
    parser = argparse.ArgumentParser(description="Write an invented county at sea, from one seed.")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="folder to fill")
    parser.add_argument("--seed", type=int, default=SEED, help=f"default {SEED}")
    arguments = parser.parse_args()
    build(arguments.seed, arguments.out)


if __name__ == "__main__":
    main()
