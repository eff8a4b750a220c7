"""Long lists, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sized
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, redirect, request
from werkzeug.wrappers import Response as Answer

from geo.errors import NotFoundError

PER_PAGE = 25
LAST_PAGE = 10_000  # a number in an address is anybody's: past this there is nothing to look for


class PastTheEndError(NotFoundError):
    """A page was asked for that a list has not, or no longer: others worked at it meanwhile."""


@dataclass(frozen=True)
class Paging:
    """One page of a list of ``total`` rows; pages and rows are counted from 1."""

    page: int
    total: int
    per_page: int = PER_PAGE

    @property
    def last(self) -> int:
        """The last page; an empty list has one page, which is empty."""
        return max(1, -(-self.total // self.per_page))

    @property
    def first_row(self) -> int:
        """The number of the first row on this page; 0 if there is none."""
        return (self.page - 1) * self.per_page + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        """The number of the last row on this page."""
        return min(self.page * self.per_page, self.total)

    def numbers(self) -> list[int | None]:
        """Return the pages to offer: both ends, this one and its neighbours; None for a gap."""
        near = {1, self.last, self.page - 1, self.page, self.page + 1}
        shown = sorted(number for number in near if 1 <= number <= self.last)
        numbers: list[int | None] = []
        for number in shown:
            before = numbers[-1] if numbers else None
            if before is not None and number == before + 2:
                numbers.append(number - 1)  # a gap of one page is that page
            elif before is not None and number > before + 2:
                numbers.append(None)
            numbers.append(number)
        return numbers

    def links(self, address: Callable[[int], str]) -> dict[str, Any] | None:
        """Return what the pagination macro draws; None if all rows are on one page."""
        if self.last == 1:
            return None
        items = [
            {"ellipsis": True}
            if number is None
            else {"number": number, "href": address(number), "current": number == self.page}
            for number in self.numbers()
        ]
        shown: dict[str, Any] = {"items": items}
        if self.page > 1:
            shown["previous"] = {"href": address(self.page - 1)}
        if self.page < self.last:
            shown["next"] = {"href": address(self.page + 1)}
        return shown


def register(app: Flask) -> None:
    """Begin a list again where it has become shorter than an address says, with its filters."""
    app.register_error_handler(PastTheEndError, _begin_again)


def require_rows(page: int, rows: Sized) -> None:
    """Raise PastTheEndError for a page after the first that has no rows."""
    if page > 1 and not rows:
        raise PastTheEndError("there is no such page of the list")


def _begin_again(_: PastTheEndError) -> Answer:
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
    return redirect(quote(request.path) + (f"?{urlencode(kept)}" if kept else ""))


def beginning(page: int, per_page: int = PER_PAGE) -> int:
    """Return how many rows come before a page."""
    return (page - 1) * per_page


def asked_page(given: str | None) -> int:
    """Return the page that an address asks for; the first where it makes no sense."""
    if given is None or not given.isascii() or not given.isdigit():
        return 1
    return min(max(int(given[:6]), 1), LAST_PAGE)


def asked_entry(given: str | None) -> int | None:
    """Return the entry of the record that a page comes before; none where it makes no sense."""
    if given is None or not given.isascii() or not given.isdigit() or len(given) > 15:
        return None
    return int(given)
