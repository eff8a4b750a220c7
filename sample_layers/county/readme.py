"""The README of the folder, written from what each layer says of itself."""

from pathlib import Path

from .files import Note, write_bytes
from .settlements import AUTHORITIES, COUNTY, FORCE_NAME, TOWNS, VILLAGES


def write_readme(out: Path, seed: int, notes: list[Note]) -> None:
    """Write README.md."""
    names = ", ".join(f"{a.name} ({a.code})" for a in AUTHORITIES)
    towns = ", ".join(town.name for town in TOWNS)
    villages = ", ".join(sorted(village.name for village in VILLAGES))
    lines = [
        "# Sample layers: an invented county at sea",
        "",
        f"{COUNTY} is an invented island county in open water (inside E 285000-315000, "
        "N 395000-425000, EPSG:27700), so that no real business can be read as accused. No name "
        "of a place, street, person or business is real. Codes and postcodes are of kinds that "
        "have never been issued: E06999, E05999, E01999, E23999 and area ZZ.",
        "",
        f"Every file here is written by `python sample_layers/generate.py` (seed {seed}), "
        "whose parts are in `county/`; "
        "`--out FOLDER` writes elsewhere and `--seed N` draws another county. The same seed gives "
        "the same bytes on every machine, with one reservation: what is inside a `.gz` is always "
        "the same, but builds of zlib may pack it differently. A test writes the files again and "
        "compares. This page and the tests' `planted_truths.json` are written with them.",
        "",
        f"Authorities: {names}. Force: {FORCE_NAME}. Towns: {towns}. Villages: {villages}.",
        "",
        "`planted_truths.json` is for tests only, never for the product: the venues at which "
        "episodes really recur, the authority in which none do, piles that must never count, "
        "near misses of the rule, and counts that a loader or a query must reproduce. Line "
        "numbers in it count the header as line 1.",
        "",
        "| file | rows | CRS |",
        "|---|---:|---|",
        *(f"| `{note.file}` | {note.rows:,} | {note.crs} |" for note in notes),
        "",
    ]
    for note in notes:
        lines += [f"## {note.file}", "", note.stands_for, "", f"Columns: {note.columns}.", ""]
        if note.faults:
            lines += ["| on purpose | rows |", "|---|---:|"]
            lines += [f"| {what} | {count} |" for what, count in note.faults]
            lines.append("")
    write_bytes(out / "README.md", ("\n".join(lines).rstrip() + "\n").encode())
