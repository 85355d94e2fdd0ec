"""Variety that is the same in every run: numbers, choices and identifiers out of a hash."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"


class Chance:
    """A sequence of numbers that its seed decides, on every platform and Python version."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._drawn = 0

    def bits(self, count: int) -> int:
        """Return a whole number of up to 64 bits."""
        self._drawn += 1
        digest = blake2b(f"{self._seed}/{self._drawn}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") >> (64 - count)

    def between(self, low: float, high: float) -> float:
        """Return a number from `low` up to `high`."""
        return low + (high - low) * self.bits(53) / 2**53

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + self.bits(53) % (high - low + 1)

    def choice(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return options[self.bits(53) % len(options)]

    def order(self, count: int) -> list[int]:
        """Return the numbers from 0 to `count` - 1 in another order."""
        return sorted(range(count), key=lambda _number: self.bits(53))

    def text(self, length: int) -> str:
        """Return letters and digits, as call identifiers have them."""
        return "".join(self.choice(_LETTERS) for _ in range(length))


class Identifiers:
    """Makes identifiers of version 7 (RFC 9562) that repeat from run to run."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._taken: dict[int, int] = {}

    def new(self, moment: datetime) -> str:
        """Return the identifier of a row made at `moment`; ties sort in the order of calls."""
        milliseconds = round(moment.timestamp() * 1_000)
        count = self._taken.get(milliseconds, 0)
        self._taken[milliseconds] = count + 1
        number = milliseconds << 80 | 7 << 76 | count << 64 | 2 << 62 | self._chance.bits(62)
        return str(UUID(int=number))
