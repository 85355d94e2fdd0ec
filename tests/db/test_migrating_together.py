"""Migrating while other processes have the same store open, or the same idea."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from constellation_db import Database, engine
from constellation_db.migrations import MIGRATIONS
from tests.db.facts import Facts, query, value
from tests.db.processes import finished, heard, running

NAMES = tuple(migration.NAME for migration in MIGRATIONS)


def opened_at_once(path: Path, processes: int) -> list[dict[str, Any]]:
    """Let processes that are all ready open the store, and return what each says of it."""
    with ExitStack() as stack:
        others = [stack.enter_context(running("open", path)) for _ in range(processes)]
        for other in others:
            assert heard(other) == "ready"
        for other in others:
            assert other.stdin is not None
            other.stdin.write("now\n")
            other.stdin.flush()
        return [finished(other) for other in others]


def test_processes_that_open_at_once_migrate_once(path: Path, original: Path) -> None:
    path.write_bytes(original.read_bytes())
    facts = Facts(path)
    told = opened_at_once(path, 4)
    assert [answer["error"] for answer in told] == [None] * 4
    assert [answer["problem"] for answer in told] == [None] * 4
    assert [answer["messages"] for answer in told] == [len(facts.agent_history)] * 4
    names = Counter(name for (name,) in query(path, "SELECT name FROM _migrations"))
    assert names == Counter(NAMES)
    assert Facts(path).agent_history == facts.agent_history
    assert value(path, "PRAGMA integrity_check") == "ok"


def test_processes_that_make_a_new_store_at_once_make_one(path: Path) -> None:
    told = opened_at_once(path, 4)
    assert [answer["error"] for answer in told] == [None] * 4
    assert [tuple(answer["applied"]) for answer in told] == [NAMES] * 4
    assert query(path, "SELECT name FROM _migrations ORDER BY id") == [(n,) for n in NAMES]
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_writer_that_is_busy_does_not_keep_a_store_from_opening(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_S", 0.5)
    with running("hold-writing", bare) as other:
        assert heard(other) == "writing"
        with Database.open(bare) as db:
            assert db.migration_problem is not None
            assert not db.read_only
            assert db.projects.count() == 0
            finished(other)
            assert db.migrate() == NAMES[1:]
            assert [row.id for row in db.projects.find_all()] == ["held"]
