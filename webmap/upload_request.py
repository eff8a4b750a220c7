"""A request whose files are written to the closed folder while they come, and nowhere else."""

from __future__ import annotations

import tempfile
from typing import IO, Any

from flask import Request, current_app

from geo.settings import Settings
from geo.spool import Spool


class UploadRequest(Request):
    """A request whose files have no name in any folder and are gone when it is over."""

    _streams: tuple[IO[bytes], ...] = ()

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002 - the parser's own words
        content_type: str | None,  # noqa: ARG002
        filename: str | None = None,  # noqa: ARG002
        content_length: int | None = None,  # noqa: ARG002
    ) -> Any:
        settings: Settings = current_app.extensions["nightjar_settings"]
        folder = Spool.of(settings).folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        stream = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - close() below closes it
        self._streams = (*self._streams, stream)
        return stream

    def close(self) -> None:
        """Let go of the files, also of those whose request was refused half-way."""
        super().close()
        for stream in self._streams:
            stream.close()
