"""The sample store as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from constellation_db.database import Database
from constellation_db.errors import InvalidValue
from constellation_db.sample.production import rows
from constellation_db.sample.recording import TABLES

Progress = Callable[[int, int], None]

_ROWS_A_STEP = 200


def write_sample(path: Path, *, progress: Progress | None = None) -> None:
    """Write the sample store to `path`: a small company of agents, the same rows in each run.

    `progress` hears (rows written, rows in all). The file appears in one step, complete and
    verified, with nothing beside it; its folder must exist.

    Raises `InvalidValue` if there is something at `path` already, and what opening and backing up
    a store raise.
    """
    if path.exists() or path.is_symlink():
        raise InvalidValue(
            f"{path} exists already; choose a new name for the sample store.", path=path
        )
    with TemporaryDirectory(prefix="constellation-sample-") as folder:
        with Database.open(Path(folder) / "sample.db") as store:
            _fill(store, progress)
            # A backup brings what is wanted of the target: checked, flushed, renamed into place.
            store.backup(path)


def _fill(store: Database, progress: Progress | None) -> None:
    made = rows()
    total = sum(len(made.of(table)) for table in TABLES)
    done = 0
    repositories = (store.projects, store.agents, store.history, store.outputs, store.events)
    with store.transaction():
        for table, repository in zip(TABLES, repositories, strict=True):
            every = made.of(table)
            for first in range(0, len(every), _ROWS_A_STEP):
                step = every[first : first + _ROWS_A_STEP]
                repository.create_many(step)
                done += len(step)
                if progress is not None:
                    progress(done, total)
