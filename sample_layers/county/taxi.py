"""Taxi and private hire licences: the national weekly return, and councils' own lists."""

import datetime as dt
from collections import Counter
from pathlib import Path

from .addresses import Homes
from .boundaries import Geography
from .draw import Draw
from .files import Note, write_csv
from .licence import EXTRACT_DAY, uk
from .names import person, stem
from .roads import Road
from .settlements import QUENDLEMOOR, THRANNICK, TOWNS

_WEEK = dt.date(2026, 10, 5)
# I and Q are never issued in the places they take here, so no plate is anyone's
_PLATE_STARTS, _PLATE_ENDS = ("ZQ", "QI", "IQ", "QZ"), "ABDEFGHJKLMNPRSTUVWXY"
_MAKES = (("Corvane", "Estate"), ("Treskar", "Tourer"), ("Ombrio", "Seven"), ("Plovar", "Access"))
_COLOURS = ("Silver", "Black", "White", "Blue", "Grey")


def _plate(draw: Draw) -> str:
    return (
        f"{draw.pick(_PLATE_STARTS)}{draw.whole(10, 76)}Q"
        f"{draw.pick(_PLATE_ENDS)}{draw.pick(_PLATE_ENDS)}"
    )


def write_national_return(seed: int, out: Path) -> Note:
    """Skerrowby's weekly return of vehicles: seven fields and no header."""
    draw = Draw(seed, "national return")
    rows: list[list[str]] = []
    for number in range(182):
        start = _WEEK - dt.timedelta(days=draw.below(330))
        kind = draw.weighted(("taxi", "PHV", "Taxi", "phv"), (40, 48, 6, 6))
        end = start + dt.timedelta(days=364)
        accessible = draw.weighted(("true", "false", "True", "FALSE", ""), (22, 60, 6, 6, 6))
        dates = (start.isoformat(), end.isoformat())
        if number % 26 == 25:
            dates = (uk(start), uk(end))
        rows.append([_plate(draw), *dates, kind, "Skerrowby", f"SK{1000 + number}", accessible])
    rejects = []
    for number, change, reason in (
        (20, "lost", "6 fields"),
        (47, "HPV", "unknown type"),
        (71, "HPV", "unknown type"),
        (93, "order", "end before start"),
        (118, "long", "not a vehicle mark"),
        (140, "plate", "plate too long"),
    ):
        row = rows[number]
        match change:
            case "lost":
                del row[2]
            case "HPV":
                row[3] = "HPV"
            case "order":
                row[1], row[2] = row[2], row[1]
            case "long":
                row[0] = row[0][:4] + " " + row[0][4:]
            case "plate":
                row[5] = "SK-1118-REISSUED-2"
        rejects.append({"line": number + 1, "reason": reason})
    file = "CAZ-2026-10-05-E06999001.csv"
    write_csv(out / file, None, rows)
    return Note(
        file,
        "Skerrowby's weekly return to the national taxi and private hire vehicle database. It has "
        "no addresses, so no row is ever a point on a map.",
        "no header: VRM, licence start, licence end, type, licensing authority, plate, wheelchair "
        "accessible",
        len(rows),
        faults=[
            ("dates dd/mm/yyyy: accepted", sum("/" in row[1] for row in rows)),
            ("type in another case: accepted", sum(r[3] in {"Taxi", "phv"} for r in rows)),
            *sorted(Counter(str(reject["reason"]) for reject in rejects).items()),
        ],
        expected={
            "accepted": len(rows) - len(rejects),
            "rejected": len(rejects),
            "rejects": rejects,
        },
    )


def write_operators(
    seed: int, out: Path, roads: list[Road], homes: Homes, areas: Geography
) -> Note:
    """Thrannick Haven's private hire operators, with their bases."""
    draw = Draw(seed, "operators")
    mine = [a for a in homes.addresses if roads[a.slot.street].place == "Thrannick"]
    codes = set(areas.authority_of([a.slot.at for a in mine]))
    assert codes == {THRANNICK}
    central = [address for address in mine if roads[address.slot.street].ring in (0, 1)]
    rows = []
    for number in range(28):
        at_home = number % 4 == 3
        base = draw.pick(mine if at_home else central)
        holder = person(draw)
        name = f"{stem(draw)} {draw.pick(('Cars', 'Private Hire', 'Radio Cars', 'Travel'))}"
        expiry = EXTRACT_DAY + dt.timedelta(days=draw.whole(-60, 1_700))
        rows.append(
            [
                f"PHO{200 + number}",
                holder if at_home else f"{name} Ltd",
                name,
                f"{base.slot.number} {roads[base.slot.street].name}, Thrannick",
                base.postcode,
                str(1 if at_home else draw.whole(4, 60)),
                uk(expiry),
                "Home" if at_home else "Office",
            ]
        )
    rows[9][4] = rows[9][4].replace(" ", "").lower()
    rows[17][4] = ""
    header = ("Licence No", "Operator Name", "Trading As", "Base Address", "Postcode",
              "Vehicles Permitted", "Expiry", "Base Type")  # fmt: skip
    file = "taxi_operators_thrannick_haven.csv"
    write_csv(out / file, header, rows, newline="\r\n")
    expired = sum(dt.datetime.strptime(row[6], "%d/%m/%Y").date() < EXTRACT_DAY for row in rows)
    return Note(
        file,
        "Thrannick Haven's private hire operators and where they are run from.",
        ", ".join(header),
        len(rows),
        faults=[
            ("run from the operator's home: only the ward may be shown", 7),
            ("postcode in lower case without a space", 1),
            ("postcode blank", 1),
            ("licence run out", expired),
        ],
        expected={"accepted": len(rows), "rejected": 0, "home_bases": 7},
    )


