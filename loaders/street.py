"""Street-level police files, as a stand-in for episodes: the same form, nothing of the meaning.

Points are one of some 750,000 that each stand for several addresses; times are months. An incident
without a Crime ID is an incident all the same, and equal rows are as many incidents.
CRS: EPSG:4326, converted by OSTN15. Source: data.police.uk, Open Government Licence.
"""

from __future__ import annotations

import hashlib
from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from loaders import arrays
from loaders.authorities import Authorities
from loaders.columnar import Batch, tidy
from loaders.contract import LONGEST_CLASS, MONTH
from loaders.episode_rows import Episodes, Faults, check_times
from loaders.instants import instants
from loaders.positions import no_cells, positions
from loaders.ssda903 import unsaid
from loaders.vocabulary import CODED_PLACE, PLACE_KIND, ROLE, SOURCE_KIND

# what tells one incident from another; outcomes are left out, since later files revise them
TELLING = ("crime_id", "month", "reported_by", "longitude", "latitude", "lsoa_code", "crime_type")
PRECISION_M = 100.0


class Street:
    """Reads batches of street-level rows."""

    def __init__(self, authorities: Authorities) -> None:
        self._authorities = authorities
        self._times: Counter[str] = Counter()
        self._of_lsoa: dict[str, str | None] = {}

    def episodes(self, batch: Batch, now_us: int) -> Episodes:
        """Read a batch; each row is an incident, placed unless it has no coordinates."""
        faults = Faults(batch.rows)
        started = instants(batch.column("month"))
        faults.add(started.bad, "Month", "not_a_date")
        none = instants(no_cells(batch.rows))
        check_times(started.utc, none.utc, none.utc, now_us, faults)
        faults.rename("start", "Month")
        easting, northing, placed = positions(batch, faults)
        coded = unsaid(batch.rows)
        coded["time_quality"] = np.full(batch.rows, MONTH)
        for vocabulary in CODED_PLACE:
            said = {ROLE: "found", PLACE_KIND: "unknown", SOURCE_KIND: "police"}.get(vocabulary)
            value = said or vocabulary.empty or ""
            coded[vocabulary.name] = np.full(batch.rows, vocabulary.values.index(value))
        return Episodes(
            lines=batch.lines,
            refs=self._refs(batch),
            child_refs=None,
            authority=self._authority(batch),
            host_authority=pa.nulls(batch.rows, pa.string()),
            supplier_class=pc.utf8_slice_codeunits(
                tidy(batch.column("crime_type")), 0, LONGEST_CLASS
            ),
            coded=coded,
            started=started.utc,
            ended=none.utc,
            return_interview=none.utc,
            faults=faults,
            placed=placed,
            easting=easting,
            northing=northing,
            precision_m=np.full(batch.rows, PRECISION_M),
            grading=no_cells(batch.rows),
        )

    def _refs(self, batch: Batch) -> pa.StringArray:
        """Make a reference of a row and of how often that row has come: copies are incidents."""
        refs = []
        for cells in zip(*(batch.column(name).to_pylist() for name in TELLING), strict=True):
            digest = hashlib.blake2b("|".join(cells).encode(), digest_size=12).hexdigest()
            self._times[digest] += 1
            refs.append(f"{digest}-{self._times[digest]}")
        return arrays.strings(refs)

    def _authority(self, batch: Batch) -> pa.StringArray:
        """Return the authority whose name begins the LSOA's, as in "Halton 007A"."""
        found = []
        for name in batch.column("lsoa_name").to_pylist():
            if name not in self._of_lsoa:
                self._of_lsoa[name] = self._authorities.code(name.rpartition(" ")[0])
            found.append(self._of_lsoa[name])
        return arrays.strings(found)
