"""Progress of long work, on the terminal alone: what is done, and the share where it is known."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[int, int | None], None]

AFTER_S = 0.5


def silent(done: int, whole: int | None) -> None:
    """Say nothing of progress."""


@contextmanager
def bar(*, quiet: bool, of: str = "rows") -> Iterator[Progress]:
    """Yield a function that shows how far work has come; silent where nobody watches."""
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
        task = shown.add_task(of, total=None)
        began = last = time.monotonic()

        def tell(done: int, whole: int | None) -> None:
            nonlocal last
            now = time.monotonic()
            if now - began > AFTER_S and now - last > 0.1:
                last = now
                shown.update(task, completed=done, total=whole)

        yield tell
