"""A backup takes the place of a store, in one step; the store that was there is kept beside it."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from constellation_db import header
from constellation_db.backup import Progress, verified_copy
from constellation_db.cancellation import Cancellation
from constellation_db.engine import BUSY_TIMEOUT_S
from constellation_db.errors import (
    DatabaseCorrupt,
    DatabaseLocked,
    DatabaseNotFound,
    InvalidValue,
    NotADatabase,
)
from constellation_db.faults import translate, translating
from constellation_db.filelock import held
from constellation_db.opening import examine, store_path
from constellation_db.whole_files import flush_folder

_MAGIC = b"SQLite format 3\x00"
_JOURNALS = ("-wal", "-shm", "-journal")
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS}


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What a restoring made: the store, where the one before it is kept (None: there was none)."""

    path: Path
    kept: Path | None
    size: int
    pages: int
    seconds: float


def restore(
    source: Path | str,
    target: Path | str | None = None,
    *,
    progress: Progress | None = None,
    cancel: Cancellation | None = None,
) -> RestoreResult:
    """Put a verified copy of the backup at `source` in the place of the store at `target`.

    Both are named as for `Database.open`; None is the platform's own store.
    What lies at `target`, a store or the ruin of one, is kept beside it under the name
    `NAME.before-restore-YYYYMMDD-HHMMSS.bak`. Until the copy is complete, checked and on the disk,
    everything is as it was; a cancelled or failed restoring changes nothing. Raises
    `DatabaseLocked` while anybody has the store open, and what `Database.open` raises of a
    `source` that is no store.
    """
    began = time.monotonic()
    default, source, target = target is None, store_path(source), store_path(target)
    if default:
        with translating(target):
            target.parent.mkdir(mode=0o700, exist_ok=True)
    return _restored(source, target, progress, cancel, began)


def _restored(
    source: Path,
    target: Path,
    progress: Progress | None,
    cancel: Cancellation | None,
    began: float,
) -> RestoreResult:
    with header.kept(source), header.kept(target):
        with translating(source):
            examine(source, create=False, recover=False)
        with translating(target):
            _check_target(source, target)
            with held(_lock_of(target), BUSY_TIMEOUT_S, _busy(target), cancel):
                _forget_killed_ones(target)
                with _alone_with(target):
                    pass  # to fail at once; again when it matters
                copying = verified_copy(source, target, progress=progress, cancel=cancel)
                with copying as (partial, pages):
                    size = partial.stat().st_size
                    with _alone_with(target) as settled:
                        kept = _swap(partial, target, settled=settled)
    return RestoreResult(target, kept, size, pages, time.monotonic() - began)


def _check_target(source: Path, target: Path) -> None:
    if target.is_dir():
        raise InvalidValue("{path} is a folder; name the file of a store.", path=target)
    if not target.parent.is_dir():
        raise DatabaseNotFound(
            "{path} does not exist, nor does its folder; check the path.", path=target
        )
    if target.exists() and target.samefile(source):
        raise InvalidValue("{path} is the store itself; choose the backup to restore.", path=source)


def _lock_of(target: Path) -> Path:
    return target.with_name(f".{target.name}.restoring")


def _busy(target: Path) -> DatabaseLocked:
    return DatabaseLocked(
        "{path} is in use; close it in every program, end the runs that write it, and try again.",
        path=target,
    )


@contextmanager
def _alone_with(target: Path) -> Iterator[bool]:
    """Hold the store so that nobody else can open it; gives False for what is no sound store.

    Its journals are brought into it before. Raises `DatabaseLocked` where somebody has it open.
    """
    if not target.exists() or _is_ruin(target):
        yield False
        return
    with closing(sqlite3.connect(target, timeout=0, isolation_level=None)) as old:
        settled = True
        try:
            old.execute("PRAGMA journal_mode=DELETE")  # leaves WAL only if nobody else is there
            old.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            problem = translate(error, target)
            if isinstance(problem, DatabaseLocked):
                raise _busy(target) from error
            if not isinstance(problem, (NotADatabase, DatabaseCorrupt)):
                raise
            settled = False  # a ruin: it is what a backup is restored for
        if os.name == "nt":  # an open file keeps its name there, which also says who is alone
            old.close()
        yield settled


def _is_ruin(target: Path) -> bool:
    # Asked without a connection that may write: SQLite would remove the journals of some ruins, and
    # any connection those of an empty file.
    if target.stat().st_size == 0:
        return True
    try:
        examine(target, create=True, recover=False)
    except DatabaseCorrupt:
        return True
    except NotADatabase:  # the ruin of one, or a sound one of another application
        return not header.read(target, len(_MAGIC)).startswith(_MAGIC)
    except sqlite3.DatabaseError as error:
        return isinstance(translate(error, target), (NotADatabase, DatabaseCorrupt))
    return False


def _swap(partial: Path, target: Path, *, settled: bool) -> Path | None:
    """Give the name of the store to the copy, and another one to what had it."""
    kept = None
    if target.exists():
        kept = _kept_name(target)
        shutil.copymode(target, partial)
        _link_or_rename(target, kept)
    moved = [] if settled else _set_journals_aside(target, kept)
    try:
        partial.replace(target)
    except OSError:
        for now, before in moved:
            now.replace(before)
        if kept is not None:
            kept.unlink() if target.exists() else kept.replace(target)
        raise
    flush_folder(target.parent)
    return kept


def _link_or_rename(target: Path, kept: Path) -> None:
    # A second name first, so that there is a store under the first one at every moment.
    try:
        os.link(target, kept)
    except OSError as error:
        if error.errno not in _NO_LINKS and os.name != "nt":
            raise
        target.replace(kept)


def _set_journals_aside(target: Path, kept: Path | None) -> list[tuple[Path, Path]]:
    """Move journals away: SQLite would play them into whatever lies beside them.

    Those of a ruin are kept with it, for they may hold what it lost.
    """
    moved = []
    for kind in _JOURNALS:
        journal = target.with_name(f"{target.name}{kind}")
        if not journal.exists():
            continue
        if kept is None or kind == "-shm":
            journal.unlink()
        else:
            aside = kept.with_name(f"{kept.name}{kind}")
            journal.replace(aside)
            moved.append((aside, journal))
    return moved


def _kept_name(target: Path) -> Path:
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    kept = target.with_name(f"{target.name}.before-restore-{moment}.bak")
    number = 2
    while kept.exists():
        kept = target.with_name(f"{target.name}.before-restore-{moment}-{number}.bak")
        number += 1
    return kept


def _forget_killed_ones(target: Path) -> None:
    """Take back the second name that a killed restoring gave: two names of one store are a trap."""
    for other in target.parent.glob(f"{target.name}.before-restore-*.bak"):
        with suppress(OSError):
            if other.samefile(target):
                other.unlink()
