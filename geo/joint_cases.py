"""What a joint review's pages may ask for: cases, what each side saw and said, and meetings.

Who asks is told by the hash of a session's token; the database gives an analyst every case and an
officer those of the own authority, and answers for any other case as for one that there is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, RowMapping

from geo.database import query
from geo.errors import NotFoundError

Rows = Sequence[RowMapping]


class Cases:
    """The cases and meetings that the holder of a session may see."""

    def __init__(self, connection: Connection, session: bytes) -> None:
        self._connection, self._session = connection, session

    def every(self) -> Rows:
        """Return every case, the open ones first."""
        return self._rows("review_cases")

    def one(self, case_id: UUID) -> RowMapping:
        """Return one case. Raises: NotFoundError."""
        return self._one("review_case", case_id=case_id)

    def seen(self, case_id: UUID) -> Rows:
        """Return what each side was shown in a case, newest first."""
        return self._rows("case_seen", case_id=case_id)

    def decisions(self, case_id: UUID) -> Rows:
        """Return every version of a case's decision, newest first, with who signed it."""
        return self._rows("case_decisions", case_id=case_id)

    def actions(self, case_id: UUID | None = None) -> Rows:
        """Return the actions of a case or of all, open ones first, the next due first."""
        return self._rows("case_actions", case_id=case_id)

    def notes(self, case_id: UUID) -> Rows:
        """Return the notes of a case, newest first."""
        return self._rows("case_notes", case_id=case_id)

    def representations(self, case_id: UUID) -> Rows:
        """Return complaints and replies about a case's premises, the newest first."""
        return self._rows("case_representations", case_id=case_id)

    def edits(self, case_id: UUID) -> Rows:
        """Return what was saved over a version that was not the newest, and waits."""
        return self._rows("case_edits", case_id=case_id)

    def clocks(self, case_id: UUID | None = None) -> Rows:
        """Return what statutory clocks of a case, or of all, began with."""
        return self._rows("case_clocks", case_id=case_id)

    def people(self, case_id: UUID) -> Rows:
        """Return who can be given an action of a case."""
        return self._rows("case_people", case_id=case_id)

    def measures(self) -> Rows:
        """Return what can be decided, in the order of the list."""
        return self._connection.execute(query("measures")).mappings().all()

    def authorities(self) -> Rows:
        """Return the authorities that a meeting can be of; for the analyst alone."""
        return self._connection.execute(query("review_authorities")).mappings().all()

    def meetings(self) -> Rows:
        """Return the meetings, newest first."""
        return self._rows("review_meetings")

    def meeting(self, meeting_id: UUID) -> RowMapping:
        """Return one meeting. Raises: NotFoundError."""
        return self._one("review_meeting", meeting_id=meeting_id)

    def agenda(self, *, meeting_id: UUID | None = None, case_id: UUID | None = None) -> Rows:
        """Return which cases are on which agenda, newest meeting first."""
        return self._rows("review_agenda", meeting_id=meeting_id, case_id=case_id)

    def _rows(self, name: str, **values: object) -> Rows:
        bound = {"session": self._session, **values}
        return self._connection.execute(query(name), bound).mappings().all()

    def _one(self, name: str, **values: object) -> RowMapping:
        found = self._rows(name, **values)
        if not found:
            raise NotFoundError("there is nothing of that number")
        return found[0]
