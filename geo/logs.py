"""The log of what runs unattended: a line of JSON on standard error for each thing that happened.

The fields are a list that is closed here. What other libraries say may quote an address, a file or
a row, so of theirs only who spoke, how loud and the kind of fault is passed on.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys

OURS = ("webmap", "loaders", "geo")
# what a record may carry beside its message; nothing else of it is written
FIELDS = ("request", "method", "route", "status", "ms", "audience")


class JsonLines(logging.Formatter):
    """A record as one object, with nothing that was not meant to be in it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        ours = record.name.split(".")[0] in OURS
        at = dt.datetime.fromtimestamp(record.created, dt.UTC)
        said: dict[str, object] = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        if ours:
            said["said"] = record.getMessage()
        found = {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        said.update(found)
        if record.exc_info and record.exc_info[0] is not None:
            said["error"] = record.exc_info[0].__name__  # its words could hold somebody's data
        return json.dumps(said, ensure_ascii=False)


def begin(*, requests: bool) -> None:
    """Write this process's log; ``requests``: each request as well."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    logging.getLogger("webmap.request_log").setLevel(logging.INFO if requests else logging.ERROR)
