"""Kernel density on a grid, and the ratio of two densities.

Points are counted by cell and the counts are spread from cells' centres, so a bandwidth below a
cell's side would say nothing and is refused. CRS: EPSG:27700. Unit: events per square kilometre.
Sources: Silverman (1986), "Density Estimation", 76; Chainey (2013), Crime Mapping 4(1), 7-19.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage, signal

from geo.analysis.enough import require_bandwidth

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

KERNELS = ("quartic", "gaussian")
_KM2 = 1_000_000.0
REACH = 4.0  # standard deviations at which a Gaussian is cut off


def surface(
    counts: NDArray[np.int64], side_m: float, bandwidth_m: float, kernel: str = "quartic"
) -> Numbers:
    """Return the density at each cell's centre; edges are not corrected.

    ``bandwidth_m`` is a quartic's radius, and a Gaussian's standard deviation.
    Raises: QuestionError if the bandwidth is below a cell's side; ValueError for another kernel.
    """
    require_bandwidth(bandwidth_m, side_m)
    if kernel == "gaussian":
        steps = np.arange(-int(REACH * bandwidth_m / side_m), int(REACH * bandwidth_m / side_m) + 1)
        line = np.exp(-0.5 * (steps * side_m / bandwidth_m) ** 2)
        line /= np.sqrt(2 * np.pi) * bandwidth_m
        # a Gaussian is the product of one along and one across: two passes in place of a square
        across = ndimage.convolve1d(counts.astype(float), line, axis=0, mode="constant")
        return np.asarray(ndimage.convolve1d(across, line, axis=1, mode="constant")) * _KM2
    if kernel != "quartic":
        raise ValueError(f"kernel must be one of {', '.join(KERNELS)}, found {kernel!r}")
    reach = int(bandwidth_m / side_m)
    apart = np.arange(-reach, reach + 1) * side_m / bandwidth_m
    squared = apart[:, None] ** 2 + apart[None, :] ** 2
    disc = np.where(squared < 1, 3 / np.pi * (1 - squared) ** 2, 0) / bandwidth_m**2
    found = signal.oaconvolve(counts.astype(float), disc, mode="same")
    # the transform leaves crumbs about nothing, which differ by machine
    return np.where(found > 1e-15, found, 0.0) * _KM2


def ratio(events: Numbers, denominator: Numbers, *, least: float) -> Numbers:
    """Return events for each of the denominator; NaN where there is too little of it to divide by.

    ``least``: the density of the denominator, per square kilometre, below which nothing is said.
    """
    return np.where(denominator >= least, events / np.maximum(denominator, least), np.nan)
