"""Run the command: as nightjar where it is installed, or as python -m webmap."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress

from geo.streams import open_what_is_closed

STOPPED, BROKEN = 130, 1


def run() -> None:
    """Run the command; Ctrl-C while it is still being imported ends it as it does later."""
    open_what_is_closed()
    ending = _Ending()
    atexit.register(ending.leave)  # the first to be registered comes last
    try:
        from webmap.cli import main

        main(prog_name="nightjar")
    except KeyboardInterrupt:
        ending.code = STOPPED
        sys.exit(STOPPED)
    except OSError as error:
        ending.code = BROKEN
        if error.filename is not None:
            raise
        # what is said before any command begins, such as its help, where the disk is full
        sys.stderr.write(f"nightjar: what is said cannot be written: {error.strerror}\n")
        sys.exit(BROKEN)
    except SystemExit as ended:
        ending.code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        raise
    except BaseException:
        ending.code = BROKEN
        raise


class _Ending:
    """How the program ends once its own threads and all that is to be done at the end have ended.

    pyarrow's threads are not Python's: one that needs the interpreter while that is taken down is
    ended under pyarrow, which then waits for it for ever, or aborts. So nothing is taken down.
    """

    def __init__(self) -> None:
        self.code = 0
        self._process = os.getpid()  # one that is forked from it ends as it would

    def leave(self) -> None:
        """End the program here, if pyarrow was used, and have nothing unsaid in either case."""
        if os.getpid() != self._process:
            return
        for number, stream in ((1, sys.stdout), (2, sys.stderr)):
            try:
                stream.flush()
            except (OSError, ValueError):
                # nobody reads it any more, or the disk is full: Python would try once more, and
                # end with a code of its own
                with suppress(OSError):
                    os.dup2(os.open(os.devnull, os.O_WRONLY), number)
        if "pyarrow" not in sys.modules:
            return
        os._exit(self.code)


if __name__ == "__main__":
    run()
