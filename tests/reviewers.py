"""People of a joint review in the tests: an analyst and officers, each with a purpose in force."""

from __future__ import annotations

from sqlalchemy import text

from geo.database import ANALYST, OFFICER, engine, query
from geo.joint_desk import Desk
from geo.settings import Settings
from tests.database.planting import Planting
from tests.people import officer_of, populate, session_of

NEAR, FAR = "E06999001", "E06999002"


class Reviewers:
    """Desks of police and of councils over one database, and the sessions behind them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.owner = engine(settings)
        populate(self.owner)
        self.logins = {
            side: engine(settings, login, pooled=True)
            for side, login in (("police", ANALYST), ("council", OFFICER))
        }
        self.sessions = {
            "police": session_of(settings, "analyst"),
            "council": session_of(settings, "officer"),
        }
        self.police = Desk(self.logins["police"], self.sessions["police"])
        self.council = Desk(self.logins["council"], self.sessions["council"])

    def officer(self, authority: str) -> tuple[Desk, bytes]:
        """Sign in another officer, of any authority, who says what for."""
        session = officer_of(self.owner, authority)
        with self.logins["council"].begin() as connection:
            values = {"session": session, "purpose": "licensing", "lasting": True}
            reason = {"case_reference": None, "reason": "a joint review of a premises"}
            connection.execute(query("state_purpose_on_page"), {**values, **reason})
        return Desk(self.logins["council"], session), session

    def account(self, session: bytes) -> object:
        """Return whose session it is."""
        with self.owner.connect() as connection:
            return connection.scalar(
                text("SELECT account_id FROM held.session WHERE token_sha256 = :token"),
                {"token": session},
            )

    def close(self) -> None:
        """Give every connection back."""
        for each in (self.owner, *self.logins.values()):
            each.dispose()


def plant_premises(reviewers: Reviewers, names: dict[str, str]) -> dict[str, object]:
    """Plant premises at sea by name and authority; their numbers by name."""
    found: dict[str, object] = {}
    with reviewers.owner.begin() as connection:
        plant = Planting(connection)
        for name, authority in names.items():
            plant.premises(name, (300_000.0, 410_000.0))
            connection.execute(
                text("INSERT INTO held.authority VALUES (:a, :a) ON CONFLICT DO NOTHING"),
                {"a": authority},
            )
            found[name] = connection.scalar(
                text(
                    "UPDATE held.premises SET authority = :authority WHERE name = :name"
                    " RETURNING premises_id"
                ),
                {"name": name, "authority": authority},
            )
    return found
