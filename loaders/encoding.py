"""Bytes to text: the encodings that registers really arrive in, and text that was mangled twice."""

from __future__ import annotations

import codecs
import re

import ftfy

from geo.errors import SourceError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# what an English register writes outside ASCII: quotes, dashes, money, accents of names and menus
EXPECTED = frozenset("‘’“”–—…•£€©®°½¼¾×éèêëáàâäåçñóòôöøúùûüíìîïæßÉÈÊÀÂÁÇÑÓÖØÚÜÅ\u00a0·")

# a character of two to four bytes of UTF-8, seen through code page 850 of the DOS years
_DOS = re.compile(r"[\u00c3\u251c\u252c\u00d4\u00d0\u00f3][^\x00-\x7f\s]{1,3}")


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file and the encoding it was found to be in.

    Raises: SourceError if it is not text.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding).lstrip("\ufeff"), encoding.removesuffix("-sig")
            except UnicodeDecodeError as error:
                raise SourceError(
                    f"{name} begins as {encoding} text and breaks off at byte {error.start}: "
                    "it is damaged or truncated; ask the supplier to send it again."
                ) from error
    if b"\x00" in data:
        raise SourceError(
            f"{name} must be text, and holds binary data: send it as CSV, XLSX, GeoJSON or "
            "GeoPackage."
        )
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    high = bytes(sorted({byte for byte in data if byte > 0x7F}))
    windows, mac = (_plausible(data, each, high) for each in ("cp1252", "mac_roman"))
    # text of the Macintosh is rare, and has hardly a character where Windows has a likely one
    encoding = "mac_roman" if mac > windows + 0.3 else "cp1252"
    # cp1252 leaves five bytes without a meaning; they stay visible rather than lose the file
    return data.decode(encoding, errors="replace"), encoding


def _plausible(data: bytes, encoding: str, high: bytes) -> float:
    """Return the share of bytes above ASCII that an encoding makes likely characters of."""
    wanted = total = 0
    for byte in high:
        count = data.count(bytes([byte]))
        total += count
        if bytes([byte]).decode(encoding, errors="replace") in EXPECTED:
            wanted += count
    return wanted / total if total else 1.0


def repair(text: str) -> str:
    """Return text with characters restored that were decoded in a wrong encoding and saved so.

    Twice-encoded UTF-8 is what ftfy knows; UTF-8 that was once read as code page 850 is not.
    """
    if text.isascii():
        return text
    return ftfy.fix_encoding(_DOS.sub(_through_dos, text))


def _through_dos(found: re.Match[str]) -> str:
    mangled = found.group()
    for end in range(len(mangled), 1, -1):
        try:
            restored = mangled[:end].encode("cp850").decode("utf-8")
        except UnicodeError:
            continue
        if EXPECTED.issuperset(restored):  # what was mangled in another way gives odd letters here
            return restored + mangled[end:]
    return mangled
