"""How fast sessions are imported, beside reading their JSON alone and writing their rows alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson

from constellation_db import Database
from tests.benchmarks.claude_sessions import write_session
from tests.benchmarks.driver import Finding, run_driver
from tests.benchmarks.measuring import seconds
from tests.benchmarks.settings import Settings
from tests.benchmarks.stores import by_hand
from tests.benchmarks.table import Line

_BAR = 40e6  # bytes a second
_LARGE, _SMALL = 4_000, 600  # characters that a tool gives
_MOST_MEGABYTES = 300
_TABLES = ("projects", "agents", "agent_history", "outputs", "events")


def importing(settings: Settings) -> Iterator[Line]:
    """Import Claude Code sessions into a new store, and a large one in little memory."""
    rounds = 3 if settings.quick else 5
    with settings.stores.scratch() as folder:
        for kind, result, limit in (("", _LARGE, 1.0), (" of small records", _SMALL, None)):
            session = folder / "session.jsonl"
            size = write_session(
                session, (20 if settings.quick else 100) * 1_000_000, result=result
            )
            found = [_imported(session) for _ in range(rounds)]
            # The best: reading and writing once leaves much for others to disturb.
            taken, busy = (min(each[name] for each in found) for name in ("seconds", "busy"))
            allowed = size / _BAR
            yield Line(
                f"import a Claude Code session{kind}", taken, "s", allowed, "40 MB/s",
                taken / allowed, limit, note=_note(session, size, taken, busy),
            )  # fmt: skip
        session = folder / "large.jsonl"
        size = write_session(session, (100 if settings.quick else 1_000) * 1_000_000, result=_LARGE)
        peak = _imported(session)["megabytes"]
        yield Line(
            f"import of {size / 1e6:,.0f} MB: memory", peak, "MB", limit=_MOST_MEGABYTES,
            absolute=True,
        )  # fmt: skip


def _imported(session: Path) -> Finding:
    for ending in (".db", ".db-wal", ".db-shm"):
        session.with_suffix(ending).unlink(missing_ok=True)
    found, _began = run_driver("tests.benchmarks.drive_import", session)
    return found


def _note(session: Path, size: int, taken: float, busy: float) -> str:
    """Say what the parts would take alone, as rates of the file's bytes."""

    def rate(work: Callable[[], object]) -> str:
        return f"{size / min(seconds(work) for _ in range(3)) / 1e6:,.0f}"

    with session.open("rb") as file:
        lines = sum(1 for _ in file)
    inserted = rate(_insertion(session))
    return (
        f"{size / taken / 1e6:,.0f} MB/s ({size / busy / 1e6:,.0f} of processor time), "
        f"{size / lines / 1e3:,.1f} kB a line; only parsing it: orjson "
        f"{rate(lambda: _parsed(session, orjson.loads))} MB/s, json "
        f"{rate(lambda: _parsed(session, json.loads))} MB/s; only inserting its rows by hand, with "
        f"the same indexes: {inserted} MB/s"
    )


def _parsed(session: Path, parse: Callable[[bytes], Any]) -> None:
    with session.open("rb") as file:
        for line in file:
            parse(line)


def _insertion(session: Path) -> Callable[[], None]:
    """Return what writes an imported session's rows into a new store with the plain driver."""
    with closing(sqlite3.connect(session.with_suffix(".db"))) as connection:
        tables = {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
            for table in _TABLES
        }
    target = session.with_name("by-hand.db")

    def insert() -> None:
        with closing(by_hand(target)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            for table, rows in tables.items():
                connection.execute(f"DELETE FROM {table}")
                if rows:
                    marks = ",".join("?" * len(rows[0]))
                    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
            connection.execute("COMMIT")

    target.unlink(missing_ok=True)
    Database.open(target).close()
    return insert
