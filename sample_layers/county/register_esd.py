"""Skerrowby's register: the 36 columns of the esd schema, cp1252, with the usual mess."""

import datetime as dt
from pathlib import Path

from .businesses import Business
from .draw import Draw
from .files import Note, write_csv
from .hours import Hours, dotted, spoken, terse
from .licence import EXTRACT_DAY, address, entertainments, issued, later, uk
from .names import person, words

COLUMNS = words(
    "EXTRACTDATE ORGANISATIONURI ORGANISATIONLABEL CASEREFERENCE CASEDATE SERVICETYPEURI "
    "SERVICETYPELABEL PREMISESNAME LOCATIONTEXT POSTCODE ENTERTAINMENTTYPEURI "
    "ENTERTAINMENTTYPELABEL LATENIGHTREFRESHMENT ALCOHOLSUPPLY OPENINGHOURS STATUSURI STATUSLABEL "
    "LICENCESTARTDATE LICENCEENDDATE ONPREMISESALCOHOLSALE OFFPREMISESALCOHOLSALE LICENCEHOLDER "
    "LICENCEHOLDERADDRESS LICENCEHOLDERPOSTCODE APPLICANTTYPEURI APPLICANTTYPELABEL "
    "DESIGNATEDPREMISESSUPERVISOR SUPERVISORLICENCENO SUPERVISORADDRESS SUPERVISORPOSTCODE "
    "CONDITIONS DECISIONDATE DECIDEDBY LICENCEURL UPRN GEOPOINTLICENSINGURL"
)
_AT = {name: number for number, name in enumerate(COLUMNS)}
_BLANK_ROWS, _HISTORY, _NOTICES = 300, 35, 26
_ENTERTAINMENT = {"Indoor sporting events": 3, "Live Music": 5, "Recorded Music": 6,
                  "Performances of Dance": 7}  # fmt: skip
_VAGUE = ("Licensee's discretion", "m-su 12.00-3.00", "0600-2300", "",
          "In accordance with current rules of the club")  # fmt: skip
_CONDITIONS = (
    "Challenge 25 shall be operated at all times.",
    "CCTV shall be kept for 31 days.",
    "No glass vessels outside after 22:00.",
    "Door staff shall be on duty from 21:00 on Fridays and Saturdays.",
)

Row = list[str]


def write_register(
    seed: int, out: Path, found: list[Business], known: set[str], clean: set[int]
) -> Note:
    """Write the register. Businesses whose numbers are in ``clean`` get no fault of their own."""
    draw = Draw(seed, "esd register")
    rows: list[Row] = []
    owner: list[int] = []
    for order, business in enumerate(found):
        row = _row(business, order, draw)
        rows.append(row)
        owner.append(business.number)
    faults = _spoil(rows, [at for at, n in enumerate(owner) if n not in clean], draw)
    whole = [_history(row, draw) for row in draw.some(rows, _HISTORY)]
    pubs = [row for row, b in zip(rows, found, strict=True) if b.kind in {"pub", "club", "hotel"}]
    notices = [_notice(row, number, draw) for number, row in enumerate(draw.some(pubs, _NOTICES))]
    ended = sum(_as_day(row[_AT["LICENCEENDDATE"]]) < EXTRACT_DAY for row in notices)
    everything = sorted(rows + whole + notices, key=lambda row: int(row[_AT["CASEREFERENCE"]]))
    data = len(everything)
    joinable = {code.replace(" ", "") for code in known}
    placed = sum("".join(row[_AT["POSTCODE"]].split()) in joinable for row in everything)
    blank = [[""] * len(COLUMNS) for _ in range(_BLANK_ROWS)]
    file = "premises_skerrowby.csv"
    write_csv(out / file, COLUMNS, everything + blank, encoding="cp1252", newline="\r\n")
    return Note(
        file,
        "Skerrowby's premises licences, club certificates and temporary event notices, in the "
        "esd (LGA) schema. No coordinates and no UPRN: only the postcode places them.",
        ", ".join(COLUMNS),
        data + _BLANK_ROWS,
        faults=[
            ("cp1252, CRLF; header in capitals", data),
            ("blank rows at the end", _BLANK_ROWS),
            ("earlier row of a licence: CASEREFERENCE repeats, status Expired", _HISTORY),
            ("temporary event notice, with an end date (of these, already over: "
             f"{ended})", _NOTICES),
            *faults,
        ],
        expected={"data_rows": data, "blank_rows": _BLANK_ROWS, "premises": len(found),
                  "history_rows": _HISTORY, "temporary_event_notices": _NOTICES,
                  "case_references": len(found) + _NOTICES,
                  "rows_with_known_postcode": placed},
    )  # fmt: skip


