"""Requests that the server turns away before the application meets them.

A header that is none, a body or a header that is too long: waitress answers these by itself, and
says nothing to the browser about keeping, framing or running what it sends.
"""

from __future__ import annotations

from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.task import ErrorTask  # type: ignore[import-untyped]

from webmap.headers import FIXED, POLICY

COMPLETE = {
    **FIXED,
    "Content-Security-Policy": POLICY.format(nonce="", style="", pictures=""),
    "Cache-Control": "no-store",
}


class _Refusal(ErrorTask):  # type: ignore[misc]
    """waitress's own answer, with the headers that every other response has."""

    def execute(self) -> None:
        self.response_headers.extend(COMPLETE.items())
        super().execute()


def complete_refusals() -> None:
    """Let every refusal of this process's servers carry the headers of the application."""
    HTTPChannel.error_task_class = _Refusal
