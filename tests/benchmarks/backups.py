"""How long a verified backup takes against a bare copy of the file, and what a writer feels."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from constellation_db import Database
from tests.benchmarks.measuring import Contender, duel, seconds
from tests.benchmarks.settings import Settings
from tests.benchmarks.table import Line, compared
from tests.benchmarks.writer import writing

_ROUNDS = 5  # fewer than elsewhere: a round moves gigabytes

Spans = list[tuple[float, float]]


def backup(settings: Settings) -> Iterator[Line]:
    """Back up the large store, idle and while another process writes."""
    source = settings.stores.large
    size = source.stat().st_size
    with settings.stores.scratch() as folder:
        with Database.open(source) as db:
            idle = duel(
                _backup(db, folder / "backup.db", [], []),
                _copy(source, folder / "copy.db", []),
                _ROUNDS,
            )
        note = f"{size / 1e6:,.0f} MB; ours checks every page of the copy before it replaces"
        yield compared("backup, idle", idle, "cp + fsync", limit=3.0, note=note)
        yield from _under_a_writer(source, folder)


def _under_a_writer(source: Path, folder: Path) -> Iterator[Line]:
    store = folder / "written.db"
    shutil.copyfile(source, store)
    saved: Spans = []
    copied: Spans = []
    restarts: list[int] = []
    with Database.open(store) as db, writing(store) as account:
        busy = duel(
            _backup(db, folder / "backup.db", saved, restarts),
            _copy(store, folder / "copy.db", copied),
            _ROUNDS,
        )
    yield compared(
        "backup under a writer", busy, "cp + fsync, same writer", limit=3.0,
        note=f"the writer committed {account.written:,} transactions without a pause",
    )  # fmt: skip
    yield Line("backup under a writer: restarts", sum(restarts), "", limit=0, absolute=True)
    yield Line(
        "backup under a writer: its lock errors", len(account.errors), "", limit=0, absolute=True,
        note="; ".join(dict.fromkeys(account.errors)),
    )  # fmt: skip
    waited, usual = account.longest(saved), account.longest(copied)
    yield Line(
        "backup under a writer: its longest wait", waited, "s", usual, "the same during cp",
        waited / usual if usual else None,
        note="the longest of all transactions that fell into a backup; cp takes no lock at all",
    )  # fmt: skip


def _backup(db: Database, target: Path, spans: Spans, restarts: list[int]) -> Contender:
    def run() -> float:
        seen = -1

        def progress(done: int, _total: int) -> None:
            nonlocal seen
            restarts.append(done < seen)
            seen = done

        began = time.monotonic()
        taken = seconds(lambda: db.backup(target, progress=progress))
        spans.append((began, time.monotonic()))
        target.unlink()
        return taken

    return run


def _copy(source: Path, target: Path, spans: Spans) -> Contender:
    def work() -> None:
        if sys.platform == "win32":
            shutil.copyfile(source, target)
        else:
            # A file system that shares blocks would copy nothing.
            whole = ["--reflink=never"] if sys.platform == "linux" else []
            subprocess.run(["cp", *whole, source, target], check=True)
        with target.open("rb+") as file:
            os.fsync(file.fileno())

    def run() -> float:
        began = time.monotonic()
        taken = seconds(work)
        spans.append((began, time.monotonic()))
        target.unlink()
        return taken

    return run