def _row(business: Business, order: int, draw: Draw) -> Row:
    assert business.hours is not None
    club = business.kind == "club"
    day = issued(draw)
    kinds = entertainments(business, draw)
    tail = "|" if draw.chance(0.15) else ""
    yes, no = draw.pick((("TRUE", "FALSE"), ("true", "false"), ("Yes", "No"), ("True", "False")))
    holder = business.holder
    person_holds = not club and not holder.endswith("Ltd")
    values = {
        "EXTRACTDATE": uk(EXTRACT_DAY),
        "ORGANISATIONURI": "http://opendata.example/id/unitary-authority/skerrowby",
        "ORGANISATIONLABEL": "Skerrowby",
        "CASEREFERENCE": str(1_500 + order * 3),
        "CASEDATE": uk(day),
        "SERVICETYPEURI": f"http://id.esd.org.uk/service/{646 if club else 860} ",
        "SERVICETYPELABEL": "Club Premises Certificate " if club else "Premises Licence ",
        "PREMISESNAME": business.name,
        "LOCATIONTEXT": address(business),
        "POSTCODE": f" {business.postcode}" if draw.chance(0.9) else business.postcode,
        "ENTERTAINMENTTYPEURI": "|".join(
            f"http://id.esd.org.uk/entertainment/{_ENTERTAINMENT[kind]}" for kind in kinds
        ),
        "ENTERTAINMENTTYPELABEL": "|".join(kinds) + (tail if kinds else ""),
        "LATENIGHTREFRESHMENT": yes if business.late_food else no,
        "ALCOHOLSUPPLY": yes if business.sells_on or business.sells_off else no,
        "OPENINGHOURS": _written(business.hours, draw),
        "STATUSURI": "http://id.esd.org.uk/premisesLicenceStatus/2",
        "STATUSLABEL": "Current",
        "LICENCESTARTDATE": uk(later(day, draw) if draw.chance(0.3) else day),
        "ONPREMISESALCOHOLSALE": yes if business.sells_on else no,
        "OFFPREMISESALCOHOLSALE": yes if business.sells_off else no,
        "LICENCEHOLDER": f"{holder}|{person(draw)}" if draw.chance(0.06) else holder,
        "LICENCEHOLDERADDRESS": f"{draw.whole(1, 90)} {business.street}, Skerrowby",
        "LICENCEHOLDERPOSTCODE": business.postcode,
        "APPLICANTTYPEURI": "http://id.esd.org.uk/premisesLicenceApplicant/"
        + ("8" if club else "1" if person_holds else "9"),
        "APPLICANTTYPELABEL": "Club" if club else "Individual" if person_holds else "Business",
        "DESIGNATEDPREMISESSUPERVISOR": "" if club else business.supervisor,
        "SUPERVISORLICENCENO": "" if club else f"PL {draw.whole(1000, 9999)}",
        "CONDITIONS": _conditions(draw),
        "DECISIONDATE": uk(day),
        "LICENCEURL": f"http://licensing.skerrowby.example/{1_500 + order * 3}",
    }
    return [values.get(column, "") for column in COLUMNS]


def _written(hours: Hours, draw: Draw) -> str:
    return draw.pick((terse, terse, dotted, spoken))(hours)


def _conditions(draw: Draw) -> str:
    chosen = draw.some(_CONDITIONS, draw.below(4))
    return ("\r\n" if draw.chance(0.1) else " ").join(chosen)


def _history(row: Row, draw: Draw) -> Row:
    """The same licence under an earlier holder."""
    earlier = list(row)
    start = dt.date(2005, 11, 24) + dt.timedelta(days=draw.below(300))
    earlier[_AT["CASEDATE"]] = earlier[_AT["LICENCESTARTDATE"]] = uk(start)
    earlier[_AT["LICENCEENDDATE"]] = uk(later(start, draw))
    earlier[_AT["STATUSLABEL"]] = "Expired"
    earlier[_AT["STATUSURI"]] = "http://id.esd.org.uk/premisesLicenceStatus/3"
    earlier[_AT["LICENCEHOLDER"]] = earlier[_AT["DESIGNATEDPREMISESSUPERVISOR"]] = person(draw)
    return earlier


