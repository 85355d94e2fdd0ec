"""Comparing texts without stalling a window: small ones here, large ones in another process."""

from __future__ import annotations

from collections.abc import Callable

from constellation_gui.diff.changes import Changes, find_changes
from constellation_gui.diff.comparison import Comparison
from constellation_gui.diff.lines import Lines
from constellation_gui.diff.options import DEFAULT, DiffOptions
from constellation_gui.diff.worker import Pair
from constellation_gui.diff.worker_process import DiffError, shared

__all__ = ["DiffError", "changes_between", "compare", "warm"]

# Within these bounds the worst texts known (two random sequences of two different lines) hold the
# interpreter lock for less than 40 ms. Both count, for effort follows lines and hashing bytes.
_SMALL_BYTES = 1_000_000
_SMALL_LINES = 20_000


def compare(
    old: bytes,
    new: bytes,
    check: Callable[[], object] = lambda: None,
    options: DiffOptions = DEFAULT,
) -> Comparison:
    """Return what became of `old` in `new`, both UTF-8; for worker threads.

    `check` is called now and then and may raise in order to stop; nothing goes on then. Raises
    `DiffError`.
    """
    if is_small(old, new):
        changes = find_changes(old, new, options)
        return Comparison(Lines(old, check), Lines(new, check), changes, check)
    with shared.comparing(Pair(old, new, options), check) as changes_when_found:
        # Cut up here what the other process reads meanwhile.
        lines = Lines(old, check), Lines(new, check)
        changes = changes_when_found()
    return Comparison(*lines, changes, check)


def changes_between(
    old: bytes,
    new: bytes,
    check: Callable[[], object] = lambda: None,
    *,
    urgent: bool = True,
) -> Changes:
    """Return which lines differ, as `compare` does, without cutting up either text.

    Large texts that are not `urgent` give way to those that a person waits for.
    """
    if is_small(old, new):
        return find_changes(old, new)
    with shared.comparing(Pair(old, new), check, urgent=urgent) as changes_when_found:
        return changes_when_found()


def is_small(old: bytes, new: bytes) -> bool:
    """Whether two texts can be compared in any thread without stalling the others."""
    return len(old) + len(new) <= _SMALL_BYTES and (
        old.count(b"\n") + new.count(b"\n") <= _SMALL_LINES
    )


def warm() -> None:
    """Be ready for large texts; returns at once."""
    shared.warm()
