"""Thrannick Haven's register: a report from a back-office system, saved as a workbook."""

from collections.abc import Callable
from pathlib import Path

from .businesses import Business
from .draw import Draw
from .files import Cell, Note
from .hours import in_words
from .licence import EXTRACT_DAY, activities, address, from_serial, issued, later, serial, uk
from .xlsx import write_xlsx

COLUMNS = (
    "Application Reference", "Previous Application Reference", "Trading As", "Address",
    "Licence Type", "Status", "Date Received", "Date Issued", "Licensable Activities",
    "Opening Hours", "Licence Holder", "Designated Premises Supervisor", "Ward",
)  # fmt: skip
_AT = {name: number for number, name in enumerate(COLUMNS)}
_SUPERSEDED, _SURRENDERED, _LAPSED = 16, 12, 5
_TITLES = 3

Row = list[Cell]


def write_register(
    seed: int, out: Path, found: list[Business], wards: dict[str, str], clean: set[int]
) -> Note:
    """Write the workbook. Businesses whose numbers are in ``clean`` get no fault of their own."""
    draw = Draw(seed, "uniform register")
    rows = [_row(business, number, wards, draw) for number, business in enumerate(found)]
    free = [at for at, business in enumerate(found) if business.number not in clean]
    pool = iter(draw.some(free, len(free)))
    faults: list[tuple[str, int]] = []

    def spoil(what: str, count: int, column: str, change: str | Callable[[str], str]) -> None:
        for _ in range(count):
            row = rows[next(pool)]
            was = str(row[_AT[column]])
            row[_AT[column]] = change if isinstance(change, str) else change(was)
        faults.append((what, count))

    spoil("status Surrendered", _SURRENDERED, "Status", "Surrendered")
    spoil("status Lapsed", _LAPSED, "Status", "Lapsed")
    spoil("trading name missing, written `no details`", 4, "Trading As", "no details")
    spoil("hours missing, written `no details`", 9, "Opening Hours", "no details")
    spoil("supervisor missing, written `no details`", 14, "Designated Premises Supervisor",
          "no details")  # fmt: skip
    spoil("address without a postcode", 6, "Address", lambda was: was.rsplit(", ", 1)[0])
    spoil("address in capitals", 25, "Address", str.upper)
    spoil("postcode in lower case", 4, "Address", _lower_postcode)
    spoil("Date Received as text dd/mm/yyyy among serial numbers", 6, "Date Received",
          lambda was: uk(from_serial(int(was))))  # fmt: skip
    older = []
    for number in range(_SUPERSEDED):
        at = next(pool)
        older.append(_superseded(rows[at], number, draw))
        rows[at][_AT["Previous Application Reference"]] = older[-1][0]
    data = sorted(rows + older, key=lambda row: str(row[0]))
    titles: list[Row] = [
        ["Thrannick Haven Council", *[""] * (len(COLUMNS) - 1)],
        ["Licensing Act 2003: register of premises licences and club premises certificates"],
        [f"Report run {uk(EXTRACT_DAY)} at 06:00, page 1 of 1"],
    ]
    footer: list[Row] = [[], [f"Total records: {len(data)}"]]
    file = "premises_thrannick_haven.xlsx"
    write_xlsx(
        out / file,
        [*titles, list(COLUMNS), *data, *footer],
        merged=f"A1:{chr(ord('A') + len(COLUMNS) - 1)}1",
        title="Licence register",
        dated=_AT["Date Issued"],
    )
    return Note(
        file,
        "Thrannick Haven's premises licences and club certificates, as a back-office report.",
        ", ".join(COLUMNS),
        len(data),
        faults=[
            ("title rows above the header, the first in merged cells", _TITLES),
            ("blank row and a total below the last", 2),
            ("Date Received as an Excel serial number without a date format", len(data) - 6),
            ("the postcode only inside the address", len(data)),
            ("status Suspended: superseded by a later row, not a sanction", _SUPERSEDED),
            *faults,
        ],
        expected={
            "data_rows": len(data),
            "title_rows": _TITLES,
            "footer_rows": 2,
            "premises": len(found),
            "superseded_rows": _SUPERSEDED,
            "granted_rows": len(found) - _SURRENDERED - _LAPSED,
            "rows_without_postcode": 6,
        },
    )


def _row(business: Business, number: int, wards: dict[str, str], draw: Draw) -> Row:
    assert business.hours is not None
    day = issued(draw)
    kind = "Club Premises Certificate" if business.kind == "club" else "Premises Licence"
    values: dict[str, Cell] = {
        "Application Reference": f"{day.year % 100:02d}/{2_000 + number:05d}/LAPRE",
        "Trading As": business.name,
        "Address": f"{address(business)}, Hesperay, {business.postcode}",
        "Licence Type": kind,
        "Status": "Granted",
        "Date Received": serial(day) - draw.whole(20, 60),
        "Date Issued": serial(day),
        "Licensable Activities": "; ".join(activities(business, draw)),
        "Opening Hours": in_words(business.hours),
        "Licence Holder": business.holder,
        "Designated Premises Supervisor": business.supervisor or "no details",
        "Ward": wards.get(business.ward, ""),
    }
    return [values.get(column, "") for column in COLUMNS]


def _superseded(row: Row, number: int, draw: Draw) -> Row:
    """The record that a later application took the place of."""
    older = list(row)
    first = EXTRACT_DAY.replace(year=2005)
    day = min(later(first, draw), from_serial(int(row[_AT["Date Issued"]] or 0)))
    older[0] = f"{day.year % 100:02d}/{900 + number:05d}/LAPRE"
    older[_AT["Status"]] = "Suspended"
    older[_AT["Date Received"]] = serial(day) - draw.whole(20, 60)
    older[_AT["Date Issued"]] = serial(day)
    return older


def _lower_postcode(address_text: str) -> str:
    rest, postcode = address_text.rsplit(", ", 1)
    return f"{rest}, {postcode.lower()}"
