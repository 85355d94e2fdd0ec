"""What other processes do to a store while a test looks on; see `tests.db.processes`.

A program says one JSON value a line. One that goes on until it is told ends when its standard
input does.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from constellation_db import ConstellationError, Database
from tests.builders import plain

NOBODY = 65534
SMALL = 1_000_000  # bytes that a process may write to one file, as a quota would have it


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


def hold_lock(path: str, mode: str) -> None:
    """Lock a store exclusively, as a program that is not ours may, until told to end."""
    end = told_to_end()
    with plain(Path(path)) as connection:
        connection.execute(f"PRAGMA journal_mode={mode}")
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


def read(path: str) -> None:
    """Open a store for reading only and say what it holds: the ids of each table, newest first."""
    try:
        with Database.open(Path(path), read_only=True) as db:
            repositories = (db.projects, db.agents, db.history, db.outputs, db.events)
            found = [[row.id for row in repository.find_all()] for repository in repositories]
            say({"error": None, "ids": found, "pages": db.get_stats().page_count})
    except ConstellationError as error:
        say({"error": describe(error)})


def write_pairs(path: str, name: str, seconds: str) -> None:
    """Write pairs of events, each in one transaction, for so long; say how many pairs."""
    pairs = 0
    say("ready")
    sys.stdin.readline()
    end = time.monotonic() + float(seconds)
    with Database.open(Path(path)) as db:
        while time.monotonic() < end:
            with db.transaction():
                for half in ("left", "right"):
                    db.events.create(type=half, data={"writer": name, "pair": pairs})
            pairs += 1
    say(pairs)


def read_pairs(path: str, mode: str, seconds: str) -> None:
    """Read events for so long; say how often, and how often half of a pair was seen."""
    say("ready")
    sys.stdin.readline()
    reads = halves = 0
    end = time.monotonic() + float(seconds)
    with Database.open(Path(path), read_only=mode == "read-only") as db:
        while time.monotonic() < end:
            stats = db.events.get_global_stats()
            halves += stats.by_type.get("left", 0) != stats.by_type.get("right", 0)
            db.events.find_by_type("left", limit=100)
            db.events.page(limit=100)
            reads += 1
    say({"reads": reads, "halves": halves})


def never_pause(path: str) -> None:
    """Write pairs of events without a pause until told to end; say how many."""
    end = told_to_end()
    pairs = 0
    with plain(Path(path)) as connection:
        connection.execute("PRAGMA synchronous=NORMAL")
        while not end.is_set():
            connection.execute("BEGIN IMMEDIATE")
            for half in ("left", "right"):
                connection.execute(
                    "INSERT INTO events (id, type, data) VALUES (?, ?, ?)",
                    (f"{half} {pairs}", half, "x" * 2_000),
                )
            connection.execute("COMMIT")
            pairs += 1
            if pairs == 1:
                say("writing")
    say(pairs)


def die_writing(path: str, mode: str) -> None:
    """Leave a store in the middle of a write: its journal, or committed frames in its log."""
    with plain(Path(path)) as connection:
        connection.execute(f"PRAGMA journal_mode={mode}")
        connection.execute("INSERT INTO events (id, type) VALUES ('committed', 'x')")
        # Few pages fit into memory: changes reach the file before they are committed.
        connection.execute("PRAGMA cache_size=5")
        connection.execute("BEGIN IMMEDIATE")
        for number in range(2_000):
            connection.execute(
                "INSERT INTO events (id, type, data) VALUES (?, 'never', ?)",
                (f"never {number}", "x" * 1_000),
            )
        say("in the middle")
        sys.stdin.read()


def back_up(path: str, target: str, *flags: str) -> None:
    """Back a store up and say its progress; with `step`, go on after each when told to."""

    def progress(done: int, total: int) -> None:
        say([done, total])
        if "step" in flags:
            sys.stdin.readline()

    try:
        reading = "read-only" in flags
        with Database.open(Path(path), migrate=False, read_only=reading) as db:
            if "small" in flags:
                resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL))
            result = db.backup(target, progress=progress)
            say({"error": None, "pages": result.pages, "size": result.size})
    except ConstellationError as error:
        say({"error": describe(error)})


def tear_index(path: str) -> None:
    """Be a writer, and make the log's index look half written as in the middle of a commit."""
    with ExitStack() as stack:
        stack.enter_context(plain(Path(path))).execute(
            "INSERT INTO events (id, type) VALUES ('first', 'x')"
        )
        index = stack.enter_context(Path(f"{path}-shm").open("r+b", buffering=0))
        say("written")
        sys.stdin.readline()
        header = index.read(48)  # its first copy: https://www.sqlite.org/walformat.html
        os.pwrite(index.fileno(), bytes(byte ^ 0xFF for byte in header), 0)
        say("torn")
        sys.stdin.readline()
        os.pwrite(index.fileno(), header, 0)
        say("mended")
        sys.stdin.readline()


PROGRAMS: dict[str, Callable[..., Any]] = {
    "backup": back_up,
    "die-writing": die_writing,
    "never-pause": never_pause,
    "read": read,
    "read-pairs": read_pairs,
    "tear-index": tear_index,
    "write-pairs": write_pairs,
    "open": open_store,
    "lock": hold_lock,
    "hold-writing": hold_writing,
}


def become_nobody() -> None:
    """Give up root's freedom to open anything, after importing whatever only root may read."""
    if os.geteuid() != 0:
        return
    with tempfile.TemporaryDirectory() as folder, Database.open(Path(folder, "warm.db")) as db:
        db.projects.find_all()
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


if __name__ == "__main__":
    if "RUN_AS_NOBODY" in os.environ:
        become_nobody()
    PROGRAMS[sys.argv[1]](*sys.argv[2:])
