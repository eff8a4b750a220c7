"""The demonstration: the invented county loaded, flagged and shown."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine

from geo import accounts, flags, question, snapshot_check, snapshot_store
from geo.asked_terms import STANDARD
from geo.command import say
from geo.database import PUBLISHER, engine, query
from geo.errors import SetupError
from geo.keys import Keys
from geo.ladder import build_cells
from geo.policy import in_force
from geo.publication import publish
from geo.quarters import Quarter
from geo.settings import Settings
from geo.spool import Spool
from geo.uploads import as_values
from loaders import cli as loaders_cli
from loaders.report import Report
from webmap import demo_cases, snapshot_cli

LAYERS = Path(__file__).resolve().parent.parent / "sample_layers"
AUTHORITIES = {
    "skerrowby.csv": "E06999001",
    "thrannick_haven.xlsx": "E06999002",
    "quendlemoor.csv": "E06999003",
    "lorrimouth_and_tarravick.geojson": "E06999004",
}
# what the sample analyst finds among the uploads: the register again, with a licence that is new
SENT = LAYERS / "premises_quendlemoor.csv"
SENT_AS = "premises_quendlemoor_october.csv"
NEW_LICENCE = (
    "QM3999,LAPREM,The Ember Gannet,3 Norvemoor Bank,Corrandale,Hesperay,ZZ11 1FZ,,,291338,401849,"
    "E05999033,01-Oct-26,01/10/2026,,Current,Mon 11:00-23:00,Supply of alcohol (on the premises),"
    "Elsby Luskemble,"
)
OFFICER = "ottilie.marsh"
# as nightjar hotspots asks if nothing else is said
HOTSPOTS: dict[str, Any] = {
    "method": "overview",
    "only": {},
    "window_days": 365,
    "cell_m": 250,
    "reach_cells": 1,
    "bandwidth_m": 300.0,
    "kernel": "quartic",
    "period_days": 28,
    "false_discovery": 0.05,
}
QUARTERS = (Quarter(2026, 2), Quarter(2026, 3))


def prepare(settings: Settings) -> None:
    """Load the sample county, flag the premises of its last two quarters and publish both.

    What is loaded, raised and published already is left alone. Raises: SetupError outside a
    checkout.
    """
    if not LAYERS.is_dir():
        raise SetupError(
            "the sample county is in the folder sample_layers of a checkout, which is not here: "
            "run ./nightjar demo from one."
        )
    new = 0
    for report in _load_everything():
        if report.state == "loaded":
            new += 1
            say(f"loaded {report.file}: {report.accepted:,} of {report.read:,} rows")
    if not new:
        say("the sample county was loaded before: nothing was changed")
    publisher = engine(settings, PUBLISHER)
    for as_at in (quarter.last_day for quarter in QUARTERS):
        with publisher.begin() as connection:
            asked = question.by_rule(connection, "standard", as_at)
            run = flags.raise_flags(connection, asked)
        facts = run.facts
        say(
            f"{as_at:%-d %B %Y}: {facts['premises']} premises flagged near "
            f"{facts['repeat_locations_with_premises']} of {facts['repeat_locations']} repeat "
            "locations"
        )
    _keep_hotspots(publisher)
    _publish(settings, publisher)
    owner = engine(settings)
    with owner.begin() as connection:
        accounts.make_sample_people(connection)
        values = {"officer": OFFICER, "authority": AUTHORITIES["skerrowby.csv"]}
        visits = connection.execute(query("sample_visits"), values).one().visits
        connection.execute(query("sample_representations"), values)
    _send_sample(settings, owner)
    _ask_sample(owner, run.run_id)
    owner.dispose()
    if demo_cases.make(settings, str(QUARTERS[-1])):
        say("opened two cases for a joint review, and planned a meeting")
    if visits:
        say(f"{visits} invented visits of the sample officer")
    # last: it says also what was done
    _publish_snapshot(settings, publisher, str(QUARTERS[-1]))
    publisher.dispose()


def _keep_hotspots(publisher: Engine) -> None:
    """Keep the hotspots of the year that ends with the last quarter, for the analysts' map."""
    from geo import hotspot_store, hotspots  # the statistics are slow to import

    terms = {"as_at": QUARTERS[-1].last_day.isoformat(), **HOTSPOTS}
    with publisher.begin() as connection:
        found = hotspots.hotspots(connection, terms)
        hotspot_store.keep(connection, terms, found)
    say(f"{found.summary['hotspots']} hotspots of a year, for the analysts' map")


def _send_sample(settings: Settings, owner: Engine) -> None:
    """Send a register again in the name of the sample analyst, and have it checked, once."""
    upload_id, spool = uuid4(), Spool.of(settings)
    *lines, last = SENT.read_text(encoding="utf-8-sig").splitlines()
    register = "\r\n".join([*lines, NEW_LICENCE, last]).encode()
    kept = spool.keep(upload_id, 0, SENT_AS, io.BytesIO(register))
    values = as_values(upload_id, "premises", {"authority": AUTHORITIES["quendlemoor.csv"]}, [kept])
    with owner.begin() as connection:
        added = connection.execute(
            query("add_sample_upload"), {**values, "sign_in_name": accounts.SAMPLE_PEOPLE[0][0]}
        )
        if not added.all():  # it was sent before, or its person is not there
            spool.forget(upload_id)
            return
    loaders_cli.work_all(settings)


