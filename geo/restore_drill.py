"""A drill of the worst day: is a backup enough to have everything again, and how long does it take?

A backup is restored into a cluster of its own, which is then removed; what is in use is only read.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from geo.backup import back_up, newest
from geo.command import say
from geo.contents import contents, differences, rows_of
from geo.database import engine
from geo.keys import Keys
from geo.restoring import restore
from geo.scratch import scratch
from geo.settings import Settings

# what a restore itself adds to or ends; all else must be as it was, row for row
CHANGED_BY_RESTORING = frozenset({"audit.entry", "audit.head", "audit.as_made", "held.session"})


def drill(settings: Settings, actor: str, file: Path | None = None) -> dict[str, Any]:
    """Restore a backup, one that is made now or the one given, and return what came of it.

    ``file``: a backup, or a folder of them, of which it is the newest.

    Times are in seconds of this machine as it is now. Raises: BackupError, SetupError.
    """
    keys, began = Keys(settings.key_folder), time.perf_counter()
    # beside a database of one's own there may be no data folder yet
    settings.data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="drill-", dir=settings.data) as folder:
        made = None
        if file is not None and file.is_dir():
            file = newest(file)
        if file is None:
            file = Path(folder) / "drill.backup"
            made = back_up(settings, keys, actor, file)
            say(f"backed up in {made['seconds']:.1f} s")
        with scratch(settings) as inside:
            restored = restore(inside, keys, actor, file)
            found = engine(inside)
            with found.connect() as connection:
                after = contents(connection)
            found.dispose()
    before = restored.manifest.tables
    # of an earlier release, tables are migrated: what they held was compared before that
    compared = before.keys() & after.keys() - CHANGED_BY_RESTORING
    said = differences(
        {place: before[place] for place in compared}, {place: after[place] for place in compared}
    )
    return {
        "drill": "restore",
        "file": None if made else file.name,
        "passed": not said,
        "rows": rows_of(before),
        "tables_compared": len(compared),
        "differences": said,
        "proved": restored.proved,
        "cautions": restored.cautions,
        "seconds": {
            "backup": made["seconds"] if made else None,
            "restore": restored.seconds,
            "all": round(time.perf_counter() - began, 3),
        },
    }
