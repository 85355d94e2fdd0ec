"""How two texts are compared: by which algorithm, and what counts as the same line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag, StrEnum
from typing import Self


class Algorithm(StrEnum):
    """How lines that are the same are found; every one of them finds a correct difference.

    `PATIENCE` holds on to lines that occur once, which reads better where blocks were moved;
    `MINIMAL` looks longer for the fewest changes. libgit2 has no histogram algorithm.
    """

    MYERS = "myers"
    PATIENCE = "patience"
    MINIMAL = "minimal"


class Whitespace(StrEnum):
    """Which white space makes a difference."""

    EXACT = "exact"
    IGNORE_AT_END = "ignore-at-end"
    IGNORE_AMOUNT = "ignore-amount"
    IGNORE_ALL = "ignore-all"


class _Flag(IntFlag):
    """libgit2's `git_diff_option_t`, as far as it is used here."""

    INDENT_HEURISTIC = 1 << 18
    FORCE_TEXT = 1 << 20
    IGNORE_WHITESPACE = 1 << 22
    IGNORE_WHITESPACE_CHANGE = 1 << 23
    IGNORE_WHITESPACE_EOL = 1 << 24
    PATIENCE = 1 << 28
    MINIMAL = 1 << 29


# A NUL makes a text binary for Git; what agents write is to be read all the same.
_ALWAYS = _Flag.FORCE_TEXT | _Flag.INDENT_HEURISTIC
_ALGORITHMS = {
    Algorithm.MYERS: _Flag(0),
    Algorithm.PATIENCE: _Flag.PATIENCE,
    Algorithm.MINIMAL: _Flag.MINIMAL,
}
_WHITESPACE = {
    Whitespace.EXACT: _Flag(0),
    Whitespace.IGNORE_AT_END: _Flag.IGNORE_WHITESPACE_EOL,
    Whitespace.IGNORE_AMOUNT: _Flag.IGNORE_WHITESPACE_CHANGE,
    Whitespace.IGNORE_ALL: _Flag.IGNORE_WHITESPACE,
}


@dataclass(frozen=True, slots=True)
class DiffOptions:
    """How to compare; what ignores white space shows fewer changes than a patch needs."""

    algorithm: Algorithm = Algorithm.MYERS
    whitespace: Whitespace = Whitespace.EXACT

    @property
    def flags(self) -> int:
        """The options as libgit2 takes them."""
        return int(_ALWAYS | _ALGORITHMS[self.algorithm] | _WHITESPACE[self.whitespace])

    @classmethod
    def of_flags(cls, flags: int) -> Self:
        """Return the options that have these flags."""
        algorithm = next(
            (one for one, flag in _ALGORITHMS.items() if flag & flags), Algorithm.MYERS
        )
        space = next((one for one, flag in _WHITESPACE.items() if flag & flags), Whitespace.EXACT)
        return cls(algorithm, space)


DEFAULT = DiffOptions()
