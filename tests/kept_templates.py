"""Templates that are compiled once in a process of tests, whichever application reads them.

A test often makes an application of its own, and each would compile some hundred templates again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask
from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from flask.templating import Environment
    from jinja2.bccache import Bucket


class Kept(BytecodeCache):
    """Keeps what was compiled by its name and source, for as long as the process lives."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled from the same source."""
        if (code := self._compiled.get(bucket.key)) is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


def keep() -> None:
    """Have every application of this process share what is compiled."""
    kept, as_it_was = Kept(), Flask.create_jinja_environment

    def with_kept(self: Flask) -> Environment:
        environment = as_it_was(self)
        environment.bytecode_cache = kept
        return environment

    Flask.create_jinja_environment = with_kept  # type: ignore[method-assign]
