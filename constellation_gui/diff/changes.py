"""Which lines differ between two texts, by libgit2's xdiff: bounded effort, no quadratic pass."""

from __future__ import annotations

import importlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, overload

from constellation_gui.diff.options import DEFAULT, DiffOptions

_FIELDS = 4


class Change(NamedTuple):
    """Lines of the old text that became lines of the new one; counted from 0, one count may be 0.

    Changes stand in order and never touch: at least one line is the same between two of them.
    """

    old_start: int
    old_count: int
    new_start: int
    new_count: int


class Changes(Sequence[Change]):
    """Changes in one array: hundreds of thousands are nothing for the garbage collector to visit.

    A collection holds the interpreter lock for a tenth of a second and more, where there are that
    many objects.
    """

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        self.numbers = array("q", numbers)

    @property
    def removed(self) -> int:
        """How many lines of the old text are in changes."""
        return sum(self.numbers[1::_FIELDS])

    @property
    def added(self) -> int:
        """How many lines of the new text are in changes."""
        return sum(self.numbers[3::_FIELDS])

    def __len__(self) -> int:
        return len(self.numbers) // _FIELDS

    def __iter__(self) -> Iterator[Change]:
        # Four steps of one iterator at a time: what `Sequence` does takes ten times as long.
        number = iter(self.numbers)
        return map(Change._make, zip(number, number, number, number, strict=True))

    @overload
    def __getitem__(self, index: int) -> Change: ...
    @overload
    def __getitem__(self, index: slice) -> list[Change]: ...
    def __getitem__(self, index: int | slice) -> Change | list[Change]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        place = range(len(self))[index] * _FIELDS
        return Change(*self.numbers[place : place + _FIELDS])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Changes) and self.numbers == other.numbers

    __hash__ = None  # type: ignore[assignment]


def find_changes(old: bytes, new: bytes, options: DiffOptions = DEFAULT) -> Changes:
    """Return what turns `old` into `new`, line by line; lines end at line feeds only.

    Holds the interpreter lock throughout: `background.compare` serves programs with a window.
    """
    patch = libgit2().Patch.create_from(old, new, flag=options.flags, context_lines=0)
    found = Changes()
    for hunk in patch.hunks:
        # Where nothing is taken from or put, the header names the line before.
        old_start = hunk.old_start - (hunk.old_lines > 0)
        new_start = hunk.new_start - (hunk.new_lines > 0)
        found.numbers.extend((old_start, hunk.old_lines, new_start, hunk.new_lines))
    return found


def libgit2() -> Any:
    """Return pygit2, loaded when it is first needed.

    It takes a tenth of a second and a TLS library: nobody pays for it who opens no file.
    """
    return importlib.import_module("pygit2")
