"""Street-level police files, as a stand-in for episodes: the same form, nothing of the meaning.

Points are one of some 750,000 that each stand for several addresses; times are months. An incident
without a Crime ID is an incident all the same, and equal rows are as many incidents.
CRS: EPSG:4326, converted by OSTN15. Source: data.police.uk, Open Government Licence.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from loaders import arrays
from loaders.authorities import Authorities
from loaders.cells import tidy
from loaders.clocks import local_date
from loaders.coded import Coded
from loaders.columnar import Batch
from loaders.contract import LONGEST_CLASS, MONTH
from loaders.episode_rows import Episodes, Faults, check_times
from loaders.instants import Instants, instants
from loaders.positions import no_cells, positions
from loaders.ssda903 import unsaid
from loaders.vocabulary import CODED_PLACE, PLACE_KIND, ROLE, SOURCE_KIND

# what tells one incident from another; outcomes are left out, since later files revise them
TELLING = ("crime_id", "month", "reported_by", "longitude", "latitude", "lsoa_code", "crime_type")
PRECISION_M = 100.0
# as data.police.uk has them, now and earlier; any other is looked at before it is stored
TYPES_OF_CRIME = frozenset(
    {
        *("Anti-social behaviour", "Bicycle theft", "Burglary", "Criminal damage and arson"),
        *("Drugs", "Other crime", "Other theft", "Possession of weapons", "Public order"),
        *("Public disorder and weapons", "Robbery", "Shoplifting", "Theft from the person"),
        *("Vehicle crime", "Violence and sexual offences", "Violent crime"),
    }
)


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
        coded |= {
            "authority": self._authority(batch),
            "supplier_class": Coded.words(
                pc.utf8_slice_codeunits(tidy(batch.column("crime_type")), 0, LONGEST_CLASS)
            ),
            "time_quality": Coded.all_of(MONTH, batch.rows),
        }
        place: dict[str, Any] = {each.name: each.empty for each in CODED_PLACE}
        place |= {ROLE.name: "found", PLACE_KIND.name: "unknown", SOURCE_KIND.name: "police"}
        place |= {"precision_m": PRECISION_M, "grading": ""}
        return Episodes(
            lines=batch.lines,
            refs=self._refs(batch, started),
            child_refs=None,
            coded=coded,
            started=started.utc,
            ended=none.utc,
            return_interview=none.utc,
            faults=faults,
            placed=placed,
            easting=easting,
            northing=northing,
            place_coded={name: Coded.all_of(said, batch.rows) for name, said in place.items()},
        )

    def _refs(self, batch: Batch, started: Instants) -> pa.StringArray:
        """Make a reference of a row and of how often that row has come: copies are incidents.

        A month is written as the publisher writes it: a spreadsheet saves 2026-09 as Sep-26.
        """
        said = {name: batch.column(name).to_pylist() for name in TELLING}
        months = {at: f"{local_date(at):%Y-%m}" for at in {*started.utc[started.monthly].tolist()}}
        said["month"] = [
            months.get(at, cell)
            for at, cell in zip(started.utc.tolist(), said["month"], strict=True)
        ]
        refs = []
        for cells in zip(*said.values(), strict=True):
            digest = hashlib.blake2b("|".join(cells).encode(), digest_size=12).hexdigest()
            self._times[digest] += 1
            refs.append(f"{digest}-{self._times[digest]}")
        return arrays.strings(refs)

    def _authority(self, batch: Batch) -> Coded:
        """Return the authority whose name begins the LSOA's, as in "Halton 007A"."""
        return Coded.words(batch.column("lsoa_name")).read(self._code)

    def _code(self, lsoa: str) -> str | None:
        if lsoa not in self._of_lsoa:
            self._of_lsoa[lsoa] = self._authorities.code(lsoa.rpartition(" ")[0])
        return self._of_lsoa[lsoa]