def write_vehicles(seed: int, out: Path) -> Note:
    """Quendlemoor's own list of vehicles."""
    draw = Draw(seed, "vehicles")
    owners = [person(draw) for _ in range(40)]
    rows = []
    for number in range(64):
        make, model = draw.pick(_MAKES)
        rows.append(
            [
                f"Q{number + 1:03d}",
                _plate(draw),
                make,
                model,
                draw.pick(_COLOURS),
                str(draw.pick((4, 4, 4, 6, 8))),
                "Y" if model == "Access" else draw.pick(("N", "N", "")),
                draw.pick(owners),
                uk(EXTRACT_DAY + dt.timedelta(days=draw.whole(-20, 364))),
                draw.pick(("", "", f"{stem(draw)} Cars")),
            ]
        )
    rows[11][1] = f"{rows[11][1][:4]} {rows[11][1][4:].lower()}"
    rows[30][5] = "TBC"
    rows.append(list(rows[5]))
    header = ("Plate No", "VRM", "Make", "Model", "Colour", "Seats", "WAV", "Proprietor",
              "Expiry", "Operator")  # fmt: skip
    file = "taxi_vehicles_quendlemoor.csv"
    write_csv(out / file, header, rows)
    return Note(
        file,
        "Quendlemoor's licensed vehicles.",
        ", ".join(header),
        len(rows),
        faults=[
            ("VRM with a space and lower case", 1),
            ("seats TBC", 1),
            ("row given twice", 1),
        ],
        expected={"data_rows": len(rows), "duplicates": 1, "authority": QUENDLEMOOR},
    )


def write_drivers(seed: int, out: Path) -> Note:
    """Thrannick Haven's drivers, with the terms that councils use for the same licences."""
    draw = Draw(seed, "drivers")
    rows = []
    for number in range(118):
        start = EXTRACT_DAY - dt.timedelta(days=draw.below(1_500))
        end = start.replace(day=min(start.day, 28), year=start.year + 3)
        status = "Current" if end >= EXTRACT_DAY else "Expired"
        if number in {14, 77}:
            status = "Revoked"
        kind = draw.weighted(("PH", "HC/PH", "Dual", "Single Status", "HC"), (44, 18, 18, 12, 8))
        rows.append([f"TH{5000 + number}", person(draw), kind, uk(start), uk(end), status])
    header = ("Badge No", "Name", "Type", "Start", "Expiry", "Status")
    file = "taxi_drivers_thrannick_haven.csv"
    write_csv(out / file, header, rows)
    local = sum(row[2] in {"HC/PH", "Dual", "Single Status"} for row in rows)
    return Note(
        file,
        "Thrannick Haven's licensed drivers. Searched by exact value, never mapped.",
        ", ".join(header),
        len(rows),
        faults=[("local terms for a licence of both kinds: HC/PH, Dual, Single Status", local)],
        expected={"accepted": len(rows), "rejected": 0},
    )


def write_ranks(seed: int, out: Path, roads: list[Road]) -> Note:
    """Ranks near the market places and bus stations."""
    draw = Draw(seed, "ranks")
    rows = []
    for town in TOWNS:
        central = [road for road in roads if road.place == town.name and road.ring in (0, 1)]
        for road in draw.some(central, 5 if town.name == "Skerrowby" else 3):
            middle = road.points[len(road.points) // 2]
            rows.append(
                [
                    f"{road.name}, {town.name}",
                    str(middle[0]),
                    str(middle[1]),
                    str(draw.whole(2, 12)),
                    draw.pick(("24 hours", "22:00-05:00", "18:00-04:00", "24 hours")),
                ]
            )
    header = ("Name", "Easting", "Northing", "Spaces", "Hours")
    write_csv(out / "taxi_ranks.csv", header, rows)
    return Note(
        "taxi_ranks.csv",
        "Hackney carriage ranks of the whole county.",
        ", ".join(header),
        len(rows),
        "EPSG:27700",
        expected={"accepted": len(rows), "rejected": 0},
    )
