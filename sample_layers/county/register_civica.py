"""Quendlemoor's register: a back-office extract with a row for each activity of each licence."""

from pathlib import Path

from .businesses import Business
from .draw import Draw
from .files import Note, write_csv
from .hours import DAYS, day_by_day
from .licence import EXTRACT_DAY, activities, issued, later, short_month, uk
from .names import person

COLUMNS = (
    "Licence Ref", "Licence Type Code", "Trade Name", "Premises Address 1", "Premises Address 2",
    "Premises Address 3", "Premises Address 4", "Premises Address 5", "UPRN", "Easting",
    "Northing", "Ward Code", "Issued", "Effective", "Expiry", "Status", "Licensed Hours",
    "Activity", "Holder", "DPS",
)  # fmt: skip
_AT = {name: number for number, name in enumerate(COLUMNS)}
_NOTICES = 9

Row = list[str]


def write_register(seed: int, out: Path, found: list[Business], clean: set[int]) -> Note:
    """Write the extract. Businesses whose numbers are in ``clean`` get no fault of their own."""
    draw = Draw(seed, "civica register")
    licences = [_licence(business, number, draw) for number, business in enumerate(found)]
    free = [at for at, business in enumerate(found) if business.number not in clean]
    faults = _spoil(licences, free, draw)
    hosts = [at for at in free if found[at].kind in {"pub", "club", "hotel"}]
    for number, at in enumerate(draw.some(hosts, _NOTICES)):
        licences.append([_notice(licences[at][0], number, draw)])
    rows = [row for licence in licences for row in licence]
    footer = ["Total licences", str(len(licences)), *[""] * (len(COLUMNS) - 2)]
    file = "premises_quendlemoor.csv"
    write_csv(out / file, COLUMNS, [*rows, footer], encoding="utf-8-sig", newline="\r\n")
    return Note(
        file,
        "Quendlemoor's premises licences (LAPREM), club certificates (LACLUB) and temporary "
        "event notices (LATEN), one row for each licensable activity.",
        ", ".join(COLUMNS),
        len(rows) + 1,
        "EPSG:27700 in Easting and Northing",
        faults=[
            ("UTF-8 with a byte-order mark, CRLF", len(rows) + 1),
            ("several rows for one licence, one for each activity", len(rows) - len(licences)),
            ("total below the last row", 1),
            *faults,
        ],
        expected={
            "data_rows": len(rows),
            "footer_rows": 1,
            "licences": len(licences),
            "premises": len(found),
            "temporary_event_notices": _NOTICES,
        },
    )


def _licence(business: Business, number: int, draw: Draw) -> list[Row]:
    assert business.hours is not None
    day = issued(draw)
    club = business.kind == "club"
    lines = [f"{business.door} {business.street}", business.place.name, "Hesperay"]
    if draw.chance(0.3):
        lines.insert(0, business.name)
    lines.append(business.postcode)
    values = {
        "Licence Ref": f"QM{3_000 + number}",
        "Licence Type Code": "LACLUB" if club else "LAPREM",
        "Trade Name": business.name,
        "UPRN": str(business.uprn),
        "Easting": str(business.at[0]),
        "Northing": str(business.at[1]),
        "Ward Code": business.ward,
        "Issued": short_month(day),
        "Effective": uk(day),
        "Status": "Current",
        "Licensed Hours": day_by_day(business.hours),
        "Holder": business.holder,
        "DPS": business.supervisor,
    }
    for line, text in enumerate(lines, start=1):
        values[f"Premises Address {line}"] = text
    rows = []
    for activity in activities(business, draw):
        values["Activity"] = activity
        rows.append([values.get(column, "") for column in COLUMNS])
    return rows


def _notice(row: Row, number: int, draw: Draw) -> Row:
    notice = list(row)
    start = later(EXTRACT_DAY.replace(month=4), draw)
    for column, value in (
        ("Licence Ref", f"QT{7_000 + number}"),
        ("Licence Type Code", "LATEN"),
        ("Issued", short_month(start)),
        ("Effective", uk(start)),
        ("Expiry", uk(start)),
        ("Status", "Granted"),
        ("Licensed Hours", f"{DAYS[start.weekday()]} 19:00-01:00"),
        ("Holder", person(draw)),
        ("DPS", ""),
    ):
        notice[_AT[column]] = value
    return notice


def _spoil(licences: list[list[Row]], free: list[int], draw: Draw) -> list[tuple[str, int]]:
    """Break licences, each in one way, and say how many premises have each fault."""
    pool = iter(draw.some(free, len(free)))
    east, north, uprn = _AT["Easting"], _AT["Northing"], _AT["UPRN"]
    faults: list[tuple[str, int]] = []

    def spoil(what: str, count: int, *changes: tuple[int, str]) -> None:
        """Write the values into every row of so many licences."""
        for _ in range(count):
            for row in licences[next(pool)]:
                for column, value in changes:
                    row[column] = value.replace("{}", row[column])
        faults.append((what, count))

    for _ in range(12):
        for row in licences[next(pool)]:
            row[east], row[north] = f"{int(row[east]):,}", f"{int(row[north]):,}"
    faults.append(("premises with a comma in easting and northing (301,250)", 12))
    for _ in range(4):
        for row in licences[next(pool)]:
            row[east], row[north] = row[north], row[east]
    faults.append(("premises with easting and northing swapped", 4))
    spoil("premises with easting and northing 0", 2, (east, "0"), (north, "0"))
    spoil("premises with no easting, northing or UPRN", 3, (east, ""), (north, ""), (uprn, ""))
    spoil("premises whose UPRN Excel has rounded to 9.9E+11", 5, (uprn, "9.9E+11"))
    spoil("premises with status Surrendered", 5, (_AT["Status"], "Surrendered"))
    spoil("premises with status Lapsed", 2, (_AT["Status"], "Lapsed"))
    spoil("premises with hours TBC", 3, (_AT["Licensed Hours"], "TBC"))
    spoil("premises with expiry 31/12/9999", 4, (_AT["Expiry"], "31/12/9999"))
    for _ in range(6):
        for row in licences[next(pool)]:
            row[_AT["Trade Name"]] = f"  {row[_AT['Trade Name']].upper()} "
    faults.append(("premises with a trade name in capitals and spaces round it", 6))
    return faults
