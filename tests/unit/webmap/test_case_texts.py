"""A text about what has gone from a case is left out: it is no reason for no page."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from webmap.cases import waiting


@pytest.mark.parametrize("kind", ["action", "note"])
def test_a_text_that_met_a_newer_version_of_what_has_gone_waits_for_nothing(kind):
    found = SimpleNamespace(
        edits=lambda _: [{"kind": kind, "object_id": uuid4()}],
        measures=list,
        people=lambda _: [],
        meetings=list,
    )
    assert waiting(found, uuid4(), [], [], []) == []
