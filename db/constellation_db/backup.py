"""A verified copy of a store that other processes go on writing.

SQLite's online backup starts over whenever another process commits between two of its steps;
under a steady writer it never ends. With a read transaction open on the source connection the
steps all see one instant, nothing restarts, and in WAL mode the writer is not held up.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from constellation_db import header
from constellation_db.cancellation import Cancellation
from constellation_db.engine import connect, connect_reading, reading_access
from constellation_db.errors import (
    DatabaseCorrupt,
    DatabaseLocked,
    DiskFull,
    InvalidValue,
)
from constellation_db.faults import translate, translating
from constellation_db.records import BackupResult
from constellation_db.whole_files import flush, put_in_place, settle, sweep, temporary

# Large enough that the Python loop costs nothing, small enough that progress and cancel are prompt:
# 16 MiB at the default page size.
_PAGES_A_STEP = 4_096
# No page is read or written twice: a cache would only be one more copy of each.
_CACHED_PAGES = 10
_ATTEMPTS = 3

Progress = Callable[[int, int], None]


def backup(
    source: Path,
    target: Path,
    *,
    progress: Progress | None = None,
    cancel: Cancellation | None = None,
) -> BackupResult:
    """Copy the store at `source` as of now to `target`, verified, and put it in place in one step.

    `progress` hears (pages copied, pages in all), and from the start again where a writer comes
    while a store that nobody had open is copied. Until the copy is complete, checked and on the
    disk, an existing `target` stays whole; a cancelled or failed backup leaves no file. What a
    killed backup left in the target's folder is removed by the next one.
    """
    began = time.monotonic()
    target = target.absolute()
    with header.kept(source), translating(target):
        _check_target(source, target)
        settle(target)  # now, to fail at once, and again when it matters
        with verified_copy(source, target, progress=progress, cancel=cancel) as (partial, pages):
            size = partial.stat().st_size
            put_in_place(partial, target)
    return BackupResult(target, size, pages, time.monotonic() - began)


@contextmanager
def verified_copy(
    source: Path,
    target: Path,
    *,
    progress: Progress | None = None,
    cancel: Cancellation | None = None,
) -> Iterator[tuple[Path, int]]:
    """Give a copy of `source` as of now, and its pages, to be renamed to `target` by the block.

    It lies beside `target`, is checked and on the disk, and is gone afterwards if it was not
    renamed. Faults of the system are told of `target`.
    """
    sweep(target.parent)
    with temporary(target) as partial:
        pages = _copy_of_one_instant(source, partial, target, progress, cancel)
        # The disk writes while the check reads from memory what it is going to write.
        with ThreadPoolExecutor(1, thread_name_prefix="backup") as flusher:
            flushed = flusher.submit(flush, partial)
            verify(source, partial, cancel)
            flushed.result()
        yield partial, pages


def verify(source: Path, partial: Path, cancel: Cancellation | None) -> None:
    """Check the pages of a copy of a store; raises `DatabaseCorrupt`."""
    # immutable: a check must not leave -wal and -shm beside the copy.
    with (
        closing(connect(partial, "mode=ro&immutable=1")) as connection,
        nullcontext() if cancel is None else cancel.interrupting(connection),
    ):
        # Mapped, a check takes two thirds of the time. Only here: the mapping of a file that
        # another program cuts short would end this process.
        connection.execute(f"PRAGMA mmap_size={partial.stat().st_size}")
        (finding,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if finding != "ok":
        raise DatabaseCorrupt(
            "{path} is damaged, and so would be its copy ({detail}); "
            "restore a backup, or recover what is readable with 'sqlite3 FILE .recover'.",
            path=source,
            detail=" ".join(str(finding).split()),
        )


def _check_target(source: Path, target: Path) -> None:
    if target.is_dir():
        raise InvalidValue("{path} is a folder; name a file in it.", path=target)
    if target.exists() and target.samefile(source):
        raise InvalidValue("{path} is the store itself; choose another file.", path=target)


def _copy_of_one_instant(
    source: Path,
    partial: Path,
    target: Path,
    progress: Progress | None,
    cancel: Cancellation | None,
) -> int:
    # A store that nobody has open may have to be read without locks (see `engine`). A writer that
    # comes meanwhile changes pages that are still to be copied; while it stays, the next attempt
    # reads beside it.
    for _ in range(_ATTEMPTS):
        before = reading_access(source).evidence
        pages = _copy(source, partial, target, progress, cancel)
        if reading_access(source).evidence == before:
            return pages
        os.truncate(partial, 0)
    raise DatabaseLocked(
        "{path} is opened and closed by writers all the time; try again later.", path=source
    )


def _copy(
    source: Path,
    partial: Path,
    target: Path,
    progress: Progress | None,
    cancel: Cancellation | None,
) -> int:
    copied = 0

    def on_step(_status: int, remaining: int, total: int) -> None:
        nonlocal copied
        if cancel is not None:
            cancel.check()
        copied = total
        if progress is not None:
            progress(total - remaining, total)

    with _translating(source, target), closing(connect_reading(source)) as origin:
        # The reader that keeps the backup on one instant; see the module's text.
        origin.execute(f"PRAGMA cache_size={_CACHED_PAGES}")
        origin.execute("BEGIN")
        origin.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(sqlite3.connect(partial, isolation_level=None)) as copy:
            # Nobody reads the copy before it is whole: no journal, no syncing page by page.
            copy.execute("PRAGMA journal_mode=OFF")
            copy.execute("PRAGMA synchronous=OFF")
            copy.execute("PRAGMA locking_mode=EXCLUSIVE")
            copy.execute(f"PRAGMA cache_size={_CACHED_PAGES}")
            origin.backup(copy, pages=_PAGES_A_STEP, progress=on_step)
    return copied


@contextmanager
def _translating(source: Path, target: Path) -> Iterator[None]:
    # SQLite does not say which of the two files a fault is in; only the copy is written, though,
    # and it can be neither corrupt nor locked.
    try:
        with translating(source):
            yield
    except DiskFull as problem:
        if problem.__cause__ is None:
            raise
        raise (translate(problem.__cause__, target) or problem) from problem.__cause__
