"""Progress of long files, on the terminal alone: rows done, and the share where it is known."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from loaders.loading import Progress, silent

AFTER_S = 0.5


@contextmanager
def bar(*, quiet: bool) -> Iterator[Progress]:
    """Yield a function that shows how far a load has come; silent where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import (
        Progress as Bar,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("rows", total=None)
        began = last = time.monotonic()

        def tell(done: int, whole: int | None) -> None:
            nonlocal last
            now = time.monotonic()
            if now - began > AFTER_S and now - last > 0.1:
                last = now
                shown.update(task, completed=done, total=whole)

        yield tell
