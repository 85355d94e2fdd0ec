"""A part of a store as a store of its own, which opens like any other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from constellation_db.exporting.rows import TABLES
from constellation_db.exporting.source import Source
from constellation_db.migrations import MIGRATIONS, runner
from constellation_db.overview_rows import Scope
from constellation_db.schema import agent_history, outputs

# References that lead out of the store that is written: it would not be whole with them.
_REFERENCES = (
    ("agents", "parent_id", "agents"),
    ("outputs", "agent_id", "agents"),
    ("events", "agent_id", "agents"),
    ("events", "project_id", "projects"),
)


def write_store(partial: Path, source: Source) -> None:
    """Write the source's rows into an empty file, in the order in which they were written."""
    source.expect(*TABLES)
    with closing(sqlite3.connect(partial, isolation_level=None)) as store:
        # Nobody reads the store before it is whole: no journal, no syncing page by page.
        store.execute("PRAGMA journal_mode=OFF")
        store.execute("PRAGMA synchronous=OFF")
        runner.migrate(store, partial, MIGRATIONS[:1])
        store.execute("PRAGMA foreign_keys=OFF")  # a parent may come after its child
        store.execute("PRAGMA ignore_check_constraints=ON")  # hostile rows are rows, too
        for table in TABLES:
            _copy(store, table, source)
        if source.scope != Scope():
            _take_references_away(store)
        runner.migrate(store, partial)  # indexes last: built at once, they take half the time
        # As every store of the platform is kept; nothing is left beside it once it is closed.
        store.execute("PRAGMA journal_mode=WAL")


def _copy(store: sqlite3.Connection, table: Table, source: Source) -> None:
    names = [column.name for column in table.columns]
    slots = ", ".join("?" * len(names))
    broken: list[tuple[bytes, Any, str]] = []

    def rows() -> Iterator[list[Any]]:
        found = source.message_values() if table is agent_history else source.values(table)
        versions = _Versions(source)
        for row, sequence in found:
            if table is outputs:
                versions.complete(row)
            for place, value in enumerate(row):
                if isinstance(value, str) and "\ufffd" in value and source.redactor is None:
                    raw = source.rows.raw(table, sequence, names[place])
                    broken.append((raw, row[0], names[place]))
            yield row

    store.execute("BEGIN")
    insert = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({slots})"  # noqa: S608
    store.executemany(insert, rows())
    for raw, id, name in broken:  # text that is no UTF-8 goes in as the bytes that it is
        update = f"UPDATE {table.name} SET {name} = CAST(? AS TEXT) WHERE id = ?"  # noqa: S608
        store.execute(update, (raw, id))
    store.execute("COMMIT")


def _take_references_away(store: sqlite3.Connection) -> None:
    store.execute("BEGIN")
    for table, column, other in _REFERENCES:
        store.execute(
            f"UPDATE {table} SET {column} = NULL WHERE {column} IS NOT NULL "  # noqa: S608
            f"AND {column} NOT IN (SELECT id FROM {other})"
        )
    store.execute("COMMIT")


class _Versions:
    """Gives the first version of a path what it replaced, where that stays behind.

    The earlier version of a path is the row before; of an agent's files, another agent may have
    written that.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._seen: set[tuple[str, str]] = set()

    def complete(self, row: list[Any]) -> None:
        """Fill in `previous_content` of a row of `outputs` if it needs it."""
        id, project, _agent, _type, path, _content, previous = row[:7]
        if self._source.scope.agent_id is None or path is None or (project, path) in self._seen:
            return
        self._seen.add((project, path))
        if previous is not None:
            return
        repository = self._source.database.outputs
        before = repository.previous(id)
        contents = None if before is None else repository.contents(before.id)
        if contents is not None and contents.content is not None:
            text = contents.content.decode("utf-8", "replace")
            redactor = self._source.redactor
            row[6] = text if redactor is None else redactor.redacted(text, f"outputs {id}")
