"""A disk without room: what a page answers, and that it answers as before once there is some."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError, ProgrammingError

from geo.errors import AuditError
from tests.people import enter, populate, stranger
from webmap import create_app, errors
from webmap.pools import Pools


def test_without_room_it_is_said_that_there_is_none_and_not_that_the_database_is_away():
    refused = OperationalError("INSERT", None, psycopg.errors.DiskFull("no room"))
    assert errors.page_for(refused) is errors.FULL
    shut = AuditError("the record cannot be written")
    assert errors.page_for(shut) is errors.UNRECORDED
    shut.__cause__ = refused
    assert errors.page_for(shut) is errors.FULL
    shut.__cause__ = OperationalError("INSERT", None, psycopg.errors.AdminShutdown("restarted"))
    assert errors.page_for(shut) is errors.UNREACHABLE
    shut.__cause__ = ProgrammingError("INSERT", None, psycopg.errors.InsufficientPrivilege("no"))
    assert errors.page_for(shut) is errors.UNRECORDED


@pytest.mark.parametrize("fault", ["UndefinedTable", "UndefinedColumn", "UndefinedFunction"])
def test_what_another_release_made_is_told_as_such(fault):
    missing = ProgrammingError("SELECT", None, getattr(psycopg.errors, fault)("it is not there"))
    assert errors.page_for(missing) is errors.NOT_READY


@contextmanager
def small_disk(owner):
    """Put the record on a disk of 32 MB in memory, and give its folder."""
    folder = Path(tempfile.mkdtemp(prefix="small-", dir="/tmp"))
    with owner.connect() as connection:
        server = Path(connection.scalar(text("SHOW data_directory"))).stat()
    options = f"size=32m,mode=0700,uid={server.st_uid},gid={server.st_gid}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "nightjar", str(folder)], check=True)
    outside = owner.execution_options(isolation_level="AUTOCOMMIT")
    try:
        with outside.connect() as connection:
            connection.exec_driver_sql(f"CREATE TABLESPACE small LOCATION '{folder}'")
            connection.exec_driver_sql("ALTER TABLE audit.entry SET TABLESPACE small")
        yield folder
    finally:
        with outside.connect() as connection:
            connection.exec_driver_sql("ALTER TABLE audit.entry SET TABLESPACE pg_default")
            connection.exec_driver_sql("DROP TABLESPACE small")
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_when_the_disk_is_full_pages_say_so_and_answer_again_once_there_is_room(settings, owner):
    populate(owner)
    pools = Pools(settings)
    app = create_app(pools, settings)
    analyst = enter(app)
    try:
        with small_disk(owner) as folder:
            filler = folder / "filler"
            filler.write_bytes(bytes(shutil.disk_usage(folder).free))
            # the last page of the table has room for some entries more
            for _ in range(60):
                answer = analyst.get("/runs")
                if answer.status_code != 200:
                    break
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
            assert "There is no room left" in answer.get_data(as_text=True)
            assert stranger(app).get("/health").status_code == 200
            assert stranger(app).get("/sign-in").status_code == 200
            filler.unlink()
            assert analyst.get("/runs").status_code == 200
    finally:
        pools.dispose()
