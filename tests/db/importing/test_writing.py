"""Small files are written together, and the store is as if each had been written alone."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from constellation_db import Cancellation, Database
from constellation_db.importing import running
from constellation_db.importing.running import import_files
from constellation_db.importing.sources import SOURCES, find
from tests.db.facts import query
from tests.db.importing.sessions import BINARY, bring_in, everything, samples

ALL = ("claude-code", "codex", "messages", "opentelemetry", "swe-agent")


@contextmanager
def counted_commits() -> Iterator[list[object]]:
    """Give an item for every transaction that any store writes from now on."""
    noted: list[object] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement == "BEGIN IMMEDIATE":
            noted.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield noted
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def write(path: Path, session: str, *contents: Any) -> None:
    """Write a session in which a person and an agent take turns."""
    about = {"sessionId": session, "cwd": "/home/ada/shop", "timestamp": "2026-03-01T10:00:00.000Z"}
    records = [
        {
            "type": "assistant" if isinstance(content, list) else "user",
            "uuid": f"{session}-{number}",
            **about,
            "message": {"id": f"{session}-{number}", "content": content},
        }
        for number, content in enumerate(contents)
    ]
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records))


def test_many_small_sessions_share_a_transaction(db: Database, tmp_path: Path) -> None:
    for number in range(30):
        write(tmp_path / f"{number}.jsonl", f"s{number}", "Look.", [{"type": "text", "text": "…"}])
    with counted_commits() as commits:
        summary = bring_in(db, tmp_path)
    assert (summary.files, summary.sessions, summary.added.messages) == (30, 30, 60)
    assert len(commits) == 1


def test_together_is_one_after_the_other(tmp_path: Path, new_store: Path) -> None:
    sessions = samples(tmp_path, *ALL)
    alone = tmp_path / "alone.db"
    shutil.copyfile(new_store, alone)
    with Database.open(alone) as db:
        for file in find((), [sessions]):
            import_files(db, [file], SOURCES, prices=BINARY)
    expected = everything(alone)

    @given(lines=st.integers(1, 60))
    @settings(max_examples=15, deadline=None)
    def same(lines: int) -> None:
        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            patch.setattr(running, "_BATCH_LINES", lines)
            store = Path(folder) / "store.db"
            shutil.copyfile(new_store, store)
            with Database.open(store) as db:
                bring_in(db, sessions, prices=BINARY)
            assert everything(store) == expected

    same()


def test_a_session_goes_on_from_what_another_has_left_a_moment_before(
    db: Database, path: Path, tmp_path: Path
) -> None:
    place = "/home/ada/shop/a.txt"
    wrote = {"type": "tool_use", "id": "c1", "name": "Write"}
    edits = {"type": "tool_use", "id": "c2", "name": "Edit"}
    given_ = {"file_path": place, "old_string": "one", "new_string": "two"}
    write(
        tmp_path / "1.jsonl", "s1", "Write.",
        [{**wrote, "input": {"file_path": place, "content": "one\n"}}],
        {"type": "tool_result"},
    )  # fmt: skip
    write(tmp_path / "2.jsonl", "s2", "Edit.", [{**edits, "input": given_}])
    for name, call in (("1", "c1"), ("2", "c2")):
        result = [{"type": "tool_result", "tool_use_id": call, "content": "done"}]
        record = {
            "type": "user",
            "uuid": f"r{name}",
            "sessionId": f"s{name}",
            "cwd": "/home/ada/shop",
            "timestamp": f"2026-03-01T10:0{name}:00.000Z",
            "message": {"content": result},
        }
        with (tmp_path / f"{name}.jsonl").open("a") as file:
            file.write(f"{json.dumps(record)}\n")
    import_files(db, find((), [tmp_path / "1.jsonl", tmp_path / "2.jsonl"]), SOURCES)
    assert [row[0] for row in query(path, "SELECT content FROM outputs ORDER BY rowid")] == [
        "one\n",
        "two\n",
    ]


def test_what_was_not_written_when_it_was_cancelled_is_not_counted(
    db: Database, path: Path, tmp_path: Path
) -> None:
    sessions, cancel = samples(tmp_path), Cancellation()
    found = find((), [sessions])
    summary = import_files(
        db, found, SOURCES, progress=lambda _done, _all: cancel.cancel(), cancel=cancel
    )
    assert summary.stopped
    assert summary.added.messages == len(everything(path)["agent_history"])
    assert summary.files == len(db.imports.positions())
    bring_in(db, sessions)
    assert len(db.imports.positions()) == len(found)
