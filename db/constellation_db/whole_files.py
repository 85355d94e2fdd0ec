"""Files that are written whole or not at all: under a temporary name, flushed, and renamed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from constellation_db.errors import DatabaseCorrupt, DatabaseLocked, NotADatabase
from constellation_db.faults import translate
from constellation_db.filelock import lock_file

_SUFFIX = ".constellation-partial"


@contextmanager
def temporary(target: Path) -> Iterator[Path]:
    """Give an empty file beside the target, locked, that is gone afterwards unless it was moved."""
    partial = target.with_name(f".{target.name}{_SUFFIX}")
    try:
        lock = lock_file(partial)
    except BlockingIOError as error:
        raise DatabaseLocked(
            "{path} is being written already; wait for that or choose another file.",
            path=target,
        ) from error
    try:
        os.truncate(partial, 0)
        yield partial
    finally:
        with suppress(FileNotFoundError):  # by now it is in place under the target's name
            partial.unlink()
        lock.close()


def sweep(folder: Path) -> None:
    """Remove what killed writers left: temporary files that no living process holds."""
    for leftover in folder.glob(f".*{_SUFFIX}"):
        with suppress(OSError), lock_file(leftover):
            leftover.unlink()


def flush(path: Path) -> None:
    """Have the disk write a file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def put_in_place(partial: Path, target: Path) -> None:
    """Give a finished file, which the disk has, the target's name."""
    settle(target)
    partial.replace(target)
    flush_folder(target.parent)


def settle(target: Path) -> None:
    """Bring what a journal beside the old target holds into it, so that none is left.

    SQLite applies a journal to whatever file lies beside it: one of the old target would be played
    into the new one. Raises `DatabaseLocked` where somebody uses the old target.
    """
    journals = [target.with_name(f"{target.name}-{kind}") for kind in ("wal", "shm", "journal")]
    if not any(journal.exists() for journal in journals):
        return
    if target.exists():
        try:
            with closing(sqlite3.connect(target, timeout=0, isolation_level=None)) as old:
                old.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.DatabaseError as error:
            if not isinstance(translate(error, target), (NotADatabase, DatabaseCorrupt)):
                raise
    for journal in journals:  # now nobody's
        journal.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """Let the disk know of names that were given or taken in a folder."""
    if os.name == "nt":  # a folder cannot be opened there; the rename is journalled
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
