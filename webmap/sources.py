"""What was loaded and when, from whom, what became of every row, and how old it is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, render_template, request, url_for

from geo import released
from webmap import terms
from webmap.connection import current_connection
from webmap.formats import LONDON, share, thousands
from webmap.freshness import is_stale, today
from webmap.looking import saw
from webmap.paging import Paging, asked_page, beginning, require_rows
from webmap.wording import Row

bp = Blueprint("sources", __name__)

PLACED = frozenset({"premises", "food", "taxi"})
AT_MOST = 500
REJECTS_A_PAGE = 100


@dataclass(frozen=True)
class Source:
    """All loads of one kind, newest first."""

    kind: str
    loads: Sequence[Row]
    today: dt.date

    @property
    def title(self) -> str:
        """What was loaded."""
        return terms.LOADS.get(self.kind, terms.in_words(self.kind).capitalize())

    def total(self, column: str) -> int:
        """Add up a count over all loads."""
        return sum(load[column] for load in self.loads)

    @property
    def data_from(self) -> dt.date | None:
        """The first day that the data cover, if they state dates."""
        return min((load["data_from"] for load in self.loads if load["data_from"]), default=None)

    @property
    def data_to(self) -> dt.date | None:
        """The last day that the data cover, if they state dates."""
        return max((load["data_to"] for load in self.loads if load["data_to"]), default=None)

    @property
    def ages(self) -> dict[str, int]:
        """How many days ago each agency's data end, or were last loaded if they state no dates."""
        ended: dict[str, dt.date] = {}
        loaded: dict[str, dt.date] = {}
        for load in self.loads:
            agency = load["supplier"] or load["authority_name"] or ""
            on = load["loaded_at"].astimezone(LONDON).date()
            loaded[agency] = max(on, loaded.get(agency, on))
            if (last := load["data_to"]) is not None:
                ended[agency] = max(last, ended.get(agency, last))
        return {agency: (self.today - on).days for agency, on in (loaded | ended).items()}

    @property
    def age_days(self) -> int:
        """The age of the agency that is furthest behind: the others do not make up for it."""
        return max(self.ages.values())

    @property
    def stale(self) -> list[str]:
        """The agencies that should be asked again, if any; the nameless one by no name."""
        return sorted(agency for agency, age in self.ages.items() if is_stale(self.kind, age))

    @property
    def behind(self) -> str:
        """Each of them with its own age, the oldest first; the age alone of an only agency."""
        ages = self.ages
        oldest_first = sorted(self.stale, key=lambda agency: (-ages[agency], agency))
        if len(ages) == 1:
            return "".join(f"{thousands(ages[agency])} days" for agency in oldest_first)
        return "; ".join(
            f"{agency or 'an agency not stated'}, {thousands(ages[agency])} days"
            for agency in oldest_first
        )

    @property
    def placed(self) -> str:
        """The share of rows that were put on the map; nothing for what is not put there row by row.

        Episodes are left out: their accounts count them, who have no place, with their places.
        """
        if self.kind not in PLACED:
            return ""
        counts = Counter[str]()
        for load in self.loads:
            counts.update((load["report"] or {}).get("placed") or {})
        return share(counts.total() - counts["none"] - counts["ward only"], counts.total())


@bp.get("/sources")
def sources() -> str:
    """Show what was loaded, kind by kind."""
    loads = released.loads(current_connection(), AT_MOST)
    undone = released.undone_loads(current_connection())
    saw(len(loads) + len(undone))
    kinds = sorted({load["kind"] for load in loads}, key=_order)
    return render_template(
        "sources.html",
        sources=[
            Source(kind, [load for load in loads if load["kind"] == kind], today())
            for kind in kinds
        ],
        undone=undone,
        terms=terms,
        shown_all=len(loads) < AT_MOST,
        at_most=AT_MOST,
    )


@bp.get("/sources/<uuid:public_id>")
def source(public_id: UUID) -> str:
    """Show the account of one load, and a page of the rows it turned away.

    Raises: NotFoundError.
    """
    connection = current_connection()
    load = released.load(connection, public_id)
    page = asked_page(request.args.get("page"))
    rejects, total = released.rejects(
        connection, public_id, REJECTS_A_PAGE, beginning(page, REJECTS_A_PAGE)
    )
    require_rows(page, rejects)
    saw(total, {"page": page})
    paging = Paging(page, total, REJECTS_A_PAGE)
    return render_template(
        "source.html",
        load=load,
        rejects=rejects,
        paging=paging,
        links=paging.links(
            lambda number: url_for("sources.source", public_id=public_id, page=number)
        ),
        placings=_placings(load),
        terms=terms,
    )


def _placings(load: Row) -> list[str]:
    counts: dict[str, int] = (load["report"] or {}).get("placed") or {}
    words = {"none": "not placed", "ward only": "kept by ward only, being homes"}
    return [
        f"{thousands(rows)} {words.get(how) or terms.PLACED_BY.get(how, f'by {how}')}"
        for how, rows in sorted(counts.items())
    ]


def _order(kind: str) -> tuple[int, str]:
    known = list(terms.LOADS)
    return (known.index(kind) if kind in known else len(known), kind)
