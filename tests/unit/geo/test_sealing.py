"""Sealed files: read whole by the key that sealed them, or not at all."""

import io

import pytest

from geo.errors import BackupError, SetupError
from geo.keys import Keys
from geo.sealing import HEADER_BYTES, PIECE_BYTES, TAG_BYTES, Sealer, unsealed

SEALED_BYTES = PIECE_BYTES + TAG_BYTES


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    made = Keys(tmp_path_factory.mktemp("sealing") / "keys")
    made.make_missing()
    return made


def sealed(keys, data):
    file = io.BytesIO()
    sealer = Sealer(file, keys)
    for begin in range(0, len(data), 300_000):
        sealer.write(data[begin : begin + 300_000])
    sealer.finish()
    return file.getvalue()


def read(keys, data):
    return b"".join(unsealed(io.BytesIO(data), keys))


@pytest.mark.parametrize("length", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1])
def test_what_was_sealed_is_read_again(keys, length):
    data = bytes(range(256)) * (length // 256 + 1)
    assert read(keys, sealed(keys, data[:length])) == data[:length]


@pytest.fixture(scope="module")
def three_pieces(keys):
    return sealed(keys, bytes(2 * PIECE_BYTES + 10))


@pytest.mark.parametrize(
    "at", [20, 40, HEADER_BYTES, HEADER_BYTES + SEALED_BYTES - 1, HEADER_BYTES + SEALED_BYTES, -1]
)
def test_a_flipped_bit_is_refused_wherever_it_is(keys, three_pieces, at):
    changed = bytearray(three_pieces)
    changed[at] ^= 1
    with pytest.raises(BackupError):
        read(keys, bytes(changed))


@pytest.mark.parametrize(
    "length",
    [0, 10, HEADER_BYTES, HEADER_BYTES + SEALED_BYTES, HEADER_BYTES + 2 * SEALED_BYTES, -1],
)
def test_a_file_that_is_cut_short_is_refused(keys, three_pieces, length):
    with pytest.raises(BackupError):
        read(keys, three_pieces[:length])


def test_pieces_cannot_change_places(keys, three_pieces):
    first = three_pieces[HEADER_BYTES : HEADER_BYTES + SEALED_BYTES]
    second = three_pieces[HEADER_BYTES + SEALED_BYTES : HEADER_BYTES + 2 * SEALED_BYTES]
    moved = three_pieces[:HEADER_BYTES] + second + first
    with pytest.raises(BackupError, match="changed or cut short"):
        read(keys, moved + three_pieces[HEADER_BYTES + 2 * SEALED_BYTES :])


def test_what_follows_the_last_piece_is_refused(keys, three_pieces):
    with pytest.raises(BackupError):
        read(keys, three_pieces + b"more")


def test_another_installations_key_opens_nothing(keys, three_pieces, tmp_path):
    other = Keys(tmp_path / "keys")
    other.make_missing()
    with pytest.raises(BackupError, match="was made with another"):
        read(other, three_pieces)
    (other.folder / "backup.key").unlink()
    with pytest.raises(SetupError, match="the backup key must be in"):
        read(other, three_pieces)


def test_two_files_of_the_same_bytes_have_nothing_in_common(keys):
    one, other = sealed(keys, b"the same"), sealed(keys, b"the same")
    assert one[HEADER_BYTES:] != other[HEADER_BYTES:]