def _ask_sample(owner: Engine, run_id: UUID) -> None:
    """Keep a question in the name of the sample analyst, asked and saved, once."""
    day = QUARTERS[-1].last_day.isoformat()
    terms: dict[str, Any] = {"as_at": day, **STANDARD, "kinds": None, "only": {}}
    values = {
        "sign_in_name": accounts.SAMPLE_PEOPLE[0][0],
        "asking_id": uuid4(),
        "question_id": uuid4(),
        "terms": json.dumps(terms),
        "run_id": run_id,
        "name": "Each quarter: the standard question",
    }
    with owner.begin() as connection:
        connection.execute(query("add_sample_question"), values)


def refuse_real_people(settings: Settings) -> None:
    """Refuse to make or show the demonstration beside real accounts. Raises: SetupError.

    Its chooser lets anybody in on this machine, and what is held here would be shown to them. Its
    quarters are published for good, and its premises would stand among those of the register.
    """
    owner = engine(settings)
    with owner.begin() as connection:
        found = accounts.real_people(connection)
    owner.dispose()
    if found:
        raise SetupError(
            "the demonstration brings an invented county and lets in anybody on this machine, and "
            "this database has accounts of real people: give it a folder of its own "
            "(NIGHTJAR_DATA=FOLDER nightjar demo), or use nightjar serve."
        )


def _publish(settings: Settings, publisher: Engine) -> None:
    """Divide the county into cells and publish the quarters that are not published yet."""
    keys = Keys(settings.key_folder)
    keys.make_missing()
    with publisher.begin() as connection:
        policy = in_force(connection, "officer", QUARTERS[-1].last_day)
        build_cells(connection, policy.k_addr or 0)
        published = {row.quarter for row in connection.execute(query("cell_publications"))}
    for quarter in QUARTERS:
        if str(quarter) in published:
            continue
        with publisher.begin() as connection:
            # the invented county's last quarter is over in it, whatever this machine's clock says
            done = publish(connection, keys, quarter, quarter.last_day + dt.timedelta(days=1))
        facts = done.describe()
        say(
            f"{quarter}: published {facts['cells']} cells and {facts['premises']} premises near "
            f"them to officers, {facts['wards']} wards to the board"
        )


def _publish_snapshot(settings: Settings, publisher: Engine, quarter: str) -> None:
    """Publish the snapshot of a quarter, if it passes its check, as the commands would."""
    keys = Keys(settings.key_folder)
    with publisher.begin() as connection:
        if any(each.period == quarter for each in snapshot_store.every(connection)):
            return
        about, files = snapshot_cli.remake(settings, connection, keys, quarter)
        kept, _ = snapshot_store.build(connection, keys, "demonstration", about, files)
        judged = snapshot_store.check(connection, keys, "demonstration", kept, lambda: files)
        if snapshot_check.passed(judged):
            snapshot_store.publish(connection, keys, "demonstration", quarter)
            say(f"{quarter}: published a snapshot of one page to the board")
        else:
            say(f"{quarter}: its snapshot is blocked, nightjar snapshot check says why")


def _load_everything() -> Iterator[Report]:
    """Load each layer after those it is placed or checked by."""
    jobs = loaders_cli.jobs()
    for kind in ("authority", "ward", "lsoa", "force"):
        yield from jobs.load_boundaries([LAYERS / f"boundaries_{kind}.geojson"], kind, 2026)
    yield from jobs.load_boundaries([LAYERS / "land.geojson"], "land", 2026)
    yield from jobs.load_roads([LAYERS / "roads.geojson"])
    yield from jobs.load_postcodes([LAYERS / "postcodes.csv"])
    yield from jobs.load_addresses([LAYERS / "addresses.csv.gz"])
    for name, code in AUTHORITIES.items():
        yield from jobs.load_premises(LAYERS / f"premises_{name}", [code], None, {})
    yield from jobs.load_food(sorted(LAYERS.glob("food_*.xml")))
    for file, code, kind in (
        ("CAZ-2026-10-05-E06999001.csv", "E06999001", "national"),
        ("taxi_operators_thrannick_haven.csv", "E06999002", "operators"),
        ("taxi_vehicles_quendlemoor.csv", "E06999003", "vehicles"),
        ("taxi_drivers_thrannick_haven.csv", "E06999002", "drivers"),
        ("taxi_ranks.csv", "E06999001", "ranks"),
    ):
        yield from jobs.load_taxi(LAYERS / file, code, kind)
    for supplier, files in (
        ("Hesperay Police", ("episodes.csv.gz", "episode_places.csv.gz")),
        ("Lanternfield Interviews", ("episodes_rhi.csv", "episode_places_rhi.csv")),
        ("Hesperay children's services", ("missing_903.csv",)),
    ):
        yield from jobs.load_episodes([LAYERS / file for file in files], supplier, None, {})
