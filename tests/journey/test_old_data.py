"""A list whose data are old says so, with the date; one day before, it does not."""

import datetime as dt

import pytest
from sqlalchemy import text

from webmap.freshness import Freshness


@pytest.mark.parametrize(("days", "told"), [(45, False), (46, True)])
def test_flags_made_from_old_data_are_shown_with_a_warning(
    pages, county, run_id, monkeypatch, days, told
):
    with county.connect() as connection:
        data_to = connection.scalar(
            text("SELECT data_to FROM held.flag_run WHERE run_id = :run"), {"run": run_id}
        )
    on = data_to + dt.timedelta(days=days)
    monkeypatch.setattr("webmap.flags.today", lambda: on)
    page = pages.get(f"/flags/{run_id}").get_data(as_text=True)
    said = Freshness(data_to, on).warning
    assert (said in page) is told
