"""Real processes on one store: no row is lost, no lock error, nothing is half there."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from constellation_db import Database, DatabaseReadOnly
from tests.db.facts import query, value
from tests.db.processes import finished, heard, running

SECONDS = 10 if os.environ.get("CONSTELLATION_LONG") else 1


def test_four_writers_and_two_readers(path: Path, new_store: Path) -> None:
    path.write_bytes(new_store.read_bytes())
    with ExitStack() as stack:
        writers = [
            stack.enter_context(running("write-pairs", path, name, SECONDS)) for name in "abcd"
        ]
        readers = [
            stack.enter_context(running("read-pairs", path, mode, SECONDS))
            for mode in ("read-only", "writable")
        ]
        everybody = [*writers, *readers]
        for process in everybody:
            assert heard(process) == "ready"
        for process in everybody:
            _tell(process)
        wrote = [finished(process) for process in writers]
        saw = [finished(process) for process in readers]
    assert all(pairs > 0 for pairs in wrote)
    for reader in saw:
        assert reader["reads"] > 0
        assert reader["halves"] == 0
    for half in ("left", "right"):
        written = dict(
            query(
                path,
                "SELECT json_extract(data, '$.writer'), "
                "count(DISTINCT json_extract(data, '$.pair')) "
                "FROM events WHERE type = ? GROUP BY 1",
                half,
            )
        )
        assert written == dict(zip("abcd", wrote, strict=True))
    assert value(path, "SELECT count(*) FROM events") == 2 * sum(wrote)
    assert value(path, "PRAGMA integrity_check") == "ok"
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


@contextmanager
def torn_index(path: Path, new_store: Path) -> Iterator[tuple[Database, subprocess.Popen[str]]]:
    """A store open for reading, and the writer that has its log's index half written till told."""
    path.write_bytes(new_store.read_bytes())
    with running("tear-index", path) as writer:
        assert heard(writer) == "written"
        with Database.open(path, read_only=True) as db:
            _tell(writer)
            assert heard(writer) == "torn"
            yield db, writer


def test_a_reader_waits_for_a_header_that_is_being_written(path: Path, new_store: Path) -> None:
    with torn_index(path, new_store) as (db, writer):
        mending = threading.Timer(0.2, _tell, [writer])
        mending.start()
        assert db.events.count() == 1
        mending.join()
        assert heard(writer) == "mended"


def test_a_header_that_stays_half_written_is_said_in_one_sentence(
    path: Path, new_store: Path
) -> None:
    with torn_index(path, new_store) as (db, writer):
        with pytest.raises(DatabaseReadOnly, match="left in the middle of a write"):
            db.events.count()
        _tell(writer)
        assert heard(writer) == "mended"
        assert db.events.count() == 1


def _tell(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("now\n")
    process.stdin.flush()
