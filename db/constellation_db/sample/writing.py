"""The sample store as a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from constellation_db.backup import backup
from constellation_db.database import Database
from constellation_db.errors import InvalidValue
from constellation_db.sample.production import rows
from constellation_db.sample.recording import TABLES

Progress = Callable[[int, int], None]

_ROWS_A_STEP = 200
_MIGRATED_AT = "2026-03-06 16:20:00"

# The agent whose parent another program has deleted, with foreign keys off.
_ORPHAN = "Invoice reader 4"
_LOST_PARENT = "019cc3f1-7a00-7000-8000-00000000dead"


def write_sample(path: Path | str, *, progress: Progress | None = None) -> None:
    """Write the sample store to `path`: a small company of agents, the same rows at every call.

    `progress` hears (rows written, rows in all). The file appears in one step, complete and
    verified, with nothing beside it; its folder must exist.

    Raises `InvalidValue` if there is something at `path` already, and what opening and backing up
    a store raise.
    """
    target = Path(path)
    if target.exists() or target.is_symlink():
        raise InvalidValue(
            "{path} exists already; choose a new name for the sample store.", path=target
        )
    with TemporaryDirectory(prefix="constellation-sample-") as folder:
        source = Path(folder) / "sample.db"
        with Database.open(source) as store:
            _fill(store, progress)
        _disturb(source)
        # A backup brings what is wanted of the target: checked, flushed, renamed into place.
        backup(source, target)


def _fill(store: Database, progress: Progress | None) -> None:
    made = rows()
    total = sum(len(made.of(table)) for table in TABLES)
    done = 0
    repositories: tuple[Any, ...] = (
        store.projects,
        store.agents,
        store.history,
        store.outputs,
        store.events,
    )
    with store.transaction():
        for table, repository in zip(TABLES, repositories, strict=True):
            every = made.of(table)
            for first in range(0, len(every), _ROWS_A_STEP):
                step = every[first : first + _ROWS_A_STEP]
                repository.create_many(step)
                done += len(step)
                if progress is not None:
                    progress(done, total)


def _disturb(path: Path) -> None:
    """Do what the data layer refuses to do, and other programs have done to real stores."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute(
            "UPDATE agents SET parent_id = ? WHERE name = ?", (_LOST_PARENT, _ORPHAN)
        )
        connection.execute("UPDATE _migrations SET applied_at = ?", (_MIGRATED_AT,))
