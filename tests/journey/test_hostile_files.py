"""Hostile files through the process that reads them: refused in a sentence, and nothing else."""

import pytest

from loaders.drills import hostile

# one of each way to do harm; the rest takes minutes
FIRST = ("bomb.xlsx", "virtual.gpkg", "view.gpkg", "deep.gpkg")


def sent(settings, tmp_path, chosen):
    inside = settings.model_copy(update={"data": tmp_path / "data"})
    inside.data.mkdir()
    (tmp_path / "drill").mkdir()
    done = hostile.drill(inside, tmp_path / "drill", print, chosen)
    return {each.file: each for each in done}


def test_there_is_a_corpus_worth_the_name():
    names = [each.name for each in hostile.corpus()]
    assert len(names) == len(set(names)) >= 60


def test_the_worst_files_do_no_harm(settings, tmp_path):
    done = sent(settings, tmp_path, lambda each: each.name in FIRST)
    assert {name: each.faults for name, each in done.items()} == dict.fromkeys(FIRST, ())


@pytest.mark.drill
@pytest.mark.timeout(1_800)
def test_no_file_of_the_corpus_does_harm(settings, tmp_path):
    done = sent(settings, tmp_path, lambda _: True)
    assert len(done) == len(hostile.corpus())
    assert {name: each.faults for name, each in done.items() if each.faults} == {}
