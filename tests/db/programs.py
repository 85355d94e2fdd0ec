"""What other processes do to a store while a test looks on; see `tests.db.processes`.

A program says one JSON value a line. One that goes on until it is told ends when its standard
input does.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from constellation_db import ConstellationError, Database
from tests.builders import plain


def say(value: object) -> None:
    sys.stdout.write(f"{json.dumps(value)}\n")
    sys.stdout.flush()


def told_to_end() -> threading.Event:
    """Return an event that is set when standard input ends."""
    event = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        event.set()

    threading.Thread(target=listen, daemon=True).start()
    return event


def describe(error: ConstellationError | None) -> dict[str, str] | None:
    if error is None:
        return None
    return {"type": type(error).__name__, "sentence": str(error), "path": str(error.path)}


def open_store(path: str, *flags: str) -> None:
    """Open a store when told to, and say what became of it and what it holds."""
    say("ready")
    sys.stdin.readline()
    try:
        with Database.open(Path(path), read_only="read-only" in flags) as db:
            say(
                {
                    "error": None,
                    "problem": describe(db.migration_problem),
                    "applied": db.migration_status().applied,
                    "projects": [project.id for project in db.projects.find_all()],
                    "messages": db.history.count(),
                }
            )
    except ConstellationError as error:
        say({"error": describe(error)})


def hold_lock(path: str) -> None:
    """Lock a store exclusively, as a program that is not ours may, until told to end."""
    end = told_to_end()
    with plain(Path(path)) as connection:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        say("locked")
        end.wait()
        connection.execute("ROLLBACK")
    say("released")


def hold_writing(path: str) -> None:
    """Hold a write transaction open until told to end, then commit it."""
    end = told_to_end()
    with Database.open(Path(path), migrate=False) as db, db.transaction():
        db.projects.create(id="held", name="held", prompt_path="p")
        say("writing")
        end.wait()
    say("committed")


def count(path: str) -> None:
    """Say how many projects a store has, read with the driver alone."""
    with plain(Path(path)) as connection:
        say(connection.execute("SELECT count(*) FROM projects").fetchone()[0])


PROGRAMS: dict[str, Callable[..., Any]] = {
    "count": count,
    "open": open_store,
    "lock": hold_lock,
    "hold-writing": hold_writing,
}

if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](*sys.argv[2:])
