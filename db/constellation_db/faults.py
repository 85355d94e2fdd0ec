"""From the driver's and the system's exceptions to ours: which fault it was, in one sentence."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from constellation_db.errors import (
    AccessDenied,
    Cancelled,
    ConstellationError,
    DatabaseCorrupt,
    DatabaseLocked,
    DatabaseNotFound,
    DatabaseReadOnly,
    DiskFull,
    InvalidValue,
    NotADatabase,
)

_Sentence = tuple[type[ConstellationError], str]

# By primary result code (https://www.sqlite.org/rescode.html); extended codes that mean something
# else stand in _BY_EXTENDED_CODE.
_BY_CODE: dict[int, _Sentence] = {
    sqlite3.SQLITE_BUSY: (
        DatabaseLocked,
        "{path} is locked by another process; try again when it has finished writing.",
    ),
    sqlite3.SQLITE_LOCKED: (
        DatabaseLocked,
        "{path} is locked by another connection of this process; try again when it is done.",
    ),
    sqlite3.SQLITE_READONLY: (
        DatabaseReadOnly,
        "{path} cannot be written; open it for reading only, or check who may write it.",
    ),
    sqlite3.SQLITE_FULL: (
        DiskFull,
        "{path} cannot grow: the disk is full; free some space and try again.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        DatabaseCorrupt,
        "{path} is damaged ({detail}); restore a backup, or recover what is readable with "
        "'sqlite3 FILE .recover'.",
    ),
    sqlite3.SQLITE_NOTADB: (
        NotADatabase,
        "{path} is not an SQLite database; choose a Constellation store.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        AccessDenied,
        "{path} cannot be opened; check that it and its folder may be read and written.",
    ),
    sqlite3.SQLITE_PERM: (AccessDenied, "{path} may not be opened; check who may read it."),
    sqlite3.SQLITE_IOERR: (
        DatabaseCorrupt,
        "{path} cannot be read ({detail}); check the disk it lies on.",
    ),
    sqlite3.SQLITE_INTERRUPT: (Cancelled, "The work was cancelled; nothing of it remains."),
    sqlite3.SQLITE_CONSTRAINT: (
        InvalidValue,
        "The store refuses the row ({detail}); nothing was written.",
    ),
    sqlite3.SQLITE_TOOBIG: (
        InvalidValue,
        "A value is larger than SQLite can hold (1 GB); nothing was written.",
    ),
}
_NO_ROOM = (
    DiskFull,
    "{path} cannot be written: the disk is full or a size limit is reached; free some space.",
)
_UNFINISHED = (
    DatabaseReadOnly,
    "{path} was left in the middle of a write; open it once for writing to recover it.",
)
_BY_EXTENDED_CODE: dict[int, _Sentence] = {
    # A file-size limit or a quota answers EFBIG or EDQUOT, which SQLite does not take for "full".
    sqlite3.SQLITE_IOERR_WRITE: _NO_ROOM,
    sqlite3.SQLITE_IOERR_TRUNCATE: _NO_ROOM,
    sqlite3.SQLITE_IOERR_FSYNC: _NO_ROOM,
    sqlite3.SQLITE_IOERR_SHMSIZE: _NO_ROOM,
    sqlite3.SQLITE_READONLY_ROLLBACK: _UNFINISHED,
    sqlite3.SQLITE_READONLY_RECOVERY: _UNFINISHED,
    sqlite3.SQLITE_READONLY_CANTINIT: _UNFINISHED,
}
_BY_ERRNO: dict[int, _Sentence] = {
    errno.ENOSPC: _NO_ROOM,
    errno.EFBIG: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EROFS: (DatabaseReadOnly, "{path} lies on read-only media; choose another place."),
    errno.ENOENT: (DatabaseNotFound, "{path} does not exist; check the path."),
    errno.ENOTDIR: (DatabaseNotFound, "{path} does not exist: a part of it is no folder."),
}


def translate(error: BaseException, path: Path) -> ConstellationError | None:
    """Return our error for the driver's or the system's, None for no fault of the world."""
    found: _Sentence | None
    if isinstance(error, ConstellationError):
        return error
    if isinstance(error, OverflowError):
        found = (InvalidValue, "A number is too large for the store ({detail}).")
    elif isinstance(error, UnicodeEncodeError):
        found = (
            InvalidValue,
            "A text cannot be stored as UTF-8 ({detail}); replace its lone surrogates first.",
        )
    elif isinstance(error, (sqlite3.InterfaceError, sqlite3.ProgrammingError)):
        # "type 'dict' is not supported" is the caller's value; the rest is a defect of ours.
        found = (
            (InvalidValue, "A value has a type the store cannot hold ({detail}).")
            if "supported" in str(error)
            else None
        )
    elif isinstance(error, sqlite3.Error):
        found = _of_sqlite(error)
    elif isinstance(error, OSError):
        found = _BY_ERRNO.get(error.errno or 0, (AccessDenied, "{path} cannot be used: {detail}."))
    else:
        found = None
    if found is None:
        return None
    kind, sentence = found
    problem = kind(sentence, path=path, detail=_one_line(error))
    problem.__cause__ = error  # where SQLAlchemy raises it, not we
    return problem


@contextmanager
def translating(path: Path) -> Iterator[None]:
    """Raise our errors for what the driver and the system raise inside; let the rest pass."""
    try:
        yield
    except (OSError, sqlite3.Error, OverflowError, UnicodeEncodeError) as error:
        problem = translate(error, path)
        if problem is None:
            raise
        raise problem from error


def _of_sqlite(error: sqlite3.Error) -> _Sentence | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # sqlite3.Connection.backup and a few others raise without a code in Python 3.11.
        code = {
            "database is locked": sqlite3.SQLITE_BUSY,
            "database or disk is full": sqlite3.SQLITE_FULL,
            "disk I/O error": sqlite3.SQLITE_IOERR_WRITE,
            "database disk image is malformed": sqlite3.SQLITE_CORRUPT,
            "file is not a database": sqlite3.SQLITE_NOTADB,
            "interrupted": sqlite3.SQLITE_INTERRUPT,
        }.get(str(error), 0)
    return _BY_EXTENDED_CODE.get(code) or _BY_CODE.get(code & 0xFF)


def _one_line(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return " ".join(str(error).split())
