"""Hostile texts: what would run as a program if a page took it for anything but text.

They are planted in a database of invented data alone: whatever a person or a register can write,
in every field of words that there is.
"""

from __future__ import annotations

from sqlalchemy import Connection

from geo.database import statements

MARK = "zq-hostile"  # no element, attribute or address of ours is called so
REFLECTED = "zq{{7*7}}${7*7}zq"  # a template that takes it for its own makes 49 of it
EVALUATED = ("zq49", "49zq")
# one text that is an address, an element, the end of a script, an attribute, and a template; the
# last are no text in a template of a script: an escaped backtick, and an octal number
HOSTILE = (
    f"javascript:alert(5)//<img src=x {MARK} onerror=alert(1)>${{alert(2)}}`${{alert(3)}}`</script>"
    f"<b {MARK}>\"' {MARK} onfocus=alert(6) '\" \\ \u202e{REFLECTED}\\\\`${{alert(4)}}\\`C:\\2019"
)
SHORT = f"<img src=x {MARK} onerror=alert(1)>${{alert(2)}}"  # where a check leaves no room


def plant(connection: Connection) -> dict[str, str]:
    """Write a hostile text into every field of words; return how it went, by ``table.column``.

    It went ``planted``, ``refused`` (a check says what the field may hold) or ``empty`` (the table
    has no row).
    """
    values = {"hostile": HOSTILE, "short": SHORT}
    found = None
    for statement in statements("plant_hostile"):
        wanted = statement.compile().params
        found = connection.execute(statement, {name: values[name] for name in wanted})
    assert found is not None
    return {row.name: row.state for row in found}
