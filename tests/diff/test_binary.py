"""What is no text is told from what is, and shown as its bytes."""

from __future__ import annotations

import pytest

from constellation_gui.diff.binary import dumps, is_binary

PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


@pytest.mark.parametrize(
    ("data", "binary"),
    [
        (b"", False),
        (b"text\n", False),
        (b"a NUL \0 in a text\n", False),
        ("漢字\0😀".encode() * 2_000, False),  # cut in the middle of a character
        (b"caf\xe9 without a NUL", False),
        (b"caf\xe9 with \0", True),
        (PICTURE, True),
        (bytes(100), True),
        ("two bytes each".encode("utf-16"), True),
    ],
)
def test_what_is_binary(data: bytes, binary: bool) -> None:
    assert is_binary(data) is binary


def test_bytes_stand_in_lines_of_sixteen() -> None:
    old, new, start, cut = dumps(PICTURE, PICTURE + b"more")
    assert old == b"00000000  89 50 4e 47 0d 0a 1a 0a  00 00 00 0d 49 48 44 52  .PNG........IHDR\n"
    assert new[len(old) :] == b"00000010  6d 6f 72 65" + b" " * 37 + b"  more\n"
    assert (start, cut) == (0, False)


def test_what_is_long_is_shown_around_the_first_byte_that_differs() -> None:
    same = bytes(range(256)) * 100
    old, new, start, cut = dumps(same + b"old", same + b"new")
    assert start == 25_600 - 256
    assert cut
    assert (old.splitlines()[16][10:18], new.splitlines()[16][10:18]) == (b"6f 6c 64", b"6e 65 77")
    assert dumps(same, same).cut
