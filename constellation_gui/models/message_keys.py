"""Keys of messages or events, packed: hundreds of thousands take few megabytes and no time."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence

from constellation_db import Key

# `2026-01-31T10:02:11.480`, with a byte to spare; anything else is kept beside.
_TIME = 24


class Keys(Sequence[Key]):
    """Keys in order, oldest first; grows at both ends."""

    def __init__(self, keys: Sequence[Key] = ()) -> None:
        self._sequences = array("q", [key.sequence for key in keys])
        self._odd = {key.sequence: key.time for key in keys if not _fits(key.time)}
        self._times = bytearray(
            b"".join(
                bytes(_TIME) if key.sequence in self._odd else key.time.encode().ljust(_TIME, b"\0")
                for key in keys
            )
        )

    def __len__(self) -> int:
        return len(self._sequences)

    def __getitem__(self, row: int) -> Key:  # type: ignore[override]  # no slices
        sequence = self._sequences[row]
        if sequence in self._odd:
            return Key(self._odd[sequence], sequence)
        row %= len(self._sequences)
        time = self._times[row * _TIME : (row + 1) * _TIME]
        return Key(time.rstrip(b"\0").decode(), sequence)

    def sequence(self, row: int) -> int:
        """Return what tells the row's key from all others, without unpacking its time."""
        return self._sequences[row]

    def row(self, key: Key) -> int | None:
        """Return where `key` stands, in whatever order the keys are; None if it is not there."""
        try:
            return self._sequences.index(key.sequence)
        except ValueError:
            return None

    def append(self, later: Keys) -> None:
        """Add keys that follow the last one."""
        self._sequences.extend(later._sequences)
        self._times += later._times
        self._odd |= later._odd

    def prepend(self, earlier: Keys) -> None:
        """Add keys that precede the first one."""
        self._sequences[:0] = earlier._sequences
        self._times[:0] = earlier._times
        self._odd |= earlier._odd

    def position(self, key: Key) -> int:
        """Return the row of `key`, or where it would be if it were there."""
        return bisect_left(range(len(self)), key, key=self.__getitem__)


def _fits(time: str) -> bool:
    return len(time) <= _TIME and time.isascii() and not time.endswith("\0")
