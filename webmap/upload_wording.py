"""Uploads in plain words: what each kind is, how far one is, and how a column was told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from geo.reasons import explain
from webmap.formats import thousands
from webmap.wording import Row

__all__ = ["explain"]

# what a file is sent as: what it is called, and which files those are
KINDS: Mapping[str, tuple[str, str]] = {
    "episodes": (
        "Episodes",
        "Anonymised episodes and their places (CSV), SSDA903 Missing or street-level files. A file "
        "of places goes with the file of its episodes.",
    ),
    "premises": (
        "Premises licences",
        "A council’s register of any layout: CSV, XLSX, GeoJSON or GeoPackage.",
    ),
    "taxi": ("Taxi licences", "The national database’s upload, or a council’s own register."),
    "food": ("Food businesses", "The Food Hygiene Rating Scheme: XML, or the same as CSV."),
    "boundaries": ("Boundaries", "Areas: GeoJSON, GeoPackage or a zipped shapefile."),
    "postcodes": ("Postcodes", "OS Code-Point Open, or the ONS Postcode Directory: CSV."),
    "addresses": ("Addresses", "Residential addresses from OS Open UPRN: CSV."),
}
AREA_KINDS: Mapping[str, str] = {
    "authority": "Local authorities",
    "ward": "Wards",
    "lsoa": "Lower layer super output areas (LSOA)",
    "force": "Police force areas",
    "land": "Land, for the base map",
}
TAXI_KINDS: Mapping[str, str] = {
    "national": "The national database’s upload (seven fields, no header)",
    "operators": "Operators",
    "vehicles": "Vehicles",
    "drivers": "Drivers",
    "ranks": "Taxi ranks",
}
# each state: its name, the colour of its tag, and what it means
STATES: Mapping[str, tuple[str, str, str]] = {
    "waiting": ("Waiting", "grey", "It waits for its turn to be checked. You can close this page."),
    "checking": ("Being checked", "blue", "It is being read. You can close this page."),
    "checked": (
        "Checked",
        "yellow",
        "Nothing is loaded yet. Look at what was found, then load or discard it.",
    ),
    "refused": ("Refused", "red", "Nothing was loaded, and the database is as it was."),
    "committing": ("Being loaded", "blue", "It is being loaded. You can close this page."),
    "loaded": ("Loaded", "green", "All that is accepted below is held now."),
    "discarded": ("Discarded", "grey", "Nothing was loaded, and the file was deleted."),
    "undoing": ("Being taken back", "blue", "The load is being taken back."),
    "undone": ("Taken back", "grey", "What it brought is no longer held."),
}
TOLD: Mapping[str, str] = {
    "name": "its name",
    "words": "words of its name",
    "contents": "what it holds",
    "given": "a saved layout, or settled by hand",
}
OPTIONS: Mapping[str, str] = {
    "supplier": "Supplier",
    "authority": "Authority",
    "profile": "Layout",
    "taxi_kind": "What it holds",
    "area_kind": "Areas",
    "vintage": "Year of the codes",
    "fixed": "Columns settled by hand",
}


# what a refusal asks of a command, and which field of the page that is
ON_A_PAGE: Sequence[tuple[str, str]] = (
    (
        r"[Ss]ay which it is with --map '([^'=]+)=COLUMN'",
        r"Send it again and say which it is, under “Say which column is what”: \1=that column",
    ),
    (
        r"say which is the premises' with --map 'address=Address'",
        "send it again and say which is the premises’, under “Say which column is what”: "
        "address=Address",
    ),
    (r"--map must name", "“Columns settled by hand” must name"),
    (r"is --kind right\?", "is what you chose right?"),
    (r"load it with --kind ([^\s.]+)", r"send it again as those of \1"),
    (r": see --help", ": send it again as the kind of file that it is"),
    (r"--vintage sets it", "“Year of the codes” sets it"),
    (
        r"give each authority with an --authority of its own, or --authority stated to take each "
        r"row's word",
        "a page takes the rows of one authority: send each authority’s rows as a file of their own",
    ),
)


def on_a_page(said: str) -> str:
    """Return what a load says in the words of the page: whoever sent a file has no command."""
    for asked, here in ON_A_PAGE:
        said = re.sub(asked, here, said)
    return said


def progress(row: Row) -> str:
    """Say how far an upload is: 1,200 of about 17,000 rows read."""
    if row["state"] not in {"checking", "committing"} or not row["done"]:
        return STATES[row["state"]][2]
    of = f" of about {thousands(row['expected'])}" if row["expected"] else ""
    return f"{thousands(row['done'])}{of} rows read. You can close this page."


def size(total: int) -> str:
    """Write a number of bytes: 812 bytes, 34 KB, 1.2 MB."""
    if total < 1_000:
        return f"{total} bytes"
    if total < 1_000_000:
        return f"{total / 1_000:.0f} KB"
    return f"{total / 1_000_000:.1f} MB"


def options(asked: Mapping[str, Any], authorities: Mapping[str, str]) -> list[tuple[str, str]]:
    """Say how a file was asked to be read, pair by pair; ``authorities`` names each by its code."""
    choices = {"area_kind": AREA_KINDS, "taxi_kind": TAXI_KINDS, "authority": authorities}
    said = []
    for name, words in OPTIONS.items():
        if name not in asked:
            continue
        value = asked[name]
        if name == "fixed":
            value = "; ".join(f"{ours} = {', '.join(theirs)}" for ours, theirs in value.items())
        said.append((words, choices.get(name, {}).get(value, str(value))))
    return said


def meanings(report: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return what each column is taken for: the meaning, the columns, and how that was told."""
    told: Mapping[str, str] = report.get("told_by") or {}
    return [
        (name.replace("_", " "), ", ".join(columns), TOLD.get(told.get(name, ""), "its name"))
        for name, columns in (report.get("mapping") or {}).items()
        if columns and not name.endswith("_guess")
    ]
