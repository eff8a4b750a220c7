"""Batches of columns for tests, as the reader of files hands them on."""

import numpy as np

from loaders import arrays
from loaders.columnar import Batch

NOW_US = 1_790_000_000_000_000  # in September 2026


def batch(**columns):
    """Return a batch of the given columns, each a list of texts; its lines begin at 2."""
    rows = len(next(iter(columns.values())))
    return Batch(
        np.arange(2, 2 + rows), {name: arrays.strings(cells) for name, cells in columns.items()}
    )


def faults(rows):
    """Return the fault of each row as column and reason, None where it has none."""
    fine = rows.faults.fine
    return [None if fine[row] else rows.faults.of(row) for row in range(len(fine))]
