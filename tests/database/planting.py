"""Put invented rows into the tables: premises, and episodes at places, at sea."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID, uuid5

from sqlalchemy import Connection, text

AUTHORITY = "E06999001"
NAMES = UUID("5f0d3b5e-0c1d-4a52-9d0e-3a1b6f0c9a11")
HERE = (300_000.0, 410_000.0)


class Planting:
    """One load's worth of invented rows on a connection that will be rolled back."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._rows = 0
        self.load_id = self._load("episodes")
        self.supplier_id = self._number(
            "INSERT INTO held.supplier (name) VALUES ('Invented Police') RETURNING supplier_id"
        )
        self._say(
            "INSERT INTO held.authority (code, name) VALUES (:code, 'Skerrowby')"
            " ON CONFLICT DO NOTHING",
            code=AUTHORITY,
        )
        self._episodes = 0

    def episode(
        self,
        child: str | None,
        on: dt.date | dt.datetime,
        at: tuple[float, float] = HERE,
        role: str = "found",
        kind: str = "takeaway",
    ) -> None:
        """Plant an episode by a child at one place; a date alone is its noon."""
        self._episodes += 1
        moment = on if isinstance(on, dt.datetime) else dt.datetime.combine(on, dt.time(12))
        child_id = None
        if child is not None:
            child_id = self._number(
                "INSERT INTO held.child (child_ref) VALUES (:ref)"
                " ON CONFLICT (child_ref) DO UPDATE SET child_ref = excluded.child_ref"
                " RETURNING child_id",
                ref=child,
            )
        self._say(
            "INSERT INTO held.episode (episode_id, load_id, supplier_id, episode_ref, child_id,"
            " coding_id, started_at) VALUES (:number, :load, :supplier, :ref, :child, :coding,"
            " CAST(:at AS timestamp) AT TIME ZONE 'Europe/London')",
            number=self._episodes,
            load=self.load_id,
            supplier=self.supplier_id,
            ref=f"E{self._episodes}",
            child=child_id,
            coding=self._coding(exact=isinstance(on, dt.datetime)),
            at=moment,
        )
        self._say(
            "INSERT INTO held.episode_place VALUES (:number, 1, :point, :coding)",
            number=self._episodes,
            point=self._point(*at),
            coding=self._place_coding(role, kind),
        )

    def also(self, role: str, kind: str, at: tuple[float, float] = HERE) -> None:
        """Plant a second place of every episode so far."""
        self._say(
            "INSERT INTO held.episode_place SELECT episode_id, 2, :point, :coding"
            " FROM held.episode",
            point=self._point(*at),
            coding=self._place_coding(role, kind),
        )

    def in_own_rows(self) -> None:
        """Move the place of every episode so far into the episode's own row."""
        self._say(
            "UPDATE held.episode SET own_point_id = place.point_id, own_place_coding_id ="
            " place.place_coding_id FROM held.episode_place AS place WHERE place.episode_id ="
            " episode.episode_id"
        )
        self._say("DELETE FROM held.episode_place")

    def premises(
        self,
        name: str,
        at: tuple[float, float] | None = HERE,
        precision_m: float = 1,
        hours: Sequence[tuple[int, int, int]] = (),
        status: str = "in_force",
        starts_on: dt.date | None = None,
        ends_on: dt.date | None = None,
        kind: str = "pub",
    ) -> UUID:
        """Plant a premises with one licence; hours are weekday, opening and closing minute."""
        premises_id = self._premises(name, at, precision_m, kind)
        licence_id = self.licence(name, status, starts_on, ends_on)
        for weekday, opens, closes in hours:
            self._say(
                "INSERT INTO held.licence_hours VALUES (:id, :weekday, :opens, :closes)",
                id=licence_id,
                weekday=weekday,
                opens=opens,
                closes=closes,
            )
        return premises_id

    def licence(
        self,
        name: str,
        status: str = "in_force",
        starts_on: dt.date | None = None,
        ends_on: dt.date | None = None,
    ) -> UUID:
        """Plant a row that a register shows of the licence of a premises."""
        self._rows += 1
        licence_id = uuid5(NAMES, f"{name} licence {self._rows}")
        self._say(
            "INSERT INTO held.premises_licence (licence_id, premises_id, authority, licence_number,"
            " licence_type, status, starts_on, ends_on, load_id, seen_load_id, row_number) VALUES"
            " (:id, :premises, :authority, :name, 'premises_licence', :status, :starts_on,"
            " :ends_on, :load, :load, 1)",
            id=licence_id,
            premises=uuid5(NAMES, name),
            authority=AUTHORITY,
            name=name,
            status=status,
            starts_on=starts_on,
            ends_on=ends_on,
            load=self.load_id,
        )
        return licence_id

    def operator(
        self,
        name: str,
        status: str = "in_force",
        starts_on: dt.date | None = None,
        ends_on: dt.date | None = None,
    ) -> None:
        """Plant a taxi operator with a base of its own, as its register shows it now.

        Planted again, it is the word of a later register.
        """
        self._rows += 1
        if not self._held(name):
            self._premises(name, HERE, 1, "operator_base")
        load_id = self._load("taxi")
        self._say(
            "INSERT INTO held.taxi_operator (operator_id, authority, licence_number, name,"
            " premises_id, base_is_home, starts_on, ends_on, status, digest, load_id, seen_load_id,"
            " row_number) VALUES (:id, :authority, :name, :name, :premises, false, :starts_on,"
            " :ends_on, :status, :digest, :load, :load, 1)",
            id=uuid5(NAMES, f"{name} operator {self._rows}"),
            authority=AUTHORITY,
            name=name,
            premises=uuid5(NAMES, name),
            starts_on=starts_on,
            ends_on=ends_on,
            status=status,
            digest=str(self._rows),
            load=load_id,
        )

    def _held(self, name: str) -> bool:
        found = self.connection.scalar(
            text("SELECT count(*) FROM held.premises WHERE premises_id = :id"),
            {"id": uuid5(NAMES, name)},
        )
        return bool(found)

    def _premises(
        self, name: str, at: tuple[float, float] | None, precision_m: float, kind: str
    ) -> UUID:
        premises_id = uuid5(NAMES, name)
        self._say(
            "INSERT INTO held.premises (premises_id, authority, name, name_key, kind, kind_basis,"
            " geom, placed_by, precision_m, load_id) VALUES (:id, :authority, :name, :name, :kind,"
            " 'stated', ST_SetSRID(ST_MakePoint(:x, :y), 27700), :placed_by, :precision_m, :load)",
            id=premises_id,
            authority=AUTHORITY,
            name=name,
            kind=kind,
            x=at[0] if at else None,
            y=at[1] if at else None,
            placed_by="stated" if at else None,
            precision_m=precision_m if at else None,
            load=self.load_id,
        )
        return premises_id

    def addresses(self, count: int, at: tuple[float, float] = HERE) -> None:
        """Plant residential addresses at one point."""
        self._say(
            "INSERT INTO held.address SELECT coalesce(max(uprn), 0) + n,"
            " ST_Point(:x, :y, 27700), :load FROM held.address RIGHT JOIN"
            " generate_series(1, :count) AS n ON true GROUP BY n",
            x=at[0],
            y=at[1],
            load=self.load_id,
            count=count,
        )

    def area(
        self, kind: str, code: str, box: tuple[float, float, float, float], vintage: int = 2026
    ) -> None:
        """Plant a boundary: a rectangle from its west, south, east and north."""
        self._say(
            "INSERT INTO held.boundary (kind, code, vintage, name, authority, geom, load_id) VALUES"
            " (:kind, :code, :vintage, :code, :authority, ST_Multi(ST_MakeEnvelope(:west, :south,"
            " :east, :north, 27700)), :load)",
            kind=kind,
            code=code,
            vintage=vintage,
            authority=AUTHORITY,
            load=self.load_id,
            **dict(zip(("west", "south", "east", "north"), box, strict=True)),
        )

    def reported(
        self,
        child: str,
        on: dt.datetime,
        *,
        ended: dt.datetime | None = None,
        interviewed: dt.datetime | None = None,
        at: tuple[float, float] = HERE,
        **coded: str,
    ) -> None:
        """Plant an episode with coded answers, and when it ended and the child was interviewed."""
        self.episode(child, on, at)
        values = {
            "authority": AUTHORITY,
            "category": "missing",
            "quality": "exact",
            "concern": "not_recorded",
            "offered": "not_recorded",
            **coded,
        }
        coding = self._number(
            "INSERT INTO held.episode_coding (authority, category, risk, time_quality, age_band,"
            " sex, placement_type, cse_concern, trafficking_indicator, return_interview_offered,"
            " supplier_class) VALUES (:authority, :category, 'unknown', :quality, 'not_recorded',"
            " 'not_recorded', 'not_recorded', :concern, 'not_recorded', :offered, '')"
            " ON CONFLICT ON CONSTRAINT episode_coding_key DO UPDATE SET risk = excluded.risk"
            " RETURNING coding_id",
            **values,
        )
        self._say(
            "UPDATE held.episode SET coding_id = :coding,"
            " ended_at = CAST(:ended AS timestamp) AT TIME ZONE 'Europe/London',"
            " return_interview_at = CAST(:interviewed AS timestamp) AT TIME ZONE 'Europe/London'"
            " WHERE episode_id = :number",
            coding=coding,
            ended=ended,
            interviewed=interviewed,
            number=self._episodes,
        )

    def known_to(self, day: dt.date) -> None:
        """Say to which day the planted load brought data."""
        self._say(
            "UPDATE held.load SET data_to = :day WHERE load_id = :load", day=day, load=self.load_id
        )

    def _load(self, kind: str) -> int:
        return self._number(
            "INSERT INTO held.load (kind, file_name, file_sha256, question_digest, code_version)"
            " VALUES (:kind, 'invented.csv', repeat('0', 64), :kind || :row, '0')"
            " RETURNING load_id",
            kind=kind,
            row=str(self._rows),
        )

    def _coding(self, *, exact: bool) -> int:
        return self._number(
            "INSERT INTO held.episode_coding (category, risk, time_quality, age_band, sex,"
            " placement_type, cse_concern, trafficking_indicator, return_interview_offered,"
            " supplier_class) VALUES ('missing', 'unknown', :quality, 'not_recorded',"
            " 'not_recorded', 'not_recorded', 'not_recorded', 'not_recorded', 'not_recorded', '')"
            " ON CONFLICT ON CONSTRAINT episode_coding_key DO UPDATE SET risk = excluded.risk"
            " RETURNING coding_id",
            quality="exact" if exact else "day",
        )

    def _point(self, x: float, y: float) -> int:
        return self._number(
            "INSERT INTO held.map_point (millimetres, geom, cell) VALUES (:number,"
            " ST_Point(:x, :y, 27700), :cell) ON CONFLICT (millimetres) DO UPDATE SET"
            " cell = excluded.cell RETURNING point_id",
            number=round(x * 1000) * 10_000_000_000 + round(y * 1000),
            x=x,
            y=y,
            cell=int(x // 250) * 10_000 + int(y // 250),
        )

    def _place_coding(self, role: str, kind: str) -> int:
        return self._number(
            "INSERT INTO held.place_coding (role, place_kind, source_kind, confidence, grading,"
            " precision_m) VALUES (:role, :kind, 'police', 'high', '', 1) ON CONFLICT ON"
            " CONSTRAINT place_coding_key DO UPDATE SET role = excluded.role RETURNING"
            " place_coding_id",
            role=role,
            kind=kind,
        )

    def _number(self, statement: str, **values: object) -> int:
        return int(self.connection.scalar(text(statement), values) or 0)

    def _say(self, statement: str, **values: object) -> None:
        self.connection.execute(text(statement), values)
