"""Hostile files through the process that reads them: refused in a sentence, and nothing else."""

import socket

import pytest

from loaders.drills import hostile
from loaders.drills.hostile_watch import Watch

# one of each way to do harm; the rest takes minutes
FIRST = ("bomb.xlsx", "virtual.zip", "view.gpkg", "deep.gpkg", "everywhere.zip")


def sent(settings, tmp_path, chosen):
    inside = settings.model_copy(update={"data": tmp_path / "data"})
    inside.data.mkdir()
    (tmp_path / "drill").mkdir()
    done = hostile.drill(inside, tmp_path / "drill", print, chosen)
    return {each.file: each for each in done}


def test_there_is_a_corpus_worth_the_name():
    names = [each.name for each in hostile.corpus()]
    assert len(names) == len(set(names)) >= 60


def test_of_each_file_it_is_said_why_it_may_be_read_or_it_must_be_refused():
    read = [each for each in hostile.corpus() if each.read_because]
    assert len(read) < len(hostile.corpus()) / 3
    assert all(each.read_because[0].islower() for each in read)


def test_whatever_is_written_where_archives_aim_is_told_and_cleared_away(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        watch = Watch(tmp_path, server)
        assert list(watch.faults()) == []
        aims = watch.trap.aims
        assert {tmp_path, tmp_path / "outside", tmp_path.parent} <= {each.parent for each in aims}
        for aim in aims:
            aim.with_name(f"{aim.name}.shp").write_text("x")
        told = list(watch.faults())
        assert "something outside its folder was changed" in told
        assert set(told) >= {f"it wrote in {each.parent}" for each in aims}
        watch.begin()
        (tmp_path / "outside" / "other").mkdir()
        with socket.create_connection(server.getsockname()):
            assert list(watch.faults()) == [
                "something outside its folder was changed",
                "it called a server",
            ]


@pytest.mark.slow
def test_the_worst_files_do_no_harm(settings, tmp_path):
    done = sent(settings, tmp_path, lambda each: each.name in FIRST)
    assert {name: each.faults for name, each in done.items()} == dict.fromkeys(FIRST, ())


@pytest.mark.drill
@pytest.mark.timeout(1_800)
def test_no_file_of_the_corpus_does_harm(settings, tmp_path):
    done = sent(settings, tmp_path, lambda _: True)
    assert len(done) == len(hostile.corpus())
    assert {name: each.faults for name, each in done.items() if each.faults} == {}
