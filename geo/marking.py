"""The watermark of a file that leaves: its handling mark, who took it, when, and until when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

HANDLING = "OFFICIAL-SENSITIVE"
KEEP_DAYS = 30
MASKED, EXACT = "masked to 250 m squares", "exact, not for passing on"


@dataclass(frozen=True)
class Marking:
    """What a file says of itself, in whatever way its format can."""

    export_id: UUID
    account: str
    made_at: dt.datetime
    masked: bool
    expires_on: dt.date
    purpose: str | None = None
    points: str | None = None  # what its points are, where it is neither exact nor masked

    @property
    def short(self) -> str:
        """The handling mark and the number by which the register knows the file."""
        return f"{HANDLING} E-{str(self.export_id)[:8]}"

    def members(self) -> dict[str, str]:
        """Return it as names and values."""
        return {
            "handling": HANDLING,
            "export": str(self.export_id),
            "taken_by": self.account,
            "taken_at": self.made_at.isoformat(timespec="seconds"),
            **({"purpose": self.purpose} if self.purpose else {}),
            "points": self.points or (MASKED if self.masked else EXACT),
            "delete_by": self.expires_on.isoformat(),
            "meaning": "near is all that it says: it is not evidence against a premises",
        }

    def text(self) -> str:
        """Return it as lines for a person."""
        return "".join(f"{name}: {value}\n" for name, value in self.members().items())
