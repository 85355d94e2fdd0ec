"""A stretch that is selected: from where one began to where one is."""

from __future__ import annotations

from copy import copy
from typing import Any, Generic, TypeVar

P = TypeVar("P", bound="tuple[int, ...]")
S = TypeVar("S", bound="Selected[Any]")


class Selected(Generic[P]):
    """What lies between two positions, which compare in reading order."""

    def __init__(self) -> None:
        self._from: P | None = None
        self._to: P | None = None

    def __bool__(self) -> bool:
        return self._from is not None and self._from != self._to

    @property
    def reach(self) -> P | None:
        """Where one is; it is before the beginning if one went backwards."""
        return self._to

    def begin(self, position: P) -> None:
        """Start anew at a position."""
        self._from = self._to = position

    def extend(self, position: P) -> None:
        """Let the selection reach to a position."""
        if self._from is not None:
            self._to = position

    def clear(self) -> None:
        """Select nothing."""
        self._from = self._to = None

    def copy(self: S) -> S:
        """Return the same stretch, which stays when this one changes."""
        return copy(self)

    def span(self) -> tuple[P, P] | None:
        """Return the first and last position, None if nothing is selected."""
        if self._from is None or self._to is None or self._from == self._to:
            return None
        return min(self._from, self._to), max(self._from, self._to)
