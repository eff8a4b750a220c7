"""A click that leads to another page ends once that page is there, in every test.

Playwright's own click ends when the answer begins. What a test asks next without waiting, such as
how many elements there are, is then asked of the part of the page that has arrived by then.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from playwright.sync_api import Locator, Page

LEADING = ("click", "press")  # what may lead to another page


def settle() -> None:
    """Let what may lead to another page wait for all of it; where none follows, for nothing."""
    for kind in (Page, Locator):
        for name in LEADING:
            own = getattr(kind, name)
            if not hasattr(own, "__wrapped__"):
                setattr(kind, name, _waiting(own))


def _waiting(own: Callable[..., None]) -> Callable[..., None]:
    @wraps(own)
    def settled(where: Page | Locator, *values: Any, **options: Any) -> None:
        own(where, *values, **options)
        page = where if isinstance(where, Page) else where.page
        if not page.is_closed():
            page.wait_for_load_state()

    return settled
