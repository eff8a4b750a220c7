"""The environment of a checkout that nobody may write to, as a service that is closed in has it."""

import errno
import hashlib
from pathlib import Path

import pytest

from geo import environment
from geo.errors import SetupError

LOCK = "requirements.lock"


@pytest.fixture
def checkout(tmp_path):
    (tmp_path / LOCK).write_text("flask==3.1.3\n")
    folder = tmp_path / environment.FOLDER
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").touch()
    digest = hashlib.sha256((tmp_path / LOCK).read_bytes()).hexdigest()
    (folder / f"{LOCK}.installed").write_text(digest)
    return tmp_path


@pytest.fixture
def nobody_may_write(monkeypatch):
    opened = Path.open

    def refused(path, mode="r", *more, **named):
        if "w" in mode:
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return opened(path, mode, *more, **named)

    monkeypatch.setattr(Path, "open", refused)


def test_what_is_there_is_used_without_writing_anything(checkout, nobody_may_write):
    python = environment.provide(checkout, [LOCK])
    assert python == checkout / environment.FOLDER / "bin" / "python"


def test_what_is_missing_is_said_in_a_sentence_with_what_to_do(checkout, nobody_may_write):
    (checkout / environment.FOLDER / f"{LOCK}.installed").unlink()
    with pytest.raises(SetupError, match=r"may not write: clone .* or, for a service"):
        environment.provide(checkout, [LOCK])


def test_an_environment_that_another_account_has_closed_is_said_so(checkout, monkeypatch):
    def refused(path, **named):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "exists", refused)
    with pytest.raises(SetupError, match=r"may not enter: clone .* or, for a service"):
        environment.provide(checkout, [LOCK])
