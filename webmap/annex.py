"""The annex of the impact assessment: the database's inventory, and the application's pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import geo
from geo.cluster import LOGINS, OWNER, ROLES_BEHIND
from geo.database import engine
from geo.inventory import Inventory, Right, take
from geo.quarters import today
from geo.settings import Settings
from geo.upgrade import ready
from webmap import create_app
from webmap.access import Access
from webmap.audience import Audience
from webmap.data_flow import draw
from webmap.formats import moment
from webmap.pools import Pools
from webmap.report import render


@dataclass(frozen=True)
class Route:
    """A page of the application and whom it lets in."""

    rule: str
    method: str
    audiences: tuple[str, ...]
    open: bool


@dataclass(frozen=True)
class Annex:
    """What the annex says."""

    inventory: Inventory
    routes: tuple[Route, ...]

    @property
    def fields(self) -> int:
        """How many fields are held."""
        return sum(len(table.fields) for table in self.inventory.tables)

    def describe(self) -> dict[str, Any]:
        """Return all of it as plain values, for JSON."""
        return {
            "release": geo.__version__,
            **asdict(self.inventory),
            "routes": [asdict(route) for route in self.routes],
            "unexplained": self.inventory.unexplained,
        }

    def page(self) -> str:
        """Return it as one page."""
        return render(
            "dpia",
            found=self.inventory,
            routes=self.routes,
            roles=[str(role) for role in Audience],
            logins=_logins(),
            matrix=_matrix(self.inventory.rights, _logins()),
            behind=_matrix(self.inventory.behind, ROLES_BEHIND),
            roles_behind=ROLES_BEHIND,
            flow=draw(self.inventory),
            data={"release": geo.__version__},
            made_at=moment(dt.datetime.now(dt.UTC)),
        )


def of(settings: Settings) -> Annex:
    """Read the annex of the database and application that the settings lead to."""
    ready(settings)
    owner = engine(settings)
    with owner.connect() as connection:
        found = take(connection, today())
    owner.dispose()
    return Annex(found, _routes(settings))


def _routes(settings: Settings) -> tuple[Route, ...]:
    pools = Pools(settings)  # which connect to nothing before they are asked
    app = create_app(pools, settings)
    access = app.extensions["nightjar_access"]
    assert isinstance(access, Access)
    found = [
        Route(
            rule.rule,
            method,
            tuple(sorted(access.allowed.get(rule.endpoint.rpartition(".")[0], ()))),
            access.is_open(rule.endpoint),
        )
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    pools.dispose()
    return tuple(sorted(found, key=lambda route: (route.rule, route.method)))


def _logins() -> list[str]:
    return [login for login in LOGINS if login != OWNER]


def _matrix(rights: Iterable[Right], columns: Iterable[str]) -> list[tuple[str, dict[str, str]]]:
    """Return each object with what each login or role may do with it, in words."""
    rows: dict[str, dict[str, str]] = {}
    columns = tuple(columns)
    for right in rights:
        name = f"{right.schema}.{right.object}" + ("()" if right.kind == "function" else "")
        rows.setdefault(name, dict.fromkeys(columns, ""))[right.login] = " ".join(right.rights)
    return sorted(rows.items())
