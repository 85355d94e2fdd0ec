"""Real processes on one store: no row is lost, no lock error, nothing is half there."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

from tests.db.facts import query, value
from tests.db.processes import finished, heard, running

SECONDS = 10 if os.environ.get("CONSTELLATION_LONG") else 2


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
            assert process.stdin is not None
            process.stdin.write("now\n")
            process.stdin.flush()
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
