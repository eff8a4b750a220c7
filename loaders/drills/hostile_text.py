"""Hostile files of text: encodings, quotes, widths, numbers and words that are none."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator

from loaders.drills.hostile_file import Hostile, holding, late
from loaders.drills.invented import (
    EPISODES,
    REGISTER,
    as_csv,
    episode_row,
    episodes,
    premises_row,
    register,
)

ROWS = [premises_row(n) for n in range(1, 6)]
EPISODE_ROWS = [episode_row(n, n % 3) for n in range(1, 21)]
MANY = 1_000_000
FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1:9)", "\t=1+1", '=HYPERLINK("http://x")')
SCRIPTS = (
    *("<script>alert(1)</script>", "${7*7}", "{{7*7}}", "`${1}`", "</title><img src=x onerror=x>"),
    *("'; DROP TABLE held.episode; --", "../../../etc/passwd", "%s%n%x", "\u202egnp.exe", "\u200b"),
)


_TEXT = "a text of any length or spelling is a text: it is kept, and inert where it leaves"
READ_BECAUSE = {
    "utf7.csv": "the register is whole; the row of UTF-7 below it is turned away",
    "utf32.csv": "its first bytes say what it is in",
    "mixed.csv": "each line is text in some encoding, and its letters are put right",
    "surrogate.csv": "half a letter is replaced by the sign for one that is not known",
    "cr.csv": "a return alone ends a line, as it did on old machines",
    "commas.csv": "a row of empty fields is a blank one",
    "alike.csv": "ten of like names near by are proposed to each, and not the square of them",
    "same.csv": "of columns of one name each has a number, and the register is below them",
    "e_quote.csv": "what stands in the quote that never closes is one row, and is turned away",
    "formulas.csv": "text that a spreadsheet would run is text here, and inert where it leaves",
    "scripts.csv": "text that a page or a database would run is bound and escaped, and so a text",
    "numbers.csv": "a number that is none leaves its premises without a point, and is told",
    "slow_names.csv": _TEXT,
    "slow_codes.csv": "what is no postcode is left out of its row, and told",
    "slow_homes.csv": _TEXT,
    "e_numbers.csv": "what is no finite number is no coordinate: its row is turned away",
    "e_days.csv": "a day that is none turns its row away",
    "e_formulas.csv": "a reference is any text, and inert where it leaves",
    "e_words.csv": "a code that is none of the list turns its row away",
}


def changed(column: str, values: tuple[object, ...]) -> str:
    """Return a register of which a column holds these, and one row that is sound."""
    place = REGISTER.index(column)
    rows = []
    for number, value in enumerate(values, start=10):
        row = premises_row(number)
        row[place] = value
        rows.append(row)
    return register([*ROWS, *rows])


def changed_episodes(column: str, values: tuple[object, ...]) -> str:
    """Return episodes of which a column holds these, and twenty that are sound."""
    place = EPISODES.index(column)
    rows = []
    for number, value in enumerate(values, start=100):
        row = episode_row(number, 1)
        row[place] = value
        rows.append(row)
    return episodes([*EPISODE_ROWS, *rows])


def _with_column(values: tuple[object, ...]) -> str:
    rows = [[*row, values[n % len(values)]] for n, row in enumerate(EPISODE_ROWS)]
    return as_csv((*EPISODES, "extra"), rows)


def bomb(gigabytes: int) -> bytes:
    """Return gzip that unpacks to so much: members one after another, a hundred megabytes each."""
    return gzip.compress(b"0" * 100 * 2**20, 9) * (10 * gigabytes)


def noise(size: int) -> bytes:
    """Return bytes of chance, the same each time."""
    return random.Random(size).randbytes(size)  # noqa: S311 - nothing is kept secret by it


def files() -> Iterator[Hostile]:
    """Yield them."""
    yield from _bytes()
    yield from _shapes()
    yield from _values()
    yield from _packed()


def _bytes() -> Iterator[Hostile]:
    whole, sent = register(ROWS), episodes(EPISODE_ROWS)
    mixed = [f"PL9,Caf\u00e9 {code},1 Quay,,300001,410000\r\n".encode(code) for code in CODES]
    for name, content, harm in (
        ("empty.csv", b"", "no byte"),
        ("blank.csv", b" \r\n" * 300_000, "nothing but blanks"),
        ("nul.csv", whole.replace("Heron", "Her\0on").encode(), "NUL in a name"),
        ("utf7.csv", whole.encode("utf-7") + b"+ADw-script+AD4-", "UTF-7"),
        ("utf16_bare.csv", whole.encode("utf-16-le"), "UTF-16 without its mark"),
        ("utf16_cut.csv", whole.encode("utf-16")[:-1], "UTF-16 that is cut in a character"),
        ("utf32.csv", whole.encode("utf-32"), "UTF-32"),
        ("mixed.csv", whole.encode() + b"".join(mixed), "four encodings in one file"),
        ("surrogate.csv", whole.encode() + b"PL8,\xed\xa0\x80,,,300002,410000\r\n", "surrogates"),
        ("noise.csv", noise(200_000), "bytes of chance"),
        ("noise_below.csv", whole.encode() + noise(200_000), "bytes of chance under a header"),
        ("program.csv", b"\x7fELF" + noise(5_000), "a program"),
        ("letter.csv", b"%PDF-1.7\n" + noise(5_000), "a PDF"),
        ("pickle.csv", b"\x80\x04\x95" + noise(5_000), "a pickle"),
    ):
        yield Hostile("premises", name, harm, holding(content), READ_BECAUSE.get(name, ""))
    yield Hostile("episodes", "e_nul.csv", "NUL", holding(sent.replace("found", "fo\0und")))
    yield Hostile("episodes", "e_utf32.csv", "UTF-32", holding(sent.encode("utf-32")))
    yield Hostile("episodes", "e_noise.csv", "bytes of chance", holding(noise(200_000)))


CODES = ("utf-8", "cp1252", "cp850", "mac_roman")


def _shapes() -> Iterator[Hostile]:
    whole, sent = register(ROWS), episodes(EPISODE_ROWS)
    for name, content, harm in (
        ("cr.csv", lambda: whole.replace("\r\n", "\r"), "CR alone at line ends"),
        ("quote.csv", lambda: whole + '"PL9,' + "x,\r\n" * 100_000, "a quote that never closes"),
        ("giant.csv", lambda: whole + f"PL9,{'x' * 50_000_000},,,1,2\r\n", "a field of 50 MB"),
        ("wide.csv", lambda: as_csv([f"c{n}" for n in range(10_000)], [range(10_000)]), "wide"),
        ("tall.csv", lambda: '"' + "x\n" * MANY + '",b,c\r\n1,2,3\r\n', "a header of 10^6 lines"),
        ("long.csv", lambda: "a" * 5_000_000 + "," + whole, "a column name of 5 MB"),
        ("line.csv", lambda: "word " * 4_000_000, "a line of 20 MB"),
        ("commas.csv", lambda: whole + "," * 3_000_000, "three million empty fields"),
        ("alike.csv", lambda: register(map(premises_row, range(2_000))), "2,000 of like names"),
        ("same.csv", lambda: ",".join(["Premises Name"] * 500) + "\r\n" + whole, "one name 500x"),
    ):
        yield Hostile("premises", name, harm, late(content), READ_BECAUSE.get(name, ""))
    wide = [*EPISODES, *(f"c{n}" for n in range(10_000))]
    for name, made, harm in (
        ("e_quote.csv", lambda: sent + '"EP-9,' + "x,\r\n" * 100_000, "a quote that never closes"),
        ("e_giant.csv", lambda: sent + "EP-9," + "x" * 50_000_000, "a field of 50 MB"),
        ("e_wide.csv", lambda: ",".join(wide) + "\r\n" + sent, "10,000 columns"),
        ("e_line.csv", lambda: "word " * 4_000_000, "a line of 20 MB"),
    ):
        yield Hostile("episodes", name, harm, late(made), READ_BECAUSE.get(name, ""))


def _values() -> Iterator[Hostile]:
    numbers = ("NaN", "Infinity", "-inf", "1e400", "9" * 100_000, "0x10", "1_0", "\u0661\u0662")
    slow = (" " * 50_000 + "x", "12.00-" * 20_000, "1" * 50_000, "((((" * 20_000, "a@" * 30_000)
    for name, content, harm in (
        ("formulas.csv", changed("Premises Name", FORMULAS), "formulas"),
        ("scripts.csv", changed("Premises Name", SCRIPTS), "scripts, SQL and paths in names"),
        ("numbers.csv", changed("Easting", numbers), "NaN, Inf and numbers without end"),
        ("slow_names.csv", changed("Premises Name", slow), "texts on which patterns are slow"),
        ("slow_codes.csv", changed("Postcode", slow), "the same as postcodes"),
        ("slow_homes.csv", changed("Address", slow), "the same as addresses"),
    ):
        yield Hostile("premises", name, harm, holding(content), READ_BECAUSE[name])
    days = ("0000-00-00", "99999-01-01", "2026-02-30", "1e9", "9" * 50_000, "2026-03-29 01:30")
    for name, content, harm in (
        ("e_numbers.csv", changed_episodes("easting", numbers[:5]), "NaN and Inf"),
        ("e_days.csv", changed_episodes("start", days), "days that are none"),
        ("e_formulas.csv", changed_episodes("episode_id", FORMULAS), "formulas as references"),
        ("e_slow.csv", _with_column(slow), "texts on which patterns are slow, as a column more"),
        ("e_words.csv", changed_episodes("role", SCRIPTS), "scripts as codes"),
    ):
        yield Hostile("episodes", name, harm, holding(content), READ_BECAUSE.get(name, ""))


def _packed() -> Iterator[Hostile]:
    whole = gzip.compress(register(ROWS).encode())
    sent = gzip.compress(episodes(EPISODE_ROWS).encode())
    yield Hostile("premises", "bomb.csv.gz", "1 GB in 1 MB", late(lambda: bomb(1)))
    yield Hostile("premises", "cut.csv.gz", "gzip cut off", holding(whole[:-9]))
    yield Hostile("premises", "twice.csv.gz", "gzip in gzip", holding(gzip.compress(whole)))
    yield Hostile("premises", "tail.csv.gz", "gzip with a tail", holding(whole + noise(999)))
    yield Hostile("episodes", "e_bomb.csv.gz", "1 GB in 1 MB", late(lambda: bomb(1)))
    yield Hostile("episodes", "e_cut.csv.gz", "gzip cut off", holding(sent[:-9]))
    yield Hostile("addresses", "a_bomb.csv.gz", "1 GB in 1 MB", late(lambda: bomb(1)))
    yield Hostile("postcodes", "p_bomb.csv.gz", "1 GB in 1 MB", late(lambda: bomb(1)))
