"""Which lines differ between two texts, by libgit2's xdiff: bounded effort, no quadratic pass."""

from __future__ import annotations

import importlib
from typing import Any, NamedTuple


class Change(NamedTuple):
    """Lines of the old text that became lines of the new one; counted from 0, one count may be 0.

    Changes stand in order and never touch: at least one line is the same between two of them.
    """

    old_start: int
    old_count: int
    new_start: int
    new_count: int


def find_changes(old: bytes, new: bytes) -> list[Change]:
    """Return what turns `old` into `new`, line by line; lines end at line feeds only.

    Holds the interpreter lock throughout: `background.find_changes` serves programs with a window.
    """
    git = _libgit2()
    option = git.enums.DiffOption
    patch = git.Patch.create_from(
        old,
        new,
        # A NUL makes a text binary for Git; what agents write is to be read all the same.
        flag=option.FORCE_TEXT | option.INDENT_HEURISTIC,
        context_lines=0,
    )
    return [
        Change(
            # Where nothing is taken from or put, the header names the line before.
            hunk.old_start - (hunk.old_lines > 0),
            hunk.old_lines,
            hunk.new_start - (hunk.new_lines > 0),
            hunk.new_lines,
        )
        for hunk in patch.hunks
    ]


def _libgit2() -> Any:
    # A tenth of a second and a TLS library: nobody pays for it who opens no file.
    return importlib.import_module("pygit2")