def _notice(row: Row, number: int, draw: Draw) -> Row:
    """A temporary event at the same premises."""
    notice = list(row)
    start = dt.date(2026, 5, 1) + dt.timedelta(days=draw.below(215))
    for column, value in (
        ("CASEREFERENCE", str(9_000 + number)),
        ("CASEDATE", uk(start - dt.timedelta(days=21))),
        ("SERVICETYPEURI", "http://id.esd.org.uk/service/1125 "),
        ("SERVICETYPELABEL", "Temporary Event Notice "),
        ("STATUSLABEL", "Approved"),
        ("LICENCESTARTDATE", uk(start)),
        ("LICENCEENDDATE", uk(start + dt.timedelta(days=draw.below(3)))),
        ("LICENCEHOLDER", person(draw)),
        ("OPENINGHOURS", "1900-0100"),
        ("CONDITIONS", ""),
    ):
        notice[_AT[column]] = value
    return notice


def _spoil(rows: list[Row], free: list[int], draw: Draw) -> list[tuple[str, int]]:
    """Break rows, each in one way, and say how many of each."""
    pool = iter(draw.some(free, len(free)))
    faults: list[tuple[str, int]] = []

    def spoil(what: str, column: str, values: tuple[str, ...]) -> None:
        """Write the values into so many fresh rows; ``{}`` stands for what was there."""
        for value in values:
            row = rows[next(pool)]
            row[_AT[column]] = value.replace("{}", row[_AT[column]].strip())
        faults.append((what, len(values)))

    spoil("postcode blank", "POSTCODE", ("", ""))
    spoil("postcode cut short or not one", "POSTCODE", ("ZZ1", " ZZ1  999", "TBC"))
    spoil("well-formed postcode that no longer exists", "POSTCODE", (" ZZ1 9ZZ",) * 6)
    spoil("trailing space after the postcode", "POSTCODE", (" {} ",) * 20)
    spoil("hours that cannot be read as hours", "OPENINGHOURS", _VAGUE * 5)
    spoil("premises name blank", "PREMISESNAME", ("", ""))
    spoil("two spaces in the service type", "SERVICETYPELABEL", ("Premises  licence",) * 6)
    spoil("kind of shop put before the name", "PREMISESNAME", ("Off Licence  {}",) * 5)
    spoil("end date 31/12/9999", "LICENCEENDDATE", ("31/12/9999",) * 5)
    spoil("start date 01/01/1900", "LICENCESTARTDATE", ("01/01/1900",) * 3)
    spoil("status Surrendered", "STATUSLABEL", ("Surrendered",) * 5)
    spoil("status Refused", "STATUSLABEL", ("Refused",) * 3)
    spoil("status new, no start date yet", "STATUSLABEL", ("new",) * 4)
    for row in rows:
        if row[_AT["STATUSLABEL"]] == "new":
            row[_AT["LICENCESTARTDATE"]] = ""
    for what, count, old, new in (
        ("two spaces inside the postcode", 6, " ", "  "),
        ("no-break space inside the postcode", 3, " ", "\xa0"),
        ("letter I for the figure 1 in the postcode", 3, "ZZ1", "ZZI"),
    ):
        done = 0
        while done < count:
            row = rows[next(pool)]
            postcode = row[_AT["POSTCODE"]].strip()
            if old in postcode:
                row[_AT["POSTCODE"]] = postcode.replace(old, new, 1)
                done += 1
        faults.append((what, count))
    # UTF-8 read as cp850 and saved as cp1252, as one real register was
    for _ in range(3):
        row = rows[next(pool)]
        name = row[_AT["PREMISESNAME"]] + "’s"
        row[_AT["PREMISESNAME"]] = name.replace("’", "’".encode().decode("cp850"))
    faults.append(("apostrophe doubly encoded in the name", 3))
    return faults


def _as_day(text: str) -> dt.date:
    return dt.datetime.strptime(text, "%d/%m/%Y").date()
